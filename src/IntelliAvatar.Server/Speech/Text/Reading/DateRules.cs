using System.Globalization;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>3/11/2026, 2026-11-29, 29 Nov, 1st Jan, 5:30 pm, 17:05, 5:30 बजे.</summary>
internal static partial class DateRules
{
    private const string Month =
        @"(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![\p{L}])";

    public static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Short = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static Said? ReadDate(Sentence sentence, int at)
    {
        foreach (var pattern in (Regex[])[YearFirst(), DayFirst(), DayFirstShort(), DayPointShort(), OnDay(), MonthOfYear()])
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

        if (FourDigits().Match(sentence.Text, at) is { Success: true } four && sentence.Words.Time is { } tell)
        {
            var (hour, minute) = (Number(four, "hour")!.Value, Number(four, "minute")!.Value);
            return new(sentence.IsEnglish
                ? $"{(hour < 10 ? "oh " : "")}{sentence.Words.Numbers.Cardinal(hour)} {(minute == 0 ? "hundred" : minute < 10 ? $"oh {sentence.Words.Numbers.Cardinal(minute)}" : sentence.Words.Numbers.Cardinal(minute))} hours"
                : tell(new(hour, minute, null, null, sentence.Language == "hi" ? "बजे" : null)), four.Length);
        }

        // GMT+5:30, UTC-3
        if (Zone().Match(sentence.Text, at) is { Success: true } zone)
        {
            var sign = zone.Value[0] == '+' ? sentence.Words.Signs.GetValueOrDefault("+", "") : sentence.Words.Minus;
            var minutes = Number(zone, "minute") is > 0 and var past ? $" {sentence.Words.Numbers.Cardinal(past)}" : "";
            return new($"{sign} {Amounts.Say(sentence, zone.Groups["hour"].Value, "")}{minutes}", zone.Length);
        }

        if (Duration().Match(sentence.Text, at) is { Success: true } duration && sentence.Words.Units.ContainsKey("s"))
        {
            return new(Lasting(sentence, duration), duration.Length);
        }

        if (HoursTo().Match(sentence.Text, at) is { Success: true } first)
        {
            return new(sentence.Words.From(Amounts.Say(sentence, first.Groups["hour"].Value, "")), first.Length);
        }

        var match = sentence.WordBefore(at) is "ratio" or "Ratio" or "scale" or "अनुपात" or "गुणोत्तर" or "প্রমাণ" or "অনুপাত" or "விகிதம்" or "నిష్పత్తి" or "ಅನುಪಾತ" || RatioOf().IsMatch(sentence.Text, at)
            ? Match.Empty : Clock().Match(sentence.Text, at);
        match = match.Success ? match : PointClock().Match(sentence.Text, at);
        match = match.Success ? match : Hours().Match(sentence.Text, at);
        match = match.Success ? match : OfDay().Match(sentence.Text, at);
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
            said = sentence.Language == "bn" ? said + (word is "এ" or "-এ" ? "টায\u09BC" : word) : $"{said} {OClockOf(word)}";
        }

        var hindi = sentence.Language == "hi";
        if (hindi && time is { OClock: not null, Half: null } && said.EndsWith("मिनट", StringComparison.Ordinal)
            && Verb().IsMatch(sentence.Text, at + match.Length))
        {
            return new($"{said} पर", match.Length);
        }

        if (hindi && time is { OClock: null, Half: null }
            && (match.Groups["to"].Success
                ? sentence.Text.IndexOf("बजे", at, StringComparison.Ordinal) > 0
                : ToOClock().IsMatch(sentence.Text, at + match.Length)))
        {
            said = say(time with { OClock = "बजे" }).Replace(" बजे", "", StringComparison.Ordinal);
        }

