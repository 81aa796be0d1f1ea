using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Reading;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>"Dr." → "Doctor", "डॉ." → "डॉक्टर": otherwise they are spelled, or taken for the end of a sentence.</summary>
internal static partial class Abbreviations
{
    /// <summary>What is said for the abbreviation that begins here.</summary>
    public static Said? Read(Sentence sentence, int at)
    {
        var text = sentence.Text;
        if (Bare().Match(text, at) is { Success: true } bare)
        {
            var said = bare.Value switch
            {
                "etc" => "et cetera",
                "सौ. कां" or "सौ.कां" or "सौ. का" or "सौ.का" => "सौभाग्यकांक्षिणी",
                "Avl bal" or "Avl Bal" or "Avl. bal" or "Avl. Bal" => "Available balance",
                "w/o" or "W/o" or "w/out" => "without",
                "w/" => "with",
                "u/s" => "under section",
                "r/w" => "read with",
                "Sec" => "Section",
                "vs" => "versus",
                "মোঃ" => "মোহাম্মদ",
                "ডঃ" => "ডক্টর",
                "ডাঃ" => "ডাক্তার",
                "মিঃ" => "মিস্টার",
                "নং" => "নম্বর",
                _ => AbbreviationTables.Leading[bare.Value],
            };
            return new(said, bare.Length);
        }

        if (LifeDates.Read(sentence, at) is { } life)
        {
            return life;
        }

        if (Candidate().Match(text, at) is not { Success: true } match)
        {
            return null;
        }

        var word = match.Groups["word"].Value;
        var end = at + match.Length;
        if (word.IndexOf('.', StringComparison.Ordinal) is > 0 and var point && word.Length - point > 3 && IsLeading(word[..point]))
        {
            (word, end) = (word[..point], at + point + 1);
        }

        return match.Groups["joined"].Success && !AbbreviationTables.Counting.ContainsKey(word) && !IsLeading(word) ? null
            : SaidFor(word, sentence, at, end) is not { } words ? null
            : NativeEndings.LengthAt(text, end) is > 0 and var ending && word[0] > '\u0900'
                && !words.Contains(' ', StringComparison.Ordinal)
                ? new(NativeEndings.Join(words, text.Substring(end, ending), sentence.Language), end + ending - at)
            : new(words, end - at);
    }

    /// <summary>Whether it is an abbreviation wherever it stands: Mrs.Das forgot a blank, and ends no sentence.</summary>
    public static bool IsLeading(string word) => Find(AbbreviationTables.Leading, word) is not null;

    /// <summary>Whether a sentence begins with such a word rather than a name.</summary>
    public static bool Starts(string word) => AbbreviationTables.Starters.Contains(word);

    /// <summary>Whether a text is nothing but an abbreviation or an initial.</summary>
    public static bool IsAlone(string text) =>
        text.Length is > 1 and < 20 && text[^1] == '.' && text.AsSpan(0, text.Length - 1) is var word && !word.ContainsAny(" \n")
            && (Find(AbbreviationTables.Leading, text[..^1]) is not null || Find(AbbreviationTables.Anywhere, text[..^1]) is not null
                || Dotted().IsMatch(text) || Initials.IsLetter(text[..^1]));

    /// <summary>What a measure or a thing to count is called in full: pc → piece.</summary>
    public static string? Name(string word) => word.All(char.IsAsciiLetterLower) && AbbreviationTables.Closing.Contains(word)
        ? Find(AbbreviationTables.Anywhere, word) : null;

    private static string? SaidFor(string word, Sentence sentence, int at, int end)
    {
        var (text, follows) = (sentence.Text, NextWord(sentence.Text, end));
        var digit = (text.AsSpan(end).TrimStart(" #:-(") is [var next, ..] && char.IsDigit(next)) || Code().IsMatch(text, end);
        var numeral = Numeral().IsMatch(follows);
        if (word == "St" && follows is [var first, ..] && char.IsAsciiLetterUpper(first)
            && !AbbreviationTables.Starters.Contains(follows) && !IsStreet(sentence, at))
        {
            return "Saint";
        }

        if (word == "सं" && Era().IsMatch(text.AsSpan(0, at)))
        {
            return "संवत";
        }

        if ((digit || numeral) && Find(AbbreviationTables.Counting, word, sentence.Language) is { } counted)
        {
            return counted;
        }

        // 11:30 p.m. EST.
        if (word == "EST" && !digit)
        {
            return null;
        }

        var special = word switch
        {
            "Rev" when text.AsSpan(end).TrimStart() is ['&', ..] => "revenue",
            "Sr" or "Sl" or "S" when follows is "No" or "no" or "Nos" => "Serial",
            "e.g" when sentence.WordBefore(at) == "for" => "example",
            "p.m" or "P.M" when Rent().IsMatch(text.AsSpan(0, at)) => "per month",
            "Tab" or "Tabs" or "Cap" or "Caps" or "Inj" or "Syp" or "Syr" or "Vit" or "Oint" or "Susp" when IsDrug(text, end) =>
                AbbreviationTables.Drugs[word],
            "Pt" when follows is [>= 'a' and <= 'z', ..] => "patient",
            _ when follows is "नं" or "नंबर" or "नम्बर" or "सं" or "क्र" or "क्रमांक" or "संख्या"
                && AbbreviationTables.Numbered.TryGetValue($"{sentence.Language}:{word}", out var numbered) => numbered,
            "वि" when follows is "सं" => "विक्रम",
            "से" when text[..at].TrimEnd() is [.., '°'] => "सेल्सियस",
            "से" when Measured(text, at) => "सेकंड",
            "मि" when Measured(text, at) && sentence.Language is "hi" => "मिनट",
            "मि" when Measured(text, at) && sentence.Language is "mr" => "मिनिटे",
            "घं" when Measured(text, at) => sentence.Language == "mr" ? "तास" : "घंटे",
            "ई" or "इ.स" when char.IsDigit(text.AsSpan(0, at).TrimEnd() is [.., var last] ? last : ' ') => word == "ई" ? "ईस्वी" : "इसवी सन",
            "ता" when sentence.Language == "hi" => "तालुका",
            "प्रा" when follows.StartsWith("लि", StringComparison.Ordinal) => sentence.Language == "mr" ? "प्रायव्हेट" : "प्राइवेट",
            "प्रा" when follows.Length > 0 => "प्राध्यापक",
            _ => null,
        };
        if (special is not null)
        {
            return special;
        }

        // A title is one before a name, or in brackets behind it.
        if ((text.AsSpan(end) is [')' or ']', ..] || text.Skip(end).Any(char.IsLetterOrDigit))
            && Find(AbbreviationTables.Leading, word, sentence.Language) is { } leading)
        {
            return leading;
        }

        if (Find(AbbreviationTables.Anywhere, word, sentence.Language) is { } said)
        {
            return said;
        }

        // Initials, and letters with points: U.S.A., A.P.J.
        return Dotted().IsMatch($"{word}.") ? word.Replace('.', ' ')
            : Initials.Is(text, at, at + word.Length) ? word
            : word.Length == 1 && char.IsUpper(word[0]) && follows is [var capital, ..] && char.IsUpper(capital) ? word
            : null;
    }

