using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Ordinals of Indian languages as they are written with a digit: 5वीं, 2রা, 3வது, 4వ, 6ನೇ.</summary>
internal static partial class IndianOrdinals
{
    private static readonly string[] MarathiFirst = ["", "पहि", "दुस", "तिस", "चौ"], MarathiLetters = ["", "ल", "रऱ", "रऱ", "थ"];
    private static readonly string[] Bengali = ["", "প্রথম", "দ্বিতীয়", "তৃতীয়",
        "চতুর্থ", "পঞ্চম", "ষষ্ঠ", "সপ্তম", "অষ্টম", "নবম", "দশম", "একাদশ", "দ্বাদশ", "ত্রয়োদশ", "চতুর্দশ",
        "পঞ্চদশ", "ষোড়শ", "সপ্তদশ", "অষ্টাদশ", "ঊনবিংশ", "বিংশ", "একবিংশ", "দ্বাবিংশ", "ত্রয়োবিংশ", "চতুর্বিংশ", "পঞ্চবিংশ"];
    private static readonly string[] Sanskrit = ["", "प्रथम", "द्वितीय", "तृतीय", "चतुर्थ", "पंचम", "षष्ठ", "सप्तम", "अष्टम", "नवम", "दशम"];
    private static readonly string[] MalayalamLow = ("_ ഒന്ന രണ്ട മൂന്ന നാല അഞ്ച ആറ ഏഴ എട്ട ഒമ്പത പത്ത പതിനൊന്ന പന്ത്രണ്ട പതിമൂന്ന " +
        "പതിനാല പതിനഞ്ച പതിനാറ പതിനേഴ പതിനെട്ട പത്തൊമ്പത").Split(' ');
    private static readonly string[] MalayalamTens = "ഇരുപ മുപ്പ നാല്പ അമ്പ അറുപ എഴുപ എൺപ തൊണ്ണൂ".Split(' ');
    private static readonly string[] MalayalamJoined = "_ യൊന്ന രണ്ട മൂന്ന നാല യഞ്ച യാറ യേഴ യെട്ട യൊമ്പത".Split(' ');
    private static readonly string[] BengaliDays = ["", "পয়লা", "দোসরা", "তেসরা", "চৌঠা"];

    public static string? Say(Sentence sentence, int number, string ending)
    {
        var said = sentence.Words.Numbers.Cardinal(number);
        return sentence.Language switch
        {
            "hi" => Hindi.Ordinal(number, ending),
            "mr" => SayMarathi(number, said, ending),
            "bn" => SayBengali(number, said, ending.Replace("\u09DF", "\u09AF\u09BC", StringComparison.Ordinal)),
            "ta" when ending is "வது" or "ஆவது" or "ஆம்" or "ம்" => (number == 1 ? "முதலா" : Lengthened(said)) + (ending is "வது" or "ஆவது" ? "வது" : "ம்"),
            "te" when ending is "వ" or "వది" or "వా" => number == 1 && ending == "వ" ? "మొదటి" : said[^1] == 'ై' ? $"{said[..^1]}య్య{ending}" : said.TrimEnd('ు', 'ి') + ending,
            "kn" when ending is "ನೇ" or "ನೆಯ" or "ನೆ" => number == 1 ? "ಒಂದನೇ" : said.TrimEnd('ು') + ending,
            "gu" => SayGujarati(sentence, number, said, ending),
            "pa" => SayPunjabi(number, said, ending),
            "ml" => SayMalayalam(number, ending),
            _ => null,
        };
    }

    /// <summary>5મી is the fifth; 1947માં in 1947.</summary>
    private static string? SayGujarati(Sentence sentence, int number, string said, string ending) => (number, ending) switch
    {
        ( < 100, ['મ', 'ી' or 'ો' or 'ા']) or ( < 100, "મું" or "માં") when number < 32 || ending != "માં" => number == 6 ? $"છઠ્ઠ{ending[1..]}" : said + ending,
        (1, ['લ', ..]) => $"પહે{ending}",
        (2, ['જ', ..]) => $"બી{ending}",
        (3, ['જ', ..]) => $"ત્રી{ending}",
        (4, ['થ', ..]) => $"ચો{ending}",
        (6, ['ઠ', '્', 'ઠ', ..]) => $"છ{ending}",
        (_, "માં" or "ના" or "ની" or "નું" or "નો" or "થી" or "એ") => $"{(number is >= 1100 and < 2100 ? sentence.Words.Numbers.Year(number) : said)}{ending}",
        _ => null,
    };

