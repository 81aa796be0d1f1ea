using System.Globalization;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>"15/08/2024" → "15 August 2024". Flite reads the strokes aloud.</summary>
internal static partial class Dates
{
    public static string Spell(string text, SpokenWords words)
    {
        text = YearFirst().Replace(text, match => Spell(match, words) ?? match.Value);
        return DayFirst().Replace(text, match => Spell(match, words) ?? match.Value);
    }

    private static string? Spell(Match match, SpokenWords words)
    {
        var (day, month, year) = (Number(match, "day"), Number(match, "month"), Number(match, "year"));
        // Day first, as in India; 08/15/2024 can only be the American order.
        if (month > 12 && day <= 12)
        {
            (day, month) = (month, day);
        }

        var exists = month is >= 1 and <= 12 && year >= 1 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        return exists ? $"{day} {words.Months[month - 1]} {year}" : null;
    }

    private static int Number(Match match, string part) =>
        match.Groups[part].Value.Aggregate(0, (number, digit) => (number * 10) + CharUnicodeInfo.GetDecimalDigitValue(digit));

    [GeneratedRegex(@"(?<![\p{Nd}/.-])(?<day>\p{Nd}{1,2})(?<by>[/.-])(?<month>\p{Nd}{1,2})\k<by>(?<year>\p{Nd}{4})(?![\p{Nd}/-])")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"(?<![\p{Nd}/.-])(?<year>\p{Nd}{4})-(?<month>\p{Nd}{2})-(?<day>\p{Nd}{2})(?![\p{Nd}/-])")]
    private static partial Regex YearFirst();
}