    /// <summary>Whether a medicine's name follows.</summary>
    private static bool IsDrug(string text, int at) => Drug().IsMatch(text, at)
        && !AbbreviationTables.Starters.Contains(NextWord(text, at));

    private static bool Measured(string text, int at) =>
        text.AsSpan(0, at).TrimEnd() is [.., >= '0' and <= '9' or '½' or '¼' or '¾' or '°'];

    /// <summary>"Baker St., London" is a street: a name stands before it, and a comma or nothing behind.</summary>
    private static bool IsStreet(Sentence sentence, int at) =>
        StreetEnd().IsMatch(sentence.Text, at) && sentence.WordBefore(at) is [var first, ..] && char.IsAsciiLetterUpper(first);

    /// <summary>As it is written; in small letters when a capital begins it or all are; the language's own entry first.</summary>
    private static string? Find(IReadOnlyDictionary<string, string> table, string word, string language = "")
    {
        if (language.Length > 0 && table.TryGetValue($"{language}:{word}", out var own))
        {
            return own;
        }

        return table.TryGetValue(word, out var said) ? said
            : char.IsUpper(word[0]) && (word.Length > 2 || char.IsLower(word[^1])) && table.TryGetValue(word.ToLowerInvariant(), out said)
                ? said
            : table.ContainsKey($"mr:{word}") ? table[$"mr:{word}"] : null;
    }

    private static string NextWord(string text, int at)
    {
        var start = at;
        while (start < text.Length && text[start] is ' ' or ',' or '(' or '"' or '“')
        {
            start++;
        }

        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || Sentence.IsMark(text[end]) || text[end] is '\'' or '’'))
        {
            end++;
        }

        return text[Math.Min(start, text.Length)..end].Replace('’', '\'');
    }

    [GeneratedRegex(@"\G(?<![\p{L}\p{M}.])(?:(?:etc|vs|Avl\.? [Bb]al|[Ww]/o|w/out|মোঃ|ডঃ|ডাঃ|মিঃ|নং|[Ss]/o|[Dd]/o|R/o|[Cc]/o|M/[sS]|" +
        @"A/c|u/s|r/w)(?![\p{L}\p{M}.])|Sec(?=-[A-Z](?![\p{L}]))|w/(?=\s)|सौ\. ?कां?(?=\.))")]
    private static partial Regex Bare();

    [GeneratedRegex(
        @"\G(?<![\p{L}\p{M}.])(?<word>(?:[\p{L}\p{M}\u200C\u200D]{1,5}[./]){0,6}[\p{L}\p{M}\u200C\u200D]{1,8})\.(?![\p{Ll}\p{Nd}])|" +
        @"\G(?<![\p{L}\p{M}.])(?<word>[\p{L}\p{M}]{1,8})\.(?<joined>(?=\d))")]
    private static partial Regex Candidate();

    [GeneratedRegex(@"^(?:\p{L}\p{M}{0,3}\.){2,7}$|^(?:[\p{L}\p{M}]{1,5}\.){2,7}$")]
    private static partial Regex Dotted();

    [GeneratedRegex("^(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")]
    private static partial Regex Numeral();

    [GeneratedRegex(@"\G\.? ?[A-Z]")]
    private static partial Regex Drug();

    [GeneratedRegex(@"(?:शक|विक्रम|वि\.) ?$")]
    private static partial Regex Era();

    // UP32 AB 1234, A-12.
    [GeneratedRegex(@"\G ?[A-Z]{1,5}[-/ ]?\d")]
    private static partial Regex Code();

    [GeneratedRegex(@"\GSt\.(?:,|$|\s*$)")]
    private static partial Regex StreetEnd();

    // A sum of money by the month, and no time of the day.
    [GeneratedRegex(@"(?:/[-=]|(?:₹|Rs\.?|INR|\$)\s?\d[\d,.]*(?:k|K)?(?:/[-=])?)\s*$")]
    private static partial Regex Rent();
}
