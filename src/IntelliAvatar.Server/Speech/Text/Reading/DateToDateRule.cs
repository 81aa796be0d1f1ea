using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>From one whole date to another, as lives and terms are written: 15.10.1931 – 27.07.2015; and 31 मार्च '26.</summary>
internal static partial class DateToDateRule
{
    public static Said? Read(Sentence sentence, int at)
    {
        if (!sentence.Words.HasNumbers)
        {
            return null;
        }

        if (ShortYear().Match(sentence.Text, at) is { Success: true } year && IsMonth(sentence, year.Groups["name"].Value))
        {
            return new(sentence.Words.Numbers.Year(DateRules.YearOf(year)!.Value), year.Length);
        }

        // The first date was said by itself.
        if (sentence.Text[at] is '-' or '–' or '—' && Between().Match(sentence.Text, at) is { Success: true } dash
            && sentence.Words.Months.Contains(dash.Groups["first"].Value) && sentence.Words.Months.Contains(dash.Groups["last"].Value))
        {
            return new(sentence.Words.From("").Trim(), dash.Length);
        }

        if (Two().Match(sentence.Text, at) is not { Success: true } two)
        {
            return null;
        }

        var (first, last) = (Read(sentence, two.Groups["first"]), Read(sentence, two.Groups["last"]));
        return first is null || last is null ? null : new($"{sentence.Words.From(first)} {last}", two.Length);
    }

    private static bool IsMonth(Sentence sentence, string written) => sentence.Words.Months.Contains(written)
        || (AbbreviationTables.Anywhere.TryGetValue(written, out var full) && sentence.Words.Months.Contains(full));

    private static string? Read(Sentence sentence, Group date)
    {
        var alone = sentence with { Text = date.Value };
        return (DateRules.ReadDate(alone, 0) ?? DateRules.ReadMonth(alone, 0)) is { } said
            && said.Length == date.Length ? said.Words : null;
    }

    private const string Month =
        "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|" +
            "Dec(?:ember)?)";

    private const string Date =
        $@"(?:\d{{1,2}}(?:/\d{{1,2}}/|\.\d{{1,2}}\.|-\d{{1,2}}-)(?:\d{{4}}|\d\d)|\d{{4}}[/-]\d{{1,2}}[/-]\d{{1,2}}|\d{{1,2}}(?:st|nd|" +
            $@"rd|th)?[ -]{Month}\.?,?[ -]\d{{4}}|{Month}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})";

    [GeneratedRegex($@"\G(?<![\p{{L}}\d/.-])(?<first>{Date})(?:\s?[–—-]\s?|\s(?:to|till|until)\s)(?<last>{Date})(?![\d/-])")]
    private static partial Regex Two();

    // 15 अगस्त 1947 – 26 जनवरी 1950
    [GeneratedRegex(@"\G(?<=\d{1,2} (?<first>[\p{L}\p{M}]{2,12}),? \d{4} ?)[–—-] ?(?=\d{1,2} (?<last>[\p{L}\p{M}]{2,12})(?![\p{L}\p{M}]))")]
    private static partial Regex Between();

    [GeneratedRegex(@"\G(?<=(?<![\p{L}\p{M}])(?<name>[\p{L}\p{M}]{2,12})\.?,? ?)['’](?<year>\d\d)(?!\d)")]
    private static partial Regex ShortYear();
}
