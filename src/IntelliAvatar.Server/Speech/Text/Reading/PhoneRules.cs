using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Telephone numbers, several behind another, and what is dialled: digit by digit.</summary>
internal static partial class PhoneRules
{
    public static Said? Read(Sentence sentence, int at)
    {
        if (Service().Match(sentence.Text, at) is { Success: true } service && sentence.Words.HasNumbers)
        {
            var signs = sentence.Words.Signs;
            return new(string.Join(' ', service.Value.Select(c => c switch { '*' => signs.GetValueOrDefault("star", "star"), '#' => signs.GetValueOrDefault("#", "hash"), _ => sentence.Words.Numbers.Digit(c) })), service.Length);
        }

        if (Plus().Match(sentence.Text, at) is { Success: true } plus)
        {
            var sign = sentence.Words.Signs.GetValueOrDefault("plus") ?? sentence.Words.Signs.GetValueOrDefault("+", "+");
            return WithMore(sentence, at, $"{sign} {Groups(sentence, plus.Value)}", plus.Length);
        }

        if (Telephone().Match(sentence.Text, at) is { Success: true } telephone)
        {
            return WithMore(sentence, at, Groups(sentence, telephone.Value), telephone.Length);
        }

        // A round number of many digits is an amount.
        if (Long().Match(sentence.Text, at) is { Success: true } number
            && (number.Value[0] == '0' || !number.Value.EndsWith("00000", StringComparison.Ordinal)))
        {
            var digits = sentence.Words.Numbers.Digits(number.Value);
            return number.Length >= 8 ? WithMore(sentence, at, digits, number.Length) : new(digits, number.Length);
        }

        return Emergency().Match(sentence.Text, at) is { Success: true } emergency
            ? WithMore(sentence, at, sentence.Words.Numbers.Digits(emergency.Value), emergency.Length) : null;
    }

    /// <summary>Digits by their groups.</summary>
    public static string Groups(Sentence sentence, string written) =>
        string.Join(", ", Digits().Matches(written).Select(group => sentence.Words.Numbers.Digits(group.Value)));

    /// <summary>9845012345/9845054321, 022-23456789/90.</summary>
    private static Said WithMore(Sentence sentence, int at, string said, int length)
    {
        while (More().Match(sentence.Text, at + length) is { Success: true } more)
        {
            said = $"{said}, {Groups(sentence, more.Value)}";
            length += more.Length;
        }

        return new(said, length);
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    // *121#
    [GeneratedRegex(@"\G(?<![\p{L}\d*])\*\d{2,6}(?:\*\d{1,12}){0,4}#(?![\p{L}\d])")]
    private static partial Regex Service();

    [GeneratedRegex(@"\G\+\d[\d ()-]{6,20}\d(?!\d)")]
    private static partial Regex Plus();

    [GeneratedRegex(
        @"\G(?<![\p{L}\d.,/]|[\d.,/]-)(?:\(?0\d{2,4}\)?[ -]\d{3,4}[ -]?\d{3,4}|\d{5}[ -]\d{5}|91[ -]\d{5}[ -]?\d{5}|18[06]0[ -]\d{2,4}[ -]\d{3,4}|\(?\d{3}\)?[ -]\d{3}[ -]\d{4}|\d{4}(?:[ -]\d{4}){2,3}|" +
        @"\(?\d{3,5}\)?-\d{6,8}|\(0\d{2,4}\) ?\d{6,8}|0\d{2,4} \d{6,8})(?![\d]|[.,-]\d)")]
    private static partial Regex Telephone();

    [GeneratedRegex(@"\G\s?/\s?(?:\d{5}[ -]\d{5}|\d{8,12}|0\d{2,4}-\d{6,8}|\d{1,4}(?!\d|[ -]\d|\s?/))(?![\d]|[.,-]\d)")]
    private static partial Regex More();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,/]|[\d.,/]-)(?:\d{8,40}(?![\d]|[.,:-]\d|/\d{1,2}/)|0\d{1,40}(?![\d]|[.,:/-]\d))")]
    private static partial Regex Long();

    // 112, 108, 1930: dialled, or called.
    [GeneratedRegex(
        @"\G(?<=(?:[Cc]all|[Dd]ial|[Hh]elpline|[Ee]mergency)(?: (?:at|on|to|us at|us on))?[ :]{1,2}(?:(?:\*[\d*]{2,9}#|\d{3,4})(?:,? (?:or|and|&) |, ?|/| / ))*)(?:1[01][0-9]|1[0-9]{3}|139|155|181|911|999)(?![\d%]|[.,]\d|(?! is| was) [a-z]+s\b| people)|" +
        @"\G(?<=(?:हेल्पलाइन|हेल्पलाईन|হেল্পলাইন|உதவி எண்|హెల్ప్‌లైన్|ಸಹಾಯವಾಣಿ)(?: नंबर| क्रमांक| নম্বর| எண்| నంబర్| ಸಂಖ್ಯೆ)?[ :]{1,2})1\d{2,3}(?![\d%]|[.,]\d)|" +
        @"\G(?<![\p{L}\p{M}\d.,/-])(?:1[0-9]{2,3})(?= (?:helpline|emergency)|(?:(?: (?:या|और|किंवा|বা|అథవా|లేదా|ಅಥವಾ|அல்லது) |, )\d{3,4})*(?:-|\s)?(?:(?:पर|को|नंबर|नंबर पर|वर|नंबरवर|या नंबरवर|ஐ|க்கு|எண்ணை|எண்ணுக்கு|కు|కి|నంబర్‌కు|నంబరుకు|ಗೆ|ಸಂಖ್ಯೆಗೆ|ನಂಬರ್‌ಗೆ|নম্বরে|এ|তে)\s){0,2}" +
        @"(?:डायल|कॉल|फ़ोन|फोन|அழை|டயல்|கால்|தொடர்பு|కాల్|డయల్|ఫోన్|ಕರೆ|ಡಯಲ್|ಕಾಲ್|ಫೋನ್|ফোন|কল|ডায়াল))")]
    private static partial Regex Emergency();
}
