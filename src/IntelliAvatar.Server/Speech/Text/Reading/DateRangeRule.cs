using System.Globalization;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Sept 5–10, 3rd-5th May, Jan 28 – Feb 3, June–July, Mon-Fri, सोम-शुक्र.</summary>
internal static partial class DateRangeRule
{
    private const string Month =
        @"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?!\p{L})";

    private const string Suffix = "(?:st|nd|rd|th)?";
    private const string Year = @"(?:,? (?<year>(?:19|20)\d\d)(?!\d)|,? ?['’](?<year>\d\d)(?!\d))?";

    private static readonly Dictionary<string, string> Days = new()
    {
        ["hi"] = "सोम वार|मंगल वार|बुध वार|गुरु वार|शुक्र वार|शनि वार|रवि वार",
        ["mr"] = "सोम वार|मंगळ वार|बुध वार|गुरु वार|शुक्र वार|शनि वार|रवि वार",
        ["bn"] = "সোম বার|মঙ্গল বার|বুধ বার|বৃহস্পতি বার|শুক্র বার|শনি বার|রবি বার",
        ["ta"] = "திங்கள் |செவ்வாய் |புதன் |வியாழன் |வெள்ளி |சனி |ஞாயிறு ",
        ["te"] = "సోమ వారం|మంగళ వారం|బుధ వారం|గురు వారం|శుక్ర వారం|శని వారం|ఆది వారం",
        ["kn"] = "ಸೋಮ ವಾರ|ಮಂಗಳ ವಾರ|ಬುಧ ವಾರ|ಗುರು ವಾರ|ಶುಕ್ರ ವಾರ|ಶನಿ ವಾರ|ಭಾನು ವಾರ",
    };

    public static Said? Read(Sentence sentence, int at)
    {
        if (!sentence.Words.HasNumbers)
        {
            return null;
        }

        if (DayToDayMonth().Match(sentence.Text, at) is { Success: true } before && AreDays(before))
        {
            var (first, last, month) = Parts(sentence, before);
            return new($"{sentence.Words.From(first)} {last}{before.Groups["of"].Value} {month}{YearOf(sentence, before)}", before.Length);
        }

        if (MonthDayToDay().Match(sentence.Text, at) is { Success: true } after && AreDays(after))
        {
            var (first, last, month) = Parts(sentence, after);
            return new($"{month} {sentence.Words.From(first)} {last}{YearOf(sentence, after)}", after.Length);
        }

        if (DayOfMonthTo().Match(sentence.Text, at) is { Success: true } day)
        {
            var (number, name) = (Day(sentence, day.Groups["d1"].Value), MonthName(sentence, day.Groups["month"].Value));
            return new(sentence.Words.From(day.Value[0] is >= '0' and <= '9' ? $"{number} {name}" : $"{name} {number}"), day.Length);
        }

        return ReadNames(sentence, at);
    }

    private static Said? ReadNames(Sentence sentence, int at)
    {
        if (Sentence.IsWord(sentence.Before(at)))
        {
            return null;
        }

        if (sentence.IsEnglish && Names().Match(sentence.Text, at) is { Success: true } english)
        {
            return new($"{Full(english.Groups["first"].Value)} to {Full(english.Groups["last"].Value)}", english.Length);
        }

        if (sentence.IsEnglish || NativeNames().Match(sentence.Text, at) is not { Success: true } match)
        {
            return null;
        }

        var (first, last) = (match.Groups["first"].Value.TrimEnd('.'), match.Groups["last"].Value);
        return (NameOf(sentence, first), NameOf(sentence, last)) is ({ } from, { } to)
            ? new($"{sentence.Words.From(from)} {to}", match.Length) : null;
    }

    private static string? NameOf(Sentence sentence, string written) =>
        sentence.Words.Months.Contains(written) ? written
        : !Days.TryGetValue(sentence.Language, out var days) ? null
        : days.Split('|').Where(day => written == day.Split(' ')[0] || written == day.Replace(" ", "", StringComparison.Ordinal))
            .Select(day => day.Replace(" ", "", StringComparison.Ordinal)).FirstOrDefault();

    private static bool AreDays(Match match) =>
        int.Parse(match.Groups["d1"].Value, CultureInfo.InvariantCulture) < int.Parse(match.Groups["d2"].Value, CultureInfo.InvariantCulture)
        && int.Parse(match.Groups["d2"].Value, CultureInfo.InvariantCulture) <= 31;

    private static (string First, string Last, string Month) Parts(Sentence sentence, Match match) =>
        (Day(sentence, match.Groups["d1"].Value), Day(sentence, match.Groups["d2"].Value),
            MonthName(sentence, match.Groups["month"].Value));

    private static string Day(Sentence sentence, string digits) => sentence.Words.Day!(int.Parse(digits, CultureInfo.InvariantCulture));

    private static string MonthName(Sentence sentence, string written) => sentence.Words.Months[DateRules.MonthOf(written) - 1];

    private static string YearOf(Sentence sentence, Match match) => DateRules.YearOf(match) is { } year
        ? $" {sentence.Words.Numbers.Year(year)}" : "";

    private static string Full(string name) =>
        Array.Find([.. DateRules.Days, .. English.Words.Months], full => full.StartsWith(name[..3], StringComparison.Ordinal))!;

    [GeneratedRegex($@"\G(?<![\d/.,-])(?<d1>\d{{1,2}}){Suffix}\s?(?:[-–—]|to)\s?(?<d2>\d{{1,2}}){Suffix}(?<of> of)?[ -](?<month>{Month})\.?{Year}")]
    private static partial Regex DayToDayMonth();

    [GeneratedRegex($@"\G(?<!\p{{L}})(?<month>{Month})\.? (?<d1>\d{{1,2}}){Suffix}\s?[-–—]\s?(?<d2>\d{{1,2}}){Suffix}(?![\d\p{{L}}%:]|[.,]\d|\s?[AaPp]\.?[Mm])(?!\s?[-–—]\s?\d){Year}")]
    private static partial Regex MonthDayToDay();

    [GeneratedRegex($@"\G(?<![\p{{L}}\d/.,-])(?:(?<d1>\d{{1,2}}){Suffix} (?<month>{Month})\.?\s?[-–—]\s?(?=\d{{1,2}}{Suffix} {Month})|(?<month>{Month})\.? (?<d1>\d{{1,2}}){Suffix}\s?[-–—]\s?(?={Month}\.? \d))")]
    private static partial Regex DayOfMonthTo();

    [GeneratedRegex(
        $@"\G(?:(?<first>{Week})\.?\s?[-–—/]\s?(?<last>{Week})|(?<first>{Month})\.?\s?[-–—]\s?(?<last>{Month}))(?![\p{{L}}])")]
    private static partial Regex Names();

    private const string Week = "(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs?(?:day)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)(?!\\p{L})";

    [GeneratedRegex(@"\G(?<first>[\p{L}\p{M}]{2,12}\.?)\s?[-–—]\s?(?<last>[\p{L}\p{M}]{2,12})(?![\p{L}\p{M}])")]
    private static partial Regex NativeNames();
}
