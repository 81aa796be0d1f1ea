using System.Globalization;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>3/11/2026, 2026-11-29, 29 Nov, 1st Jan, 5:30 pm, 17:05, 5:30 बजे.</summary>
internal static partial class DateRules
{
    private const string Month =
        @"(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![\p{L}])";

    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Short = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static Said? ReadDate(Sentence sentence, int at)
    {
        foreach (var pattern in (Regex[])[YearFirst(), DayFirst(), DayFirstShort()])
        {
            if (pattern.Match(sentence.Text, at) is { Success: true } match && Written(sentence, match) is { } said)
            {
                return new(said, match.Length);
            }
        }

        return null;
    }

    public static Said? ReadMonth(Sentence sentence, int at)
    {
        if (sentence.IsEnglish && ShortRange().Match(sentence.Text, at) is { Success: true } range)
        {
            return new($"{Full(range.Groups["first"].Value)} to {Full(range.Groups["last"].Value)}", range.Length);
        }

        foreach (var pattern in (Regex[])[DayMonth(), MonthDay(), MonthYear(), MonthPoint()])
        {
            if (pattern.Match(sentence.Text, at) is { Success: true } match)
            {
                var day = match.Groups["day"].Success ? int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture) : 0;
                if (day <= 31)
                {
                    return new(Say(sentence.Words, day, MonthOf(match.Groups["month"].Value), YearOf(match), monthFirst: pattern.ToString() == MonthDay().ToString(), match.Groups["of"].Value), match.Length);
                }
            }
        }

