using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Telephone numbers, codes and version numbers: digit by digit, or part by part.</summary>
internal static partial class CodeRules
{
    public static Said? Read(Sentence sentence, int at)
    {
        if (Versions().Match(sentence.Text, at) is { Success: true } version && sentence.Words.Point is { } point)
        {
            var parts = version.Groups["v"].Value.Split('.').Select(part => Amounts.Say(sentence, part, ""));
            return new((version.Groups["name"].Success ? $"{sentence.Words.Signs.GetValueOrDefault("version", "v")} " : "") + string.Join($" {point} ", parts), version.Length);
        }

        if (Plus().Match(sentence.Text, at) is { Success: true } plus)
        {
            return new($"{sentence.Words.Signs.GetValueOrDefault("+", "+")} {Groups(sentence, plus.Value)}", plus.Length);
        }

        foreach (var pattern in (Regex[])[Telephone(), AfterWord()])
        {
            if (pattern.Match(sentence.Text, at) is { Success: true } match)
            {
                return new(Groups(sentence, match.Value), match.Length);
            }
        }

        // A round number of many digits is an amount.
        if (Long().Match(sentence.Text, at) is { Success: true } number && (number.Value[0] == '0' || !number.Value.EndsWith("00000", StringComparison.Ordinal)))
        {
            return new(sentence.Words.Numbers.Digits(number.Value), number.Length);
        }

        return Mixed().Match(sentence.Text, at) is { Success: true } mixed
            ? new(string.Join(' ', mixed.Value.Where(char.IsLetterOrDigit).Select(c => char.IsDigit(c) ? sentence.Words.Numbers.Digit(c) : $"{c}")), mixed.Length)
            : null;
    }

    private static string Groups(Sentence sentence, string written) =>
        string.Join(", ", Digits().Matches(written).Select(group => sentence.Words.Numbers.Digits(group.Value)));

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\G(?<![\p{L}\d.])(?<name>[vV](?=\d))?(?<v>\d{1,5}(?:\.\d{1,5}){2,5})(?![\d]|\.\d)")]
    private static partial Regex Versions();

    [GeneratedRegex(@"\G\+\d[\d ()-]{6,20}\d(?!\d)")]
    private static partial Regex Plus();

    [GeneratedRegex(
        @"\G(?<![\p{L}\d.,/-])(?:\(?0\d{2,4}\)?[ -]\d{3,4}[ -]?\d{3,4}|\d{5}[ -]\d{5}|1800[ -]\d{2,4}[ -]\d{3,4}|\(?\d{3}\)?[ -]\d{3}[ -]\d{4}|\d{4}(?:[ -]\d{4}){2,3}|\d{3,5}-\d{6,8})(?![\d]|[.,/-]\d)")]
    private static partial Regex Telephone();

    // What comes before says that it is no amount.
    [GeneratedRegex(
        @"\G(?<=(?<![\p{L}\p{M}])(?:(?i:otp|pin|mpin|cvv|pnr|passcode|password|pincode|zip|code|ext\.?|extension|flight|dial|room)|" +
        @"(?i:order|invoice|account|a/c|ticket|token|reference|ref|tracking|case|card|bus|phone|mobile|helpline|id|policy|serial|booking)(?: ?(?i:number|no\.?|id|#|code)){1,2}|" +
        @"कमरा|ओटीपी|ओ\.?टी\.?पी\.?|पिन|पिनकोड|कोड|पासवर्ड|ट्रेन|फ़्लाइट|फ्लाइट|ওটিপি|পিন|কোড|ஓடிபி|ஓ\.டி\.பி|பின்|ఓటీపీ|పిన్|కోడ్|ಓಟಿಪಿ|ಪಿನ್|ಕೋಡ್)" +
        @"(?: ?(?:(?i:is|number|code|no\.?)|[A-Z]{2}|नंबर|नम्बर|संख्या|कोड|है|नंबर है|নম্বর|হলো|হল|எண்|నంబర్|ಸಂಖ್ಯೆ)){0,2}[ :#-]{0,3})\d{3,8}(?![\d]|[.,:/]\d|[ ]?%)|" +
        @"\G(?<=[Cc]all )(?:1[01][0-9]|911|999|1098|1091|1930)(?!\d)")]
    private static partial Regex AfterWord();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,/-])(?:\d{8,40}|0\d{1,40})(?![\d]|[.,:/]\d)")]
    private static partial Regex Long();

    // MH370, AI-302, ABCDE1234F.
    [GeneratedRegex(@"\G(?<![\p{L}\d])(?!FY)(?:[A-Z]{1,5}-?\d{3,12}|(?=(?:[A-Z]{0,20}\d){3})(?=\d{0,20}[A-Z])[A-Z\d]{6,20})(?![\p{L}\d])")]
    private static partial Regex Mixed();
}
