namespace IntelliAvatar.Server.Speech.Text.Words;

/// <summary>How a language says what people write as numbers and signs.</summary>
internal sealed record SpokenWords
{
    public required NumberWords Numbers { get; init; }

    /// <summary>January to December.</summary>
    public required string[] Months { get; init; }

    /// <summary>By its code of ISO 4217: the word for one, for many, and for one and many of its hundredth part.</summary>
    public required IReadOnlyDictionary<string, string[]> Currencies { get; init; }

    /// <summary>By what is written: the word for one and for many.</summary>
    public IReadOnlyDictionary<string, string[]> Units { get; init; } = new Dictionary<string, string[]>();

    /// <summary>By what is written: + and @ and α. Without any, the engine copes with the signs.</summary>
    public IReadOnlyDictionary<string, string> Signs { get; init; } = new Dictionary<string, string>();

    /// <summary>Before the digits of a decimal fraction; null: the engine reads it.</summary>
    public string? Point { get; init; }

    public required string Minus { get; init; }

    /// <summary>"ten" → "ten to", the beginning of a range.</summary>
    public required Func<string, string> From { get; init; }

    /// <summary>"three" → "three to", the first of a ratio.</summary>
    public Func<string, string>? Ratio { get; init; }

    /// <summary>One, before what is counted, where that is another word.</summary>
    public string? One { get; init; }

    /// <summary>185/4 of cricket: the runs and the wickets.</summary>
    public Func<string, string, string>? Wickets { get; init; }

    /// <summary>Of a half, a quarter, three quarters, a third and two thirds, alone.</summary>
    public IReadOnlyDictionary<char, string> Fractions { get; init; } = new Dictionary<char, string>();

    /// <summary>A whole number and a fraction: two and a half.</summary>
    public Func<long, string, string>? Mixed { get; init; }

    /// <summary>Three over four, where there is no word for it.</summary>
    public Func<string, string, string>? Over { get; init; }

    /// <summary>Ninety-five marks out of a hundred.</summary>
    public Func<string, string, string>? OutOf { get; init; }

    /// <summary>The day before its month.</summary>
    public Func<int, string>? Day { get; init; }

    public Func<ClockTime, string>? Time { get; init; }

    /// <summary>What is said for a place to be filled in.</summary>
    public string? Blank { get; init; }

    public bool HasNumbers => Point is not null;

    /// <summary>The words of a language; null when we have none and the engine must cope.</summary>
    public static SpokenWords? Of(string language) => ByLanguage.GetValueOrDefault(LanguageTag.Primary(language));

    public static IEnumerable<string> Languages => ByLanguage.Keys;

    private static readonly Dictionary<string, SpokenWords> ByLanguage = new()
    {
        ["en"] = English.Words,
        ["hi"] = Hindi.Words,
        ["mr"] = IndianWords.Marathi,
        ["bn"] = IndianWords.Bengali,
        ["ta"] = IndianWords.Tamil,
        ["te"] = IndianWords.Telugu,
        ["kn"] = IndianWords.Kannada,
        ["ne"] = Few("रुपैयाँ", "डलर", "युरो", "जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर", "माइनस", "देखि", "प्रतिशत", "र"),
        ["as"] = Few("টকা", "ডলাৰ", "ইউৰো", "জানুৱাৰী ফেব্ৰুৱাৰী মাৰ্চ এপ্ৰিল মে' জুন জুলাই আগষ্ট ছেপ্তেম্বৰ অক্টোবৰ নৱেম্বৰ ডিচেম্বৰ", "মাইনাচ", "ৰ পৰা", "শতাংশ", "আৰু"),
        ["gu"] = MoreIndianWords.Gujarati,
        ["pa"] = MoreIndianWords.Punjabi,
        ["or"] = Few("ଟଙ୍କା", "ଡଲାର", "ୟୁରୋ", "ଜାନୁଆରୀ ଫେବୃଆରୀ ମାର୍ଚ୍ଚ ଅପ୍ରେଲ ମଇ ଜୁନ ଜୁଲାଇ ଅଗଷ୍ଟ ସେପ୍ଟେମ୍ବର ଅକ୍ଟୋବର ନଭେମ୍ବର ଡିସେମ୍ବର", "ମାଇନସ", "ରୁ", "ପ୍ରତିଶତ", "ଏବଂ"),
        ["ml"] = MoreIndianWords.Malayalam,
        ["ur"] = Few("روپے", "ڈالر", "یورو", "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر", "منفی", "سے", "فیصد", "اور"),
    };

    /// <summary>Reads "km,kms=kilometer|kilometers; kg=…".</summary>
    public static IReadOnlyDictionary<string, string[]> Table(string entries) =>
        (from entry in entries.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
         let at = entry.IndexOf('=', 1)
         from key in entry[..at].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
         select (key, Said: entry[(at + 1)..].Split('|', StringSplitOptions.TrimEntries))).ToDictionary(pair => pair.key, pair => pair.Said);

    /// <summary>Reads "+ plus; @ at".</summary>
    public static IReadOnlyDictionary<string, string> List(string entries) =>
        entries.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(entry => entry.Split(' ', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(pair => pair[0], pair => pair[1]);

    private static SpokenWords Few(string rupees, string dollars, string euros, string months, string minus, string from, string percent, string and) => new()
    {
        Numbers = new DigitNumbers(),
        Months = months.Split(' '),
        Currencies = new Dictionary<string, string[]> { ["INR"] = [rupees], ["USD"] = [dollars], ["EUR"] = [euros] },
        Units = new Dictionary<string, string[]> { ["%"] = [percent] },
        Signs = new Dictionary<string, string> { ["%"] = percent, ["&"] = and },
        Minus = minus,
        From = first => $"{first} {from}",
    };
}

/// <summary>A time of the day as it is written.</summary>
/// <param name="Half">AM or PM, in capitals; null: not written.</param>
/// <param name="OClock">The language's word for "o'clock" follows it; what is said has it, too.</param>
internal sealed record ClockTime(int Hour, int Minute, int? Second, string? Half, string? OClock);