    private static string? SayPunjabi(int number, string said, string ending) => (number, ending) switch
    {
        (_, "ਵੀਂ" or "ਵਾਂ" or "ਵੇਂ") => (number is >= 11 and <= 18 ? $"{said[..^2]}੍ਹ" : number == 6 ? "ਛੇ" : said.TrimEnd('ਂ')) + ending,
        (1, ['ਲ', ..]) => $"ਪਹਿ{ending}",
        (2, ['ਜ', ..]) => $"ਦੂ{ending}",
        (3, ['ਜ', ..]) => $"ਤੀ{ending}",
        (4, ['ਥ', ..]) => $"ਚੌ{ending}",
        _ => null,
    };

    /// <summary>5-ാം is അഞ്ചാം; 1947-ൽ keeps its digits.</summary>
    private static string? SayMalayalam(int number, string ending) => ending switch
    {
        "ാം" or "ആം" when number is >= 1 and < 100 => $"{MalayalamStem(number)}ാം",
        "ാമത്" or "ാമത്തെ" or "ാമൻ" or "ാമതും" when number is >= 1 and < 100 => MalayalamStem(number) + ending,
        "ൽ" => $"{number} ഇൽ",
        _ => null,
    };

    private static string MalayalamStem(int number) => number < 20 ? MalayalamLow[number]
        : number % 10 == 0 ? $"{MalayalamTens[(number / 10) - 2]}{(number == 90 ? "റ" : "ത")}"
        : $"{MalayalamTens[(number / 10) - 2]}{(number >= 90 ? "റ്റി" : "ത്തി")}{MalayalamJoined[number % 10]}";

    /// <summary>Charles III: चार्ल्स तृतीय; from eleven on by the language's own ordinal: लुई चौदहवें.</summary>
    public static string OfRuler(Sentence sentence, int number) => sentence.Language is "hi" or "mr" && number < Sanskrit.Length
        ? Sanskrit[number]
        : Say(sentence, number, sentence.Language switch { "hi" => "वें", "mr" => "वा", "bn" => number < Bengali.Length ? "শ" : "তম", "ta" => "ஆம்", "te" => "వ", _ => "ನೇ" })
            ?? sentence.Words.Numbers.Cardinal(number);

    /// <summary>XIX शताब्दी: उन्नीसवीं.</summary>
    public static string OfCentury(Sentence sentence, int number) =>
        Say(sentence, number, sentence.Language switch { "hi" => "वीं", "mr" => "वे", "bn" => "শ", "ta" => "ஆம்", "te" => "వ", _ => "ನೇ" })
            ?? sentence.Words.Numbers.Cardinal(number);

    /// <summary>With the ending of its case: 12वीचा, 3ऱ्या.</summary>
    private static string? SayMarathi(int number, string said, string ending) =>
        Marathi().Match(ending) is not { Success: true } match ? null
            : match.Groups["end"].Value[0] == 'व' ? said + ending
            : number is >= 1 and <= 4 && MarathiLetters[number].Contains(ending[0]) ? MarathiFirst[number] + ending
            : null;

    private static string? SayBengali(int number, string said, string ending) => ending switch
    {
        "ম" or "য\u09BC" or "র্থ" or "ষ্ঠ" or "শ" when number < Bengali.Length => Bengali[number],
        "লা" or "রা" or "ঠা" when number < BengaliDays.Length => BengaliDays[number],
        "ই" when number <= 18 => said + ending,
        "শে" when number is >= 19 and <= 31 => said.EndsWith('শ') ? $"{said}ে" : said + ending,
        "তম" or "টি" or "টা" or "জন" => said + ending,
        _ => null,
    };

    /// <summary>மூன்று → மூன்றா, ஆயிரம் → ஆயிரமா, கோடி → கோடியா.</summary>
    private static string Lengthened(string said) => said[^1] switch
    {
        'ு' or '்' => $"{said[..^1]}ா",
        'ி' => $"{said}யா",
        _ => $"{said}ஆ",
    };

    [GeneratedRegex(@"^(?<end>[लरऱथव](?:ा|ी|े|्या))(?:चा|ची|चे|च्या|त|मध्ये|ला|ने|साठी|पासून|पर्यंत|नंतर|तील|तले|तला|तली|ंदा)?$")]
    private static partial Regex Marathi();
}