        return null;
    }

    public static Said? ReadTime(Sentence sentence, int at)
    {
        if (!sentence.Words.HasNumbers)
        {
            return null;
        }

        if (HoursTo().Match(sentence.Text, at) is { Success: true } first)
        {
            return new(sentence.Words.From(Amounts.Say(sentence, first.Groups["hour"].Value, "")), first.Length);
        }

        var match = Clock().Match(sentence.Text, at);
        match = match.Success ? match : PointClock().Match(sentence.Text, at);
        match = match.Success ? match : Hours().Match(sentence.Text, at);
        if (!match.Success || sentence.Words.Time is not { } say)
        {
            return null;
        }

        var time = new ClockTime(
            Number(match, "hour")!.Value, Number(match, "minute") ?? 0, Number(match, "second"),
            match.Groups["half"] is { Success: true, Value: var half } ? half.StartsWith("a", StringComparison.OrdinalIgnoreCase) ? "AM" : "PM" : null,
            match.Groups["oclock"] is { Success: true, Value: var oclock } ? oclock : null);
        var said = say(time);
        if (time.OClock is { } word && sentence.Language is not ("en" or "hi"))
        {
            said = $"{said} {word}";
        }

        if (match.Groups["to"].Success && sentence.Language == "hi" && time is { OClock: null, Half: null } && sentence.Text.IndexOf("बजे", at, StringComparison.Ordinal) > 0)
        {
            said = say(time with { OClock = "बजे" }).Replace(" बजे", "", StringComparison.Ordinal);
        }

        return new(match.Groups["to"].Success ? sentence.Words.From(said) : said, match.Length);
    }

    private static string? Written(Sentence sentence, Match match)
    {
        var (day, month, year) = (Number(match, "day")!.Value, Number(match, "month")!.Value, Number(match, "year")!.Value);
        year += year < 100 ? 2000 : 0;
        // Day first, as in India; 08/15/2024 can only be the American order.
        if (month > 12 && day <= 12)
        {
            (day, month) = (month, day);
        }

        var exists = month is >= 1 and <= 12 && year >= 1 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        return exists ? Say(sentence.Words, day, month, year, monthFirst: false) : null;
    }

    private static string Say(SpokenWords words, int day, int month, int? year, bool monthFirst, string of = "")
    {
        var name = words.Months[month - 1];
        var dayOf = day == 0 ? null : words.Day?.Invoke(day) ?? $"{day}";
        var date = dayOf is null ? name : monthFirst && words.Day is not null ? $"{name} {dayOf}" : $"{dayOf}{of} {name}";
        return year is { } given ? $"{date} {words.Numbers.Year(given)}" : date;
    }

    private static int? YearOf(Match match) => Number(match, "year");

    private static int? Number(Match match, string part) =>
        match.Groups[part] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : null;

    private static string Full(string name) =>
        Array.IndexOf(Short, name) is >= 0 and var month ? English.Words.Months[month] : Array.Find(Days, day => day.StartsWith(name, StringComparison.Ordinal))!;

    private static int MonthOf(string name) => Array.IndexOf(Short, name[..3]) + 1;

    [GeneratedRegex(@"\G(?<![\d/.-])(?<day>\d{1,2})(?<by>[/.-])(?<month>\d{1,2})\k<by>(?<year>\d{4})(?![\d/-])")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"\G(?<![\d/.-])(?<day>\d{1,2})(?<by>[/-])(?<month>\d{1,2})\k<by>(?<year>\d{2})(?![\d/-])")]
    private static partial Regex DayFirstShort();

    [GeneratedRegex(@"\G(?<![\d/.-])(?<year>\d{4})(?<by>[/.-])(?<month>\d{1,2})\k<by>(?<day>\d{1,2})(?![\d/-])")]
    private static partial Regex YearFirst();

    [GeneratedRegex($@"\G(?<![\d/.,-])(?<day>\d{{1,2}})(?:st|nd|rd|th)?(?<of> of)?[ -]{Month}\.?(?:,?[ -](?<year>\d{{4}})(?!\d))?")]
    private static partial Regex DayMonth();

    [GeneratedRegex($@"\G(?<![\p{{L}}]){Month}\.? (?<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d\p{{L}}%:]|[.,]\d)(?:,? (?<year>\d{{4}})(?!\d))?")]
    private static partial Regex MonthDay();

    [GeneratedRegex($@"\G(?<![\p{{L}}]){Month}\.?,? (?<year>\d{{4}})(?!\d)")]
    private static partial Regex MonthYear();

    [GeneratedRegex(
        @"\G(?<![\p{L}])(?:(?<first>Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?\s?[-–—]\s?(?<last>Mon|Tue|Wed|Thu|Fri|Sat|Sun)|" +
        @"(?<first>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\.?\s?[-–—]\s?(?<last>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))(?![\p{L}])")]
    private static partial Regex ShortRange();

    [GeneratedRegex(@"\G(?<![\p{L}])(?<month>Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=[ ,])")]
    private static partial Regex MonthPoint();

    private const string Half = @"(?:\s?(?<half>[AaPp]\.?\s?[Mm])(?![\p{L}])\.?)";
    private const string OClock = @"(?:\s?(?<oclock>बजे|वाजता|टায়|hrs|hours|Uhr)(?![\p{L}\p{M}]))";
    private const string To = @"(?<to>\s?[–—-]\s?(?=\d))?";

    [GeneratedRegex($@"\G(?<![\d:.])(?<hour>[01]?\d|2[0-4]):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d))?(?![\d]|:\d){Half}?{OClock}?{To}")]
    private static partial Regex Clock();

    [GeneratedRegex($@"\G(?<![\d:.])(?<hour>[01]?\d|2[0-4])\.(?<minute>[0-5]\d)(?:{Half}{OClock}?|{OClock}){To}")]
    private static partial Regex PointClock();

    [GeneratedRegex(@"\G(?<![\d:.,])(?<hour>1[0-2]|0?[1-9])\s?[–—-]\s?(?=(?:1[0-2]|0?[1-9])(?::[0-5]\d)?\s?[AaPp]\.?[Mm](?![\p{L}]))")]
    private static partial Regex HoursTo();

    [GeneratedRegex($@"\G(?<![\d:.,])(?<hour>1[0-2]|0?[1-9]){Half}{To}")]
    private static partial Regex Hours();
}