        return new(match.Groups["to"].Success ? sentence.Words.From(said) : said, match.Length);
    }

    private static string OClockOf(string written) => written switch
    {
        "वा" or "वा." => "वाजता",
        ['గ', 'ం', .., 'ు'] => "గంటలకు",
        ['గ', 'ం', '.' or ' ', ..] or "గంల" => "గంటల",
        _ => written,
    };

    /// <summary>1:23.45 of a race, 2:01:09 of a marathon.</summary>
    private static string Lasting(Sentence sentence, Match match)
    {
        string[] said = [Part("h", "hour", ""), Part("min", "minute", ""), Part("s", "second", match.Groups["f"].Value)];
        return string.Join(' ', said.Where(part => part.Length > 0));

        string Part(string unit, string part, string fraction)
        {
            var names = sentence.Words.Units[unit];
            return Number(match, part) is not { } count || (count == 0 && fraction.Length == 0) ? ""
                : $"{Amounts.Say(sentence, $"{count}", fraction)} {(count == 1 && fraction.Length == 0 ? names[0] : names[^1])}";
        }
    }

    private static string? Written(Sentence sentence, Match match)
    {
        var (day, month, year) = (Number(match, "day") ?? 0, Number(match, "month")!.Value, YearOf(match));
        // Day first, as in India; 08/15/2024 can only be the American order.
        if (month > 12 && day is > 0 and <= 12)
        {
            (day, month) = (month, day);
        }

        var exists = month is >= 1 and <= 12 && year is null or >= 1
            && day <= (month is >= 1 and <= 12 ? DateTime.DaysInMonth(year ?? 2000, month) : 0);
        return exists && (day > 0 || !match.Groups["day"].Success) ? Say(sentence.Words, day, month, year, monthFirst: false) : null;
    }

    private static string Say(SpokenWords words, int day, int month, int? year, bool monthFirst, string of = "")
    {
        var name = words.Months[month - 1];
        var dayOf = day == 0 ? null : words.Day?.Invoke(day) ?? $"{day}";
        var date = dayOf is null ? name : monthFirst && words.Day is not null ? $"{name} {dayOf}" : $"{dayOf}{of} {name}";
        return year is { } given ? $"{date} {words.Numbers.Year(given)}" : date;
    }

    /// <summary>Of two digits, the one of this century up to 49.</summary>
    public static int? YearOf(Match match) => Number(match, "year") is { } year
        ? year switch { < 50 => 2000 + year, < 100 => 1900 + year, _ => year } : null;

    private static int? Number(Match match, string part) =>
        match.Groups[part] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : null;

    public static int MonthOf(string name) => Array.IndexOf(Short, name[..3]) + 1;

    [GeneratedRegex(@"\G(?<![\d/.-])(?<day>\d{1,2})(?<by>[/.-])(?<month>\d{1,2})\k<by>(?<year>\d{4})(?![\d/-])")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"\G(?<![\d/.-])(?<day>\d{1,2})(?<by>[/-])(?<month>\d{1,2})\k<by>(?<year>\d{2})(?<!(?:[Ss]izes?|[Cc]lass(?:es)?|[Gg]rades?) [\d/]+)(?![\d/-])")]
    private static partial Regex DayFirstShort();

    // Not 2.10.25 of a version or of a chapter.
    [GeneratedRegex(
        @"\G(?<![\d/.-]|\p{L})(?<!(?i:version|ver|build|release|chapter|section|clause|article|python|ios|android|python)\.? )(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{2})(?![\d/-]|\.\d)")]
    private static partial Regex DayPointShort();

    // On 5/6 the exam is held.
    [GeneratedRegex(@"\G(?<=(?<!\p{L})(?:[Oo]n|[Dd]ated|[Dd]ate:?|[Dd]td?\.?|दिनांक|तारीख|दि\.|ता\.) )(?<day>\d{1,2})/(?<month>\d{1,2})(?![\d/%-]|\.\d)(?! (?:of|an?|cups?|tsp|tbsp|tea|table|inch|mile|acre|share|basis|hour|day|price|rate|litre|liter|kg)(?!\p{L}))")]
    private static partial Regex OnDay();

    // 5/2025, and 05/25 of a card.
    [GeneratedRegex(@"\G(?<![\p{L}\d/.,-])(?:(?<month>0?[1-9]|1[0-2])/(?<year>(?:19|20)\d\d)|(?<month>0[1-9])/(?<year>[2-4]\d))(?![\d/%-]|\.\d)")]
    private static partial Regex MonthOfYear();

    [GeneratedRegex(@"\G(?<![\d/.-])(?<year>\d{4})(?<by>[/.-])(?<month>\d{1,2})\k<by>(?<day>\d{1,2})(?![\d/-])(?:T(?=\d\d:))?")]
    private static partial Regex YearFirst();

    [GeneratedRegex($@"\G(?<![\d/.,-])(?<day>\d{{1,2}})(?:st|nd|rd|th)?(?<of> of)?[ -]{Month}\.?(?:,?[ -](?<year>\d{{4}})(?!\d)|,? ?['’](?<year>\d\d)(?!\d)|(?<=-\w{{3,9}})-(?<year>\d\d)(?!\d))?")]
    private static partial Regex DayMonth();

    [GeneratedRegex($@"\G(?<![\p{{L}}]){Month}\.? (?<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d\p{{L}}%:]|[.,]\d)(?:,? (?<year>\d{{4}})(?!\d)|,? ?['’](?<year>\d\d)(?!\d))?")]
    private static partial Regex MonthDay();

    [GeneratedRegex($@"\G(?<![\p{{L}}]){Month}\.?(?:,? (?<year>\d{{4}})|,? ?['’](?<year>\d\d))(?!\d)")]
    private static partial Regex MonthYear();

    [GeneratedRegex(@"\G(?<![\p{L}])(?<month>Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=[ ,])")]
    private static partial Regex MonthPoint();

    [GeneratedRegex(@"\G(?<=(?<!\p{L})(?:GMT|UTC) ?)[+−–-] ?(?<hour>\d{1,2})(?::(?<minute>\d\d))?(?![\d:]|[.,]\d)")]
    private static partial Regex Zone();

    private const string Half = @"(?:\s?(?<half>[AaPp]\.?\s?[Mm])(?![\p{L}])\.?)";
    private const string OClock = @"(?:\s?(?<oclock>(?:बजे|वाजता|वा\.?(?= |$)|টা|hrs|hours|Uhr|மணி|વાગ્યે|વાગ્યા|વાગે|ਵਜੇ|" +
        @"മണി)(?![\p{L}\p{M}]| நேர)|மணிக்கு|மணிமுதல்|மணியளவில்|గంటలకు|గం\.?\s?(?:లకు|కు|ల(?![\p{L}\p{M}]))|గంటల (?=నుం|వర|ను)|ಗಂಟೆಗೆ|" +
        @"ಗಂಟೆಯಿಂದ|টা(?=র)|টা(?:\u09DF|\u09AF\u09BC)(?![\p{L}\p{M}])|-?এ(?![\p{L}\p{M}])))";
    private const string To = @"(?<to>\s?[–—-]\s?(?=\d))?";

    [GeneratedRegex(@"\G(?<![\d:.,])(?:(?:(?<hour>\d{1,2}):)?(?<minute>\d{1,2}):(?<second>[0-5]\d)(?<f>\.\d{1,3})|" +
        @"(?<=(?<!\p{L})(?:time (?:of|was|is)|clocked|timing (?:of|was)|ran (?:it )?in|marathon in|race in|finished in|completed (?:it )?in|record of|lasts|lasted|took|takes|duration:?|length:?|runtime:?|video of) )" +
        @"(?<hour>\d{1,2}):(?<minute>[0-5]\d):(?<second>[0-5]\d))(?![\d:]|\.\d)")]
    private static partial Regex Duration();

    // 0530 hrs; 1000 hours are a time only where it is said when.
    [GeneratedRegex(
        @"\G(?<![\p{L}\d:.,/-])(?:(?<hour>0\d)(?<minute>[0-5]\d)\s?(?:hrs|hours|Hrs|HRS|बजे|वाजता)|" +
        @"(?:(?<=(?<!\p{L})(?:[Aa]t|[Bb]y|[Ff]rom|[Tt]ill|[Uu]ntil|[Tt]o|[Bb]efore|[Aa]fter|@|[Bb]etween|and|[-–]) ?)|(?=\d{4}\s?\w+ IST)|(?=\d{4}\s(?:बजे|वाजता)))(?<hour>1\d|2[0-4])(?<minute>[0-5]\d)\s?(?:hrs|hours|Hrs|HRS|बजे|वाजता))(?![\p{L}\p{M}])")]
    private static partial Regex FourDigits();

    // "9:30 से 12:30 बजे"
    [GeneratedRegex(@"\G से \d{1,2}[:.]\d\d बजे")]
    private static partial Regex ToOClock();

    [GeneratedRegex(@"\G (?!(?:है|हैं|था|थी|थे|हो|से|तक|पर|के|की|का|में|को|और|या|तथा|एवं|वाली|वाला|वाले)(?![\p{L}\p{M}]))[\p{L}\d]")]
    private static partial Regex Verb();

    [GeneratedRegex(@"(?<=(?:ratio|proportion)(?: (?:of|is))? )\G")]
    private static partial Regex RatioOf();

    [GeneratedRegex($@"\G(?<![\d:.])(?<hour>[01]?\d|2[0-4]):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d))?(?![\d]|:\d|,\d{{3}}){Half}?{OClock}?{To}")]
    private static partial Regex Clock();

    [GeneratedRegex($@"\G(?<![\d:.])(?<hour>[01]?\d|2[0-4])\.(?<minute>[0-5]\d)(?:{Half}{OClock}?|{OClock}){To}")]
    private static partial Regex PointClock();

    // సా. 5.30, सायं. 5.30, सुबह 9.30 से: what part of the day stands before it.
    [GeneratedRegex(
        @"\G(?<=(?<![\p{L}\p{M}])(?:सुबह|प्रातः|दोपहर|शाम|सायं|सायंकाल|रात|रात्रि|तड़के|सकाळी|दुपारी|संध्याकाळी|सायंकाळी|रात्री|पहाटे|" +
            @"सकाल|দুপুর|বিকেল|বিকাল|সকাল|সন্ধ্যা|রাত|ভোর|" +
        @"காலை|மதியம்|பிற்பகல்|மாலை|இரவு|முற்பகல்|ఉదయం|మధ్యాహ్నం|సాయంత్రం|రాత్రి|ఉ\.|సా\.|రా\.|మ\.|ಬೆಳಿಗ್ಗೆ|ಬೆಳಗ್ಗೆ|ಮಧ್ಯಾಹ್ನ|ಸಂಜೆ|" +
            @"ರಾತ್ರಿ|સવારે|બપોરે|સાંજે|રાત્રે)\.? )" +
        @"(?<hour>1[0-2]|0?[1-9])\.(?<minute>[0-5]\d)(?![\d%]|[.,]\d|\s?(?:°|लाख|करोड़|मिमी|किमी|%|டிகிரி|శాతం|ಡಿಗ್ರಿ|डिग्री))")]
    private static partial Regex OfDay();

    [GeneratedRegex(@"\G(?<![\d:.,])(?<hour>1[0-2]|0?[1-9])\s?[–—-]\s?(?=(?:1[0-2]|0?[1-9])(?::[0-5]\d)?\s?[AaPp]\.?[Mm](?![\p{L}]))")]
    private static partial Regex HoursTo();

    [GeneratedRegex($@"\G(?<![\d:.,])(?<hour>1[0-2]|0?[1-9]){Half}{To}")]
    private static partial Regex Hours();
}
