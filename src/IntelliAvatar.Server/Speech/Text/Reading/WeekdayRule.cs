using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Days of the week in short, beside a date, a time or another day: 5 Dec (Mon); Thu, 4 Dec; Tue &amp; Fri.</summary>
internal static partial class WeekdayRule
{
    public static Said? Read(Sentence sentence, int at) =>
        sentence.IsEnglish && Day().Match(sentence.Text, at) is { Success: true, Value: var name }
            ? new(Array.Find(DateRules.Days, day => day.StartsWith(name[..3], StringComparison.Ordinal))!, name.Length) : null;

    private const string Names = "(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)";
    private const string Months = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";

    [GeneratedRegex(
        $@"\G(?<![\p{{L}}\p{{M}}\d]){Names}(?![\p{{L}}\p{{M}}\d.'’-])(?:" +
        // Thu, 4 Dec; Mon 5:30 pm; Sat 10 am; Wed, Dec 4
        $@"(?=,? (?:\d{{1,2}}(?:st|nd|rd|th)?(?:[ -]{Months}|[:.]\d\d|[/.-]\d| ?[AaPp]\.?[Mm])|{Months}))" +
        // (Mon), (Mon, Wed), Tue & Fri, Mon/Wed/Fri
        $@"|(?<=\({Names})(?=\)|, ?{Names}(?!\p{{L}}))|(?<=\d{{1,4}},? ?\(?{Names})(?=\)|,|" +
            $@" )(?<=(?:{Months}[a-z]*\.?,? ?(?:\d{{1,4}},?)?|\d[/.-]\d{{2,4}},?) ?\(?{Names})" +
        $@"|(?= ?(?:[,&/]|and|or) ?(?:{Names})(?!\p{{L}}))|(?<={Names}\.? ?(?:[,&/]|and|or) ?{Names})" +
        // Mon: Maths
        $@"|(?=: )" +
        // every Mon, on Tue.
        $@"|(?<=(?<!\p{{L}})(?:[Ee]very|[Oo]n|[Nn]ext|[Ll]ast|[Tt]his|[Bb]y|[Tt]ill|[Cc]losed|[Ee]xcept|[Ff]rom) {Names})(?=\s*(?:$|" +
            $@"[;,)]|at |from |to |till )))")]
    private static partial Regex Day();
}
