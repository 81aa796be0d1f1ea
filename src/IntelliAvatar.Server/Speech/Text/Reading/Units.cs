using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>The unit behind a number: km, km/h, m², °C.</summary>
internal static partial class Units
{
    private static readonly HashSet<string> NotCounted = ["tall", "long", "wide", "high", "deep", "thick", "and", "from", "the", "for",
        "with", "above", "below", "away", "apart", "off", "each", "are", "was", "only"];

    /// <param name="Length">How many characters it has, with the blank before it.</param>
    public readonly record struct Found(string One, string Many, int Length)
    {
        public string Name(double count) => count == 1 ? One : Many;
    }

    public static Found? After(Sentence sentence, int at)
    {
        if (Marked(sentence, at) is { } marked)
        {
            return marked;
        }

        var start = sentence.At(at) is ' ' or '\u00A0' or '\u202F' or '-' && !char.IsDigit(sentence.At(at + 1)) ? at + 1 : at;
        if (Raised(sentence, start) is { } area)
        {
            return area with { Length = start + area.Length - at };
        }

        if (At(sentence, start, '-' == sentence.At(at)) is not { } unit)
        {
            return null;
        }

        var end = start + unit.Length;
        unit = sentence.IsEnglish && start > at && sentence.At(at) == '-' ? unit with { Many = unit.One } : unit;
        var power = sentence.At(end) switch { '²' => "square", '³' => "cubic", _ => null };
        if (power is not null && sentence.Words.Signs.TryGetValue(power, out var word))
        {
            unit = new($"{word} {unit.One}", $"{word} {unit.Many}", unit.Length + 1);
            end++;
        }

        if (sentence.At(end) == '/' && sentence.Words.Signs.TryGetValue("per", out var per) && At(sentence, end + 1, false) is { } below)
        {
            end += 1 + below.Length;
            if (sentence.At(end) is '²' or '³' && below.One == "meter" && sentence.Words.Signs.TryGetValue(sentence.At(end) == '²' ? "square" : "cubic", out var raised))
            {
                below = below with { One = $"{raised} {below.One}" };
                end++;
            }

            unit = new($"{unit.One} {per} {below.One}", $"{unit.Many} {per} {below.One}", 0);
        }
        else if (sentence.At(end) == '/' && sentence.WordAfter(end + 1) is { Length: > 2 } && sentence.At(end + 1) != ' '
            && sentence.Words.Signs.TryGetValue("per", out per))
        {
            unit = new($"{unit.One} {per}", $"{unit.Many} {per}", 0);
            end++;
        }

        if (sentence.At(end) == '/' && sentence.At(end + 1) > '\u0900' && sentence.Words.Signs.TryGetValue("per", out var each)
            && Sentence.IsWord(sentence.At(end + 1)))
        {
            unit = new($"{unit.One} {each}", $"{unit.Many} {each}", 0);
            end++;
        }

        // The point of "5 min. walk" is the unit's.
        var pointed = sentence.At(end) == '.' && sentence.At(end + 1) == ' ' && char.IsAsciiLetterLower(sentence.At(end + 2));
        return unit with { Length = end - at + (pointed ? 1 : 0) };
    }

    /// <summary>km/hr and m/s without a number.</summary>
    public static Said? ReadRate(Sentence sentence, int at) =>
        Rate().Match(sentence.Text, at) is { Success: true } rate && sentence.Words.Signs.TryGetValue("per", out var per)
            && sentence.Words.Units.TryGetValue(rate.Groups["above"].Value, out var above)
                && sentence.Words.Units.TryGetValue(rate.Groups["below"].Value, out var below)
            ? new($"{above[^1]} {per} {below[0]}", rate.Length)
            : null;

    /// <summary>sq. yds., cu. m, Sq.Ft: an area or a volume, with its points.</summary>
    private static Found? Raised(Sentence sentence, int start)
    {
        if (start >= sentence.Text.Length || Area().Match(sentence.Text, start) is not { Success: true } match
            || !sentence.Words.Signs.TryGetValue(match.Value[0] is 's' or 'S' ? "square" : "cubic", out var word)
            || !sentence.Words.Units.TryGetValue(Plain(match.Groups["unit"].Value.ToLowerInvariant()), out var names))
        {
            return null;
        }

        return match.Value[0] is 's' or 'S' && match.Groups["unit"].Value[0] is 'f' or 'F'
            && sentence.Words.Units.TryGetValue("sq ft", out var feet)
            ? new(feet[0], feet[^1], match.Length)
            : new($"{word} {names[0]}", $"{word} {names[^1]}", match.Length);

        static string Plain(string unit) => unit switch
        {
            "feet" or "foot" or "ft" => "ft",
            "in" or "inch" or "inches" => "in.",
            "km" or "kms" => "km",
            "cm" or "mm" => unit,
            _ when unit.StartsWith('y') => "yd",
            _ when unit.StartsWith("mi", StringComparison.Ordinal) => "mi",
            _ => "m",
        };
    }

    /// <summary>6" and 10' and 30′ behind a number, where the mark is no quotation mark.</summary>
    private static Found? Marked(Sentence sentence, int at)
    {
        if (at >= sentence.Text.Length)
        {
            return null;
        }

        var (mark, text) = (sentence.At(at), sentence.Text);
        var end = sentence.At(at) == '\'' && sentence.At(at + 1) == '\'' ? at + 2 : at + 1;
        var inches = mark is '"' or '″' or '”' or '“' || end == at + 2;
        if ((!inches && mark is not ('\'' or '′' or '’'))
            || char.IsLetterOrDigit(sentence.At(end)) && !By().IsMatch(text, end) && (inches || !Inches().IsMatch(text, end)))
        {
            return null;
        }

        // An open quotation mark is closed by it; behind degrees it is an angle.
        var open = mark switch
        {
            '"' => text.AsSpan(0, at).Count('"') % 2 == 1 && !MeasuredBefore().IsMatch(text.AsSpan(0, at)),
            '”' or '“' => text.AsSpan(0, at).Count('“') > text.AsSpan(0, at).Count('”'),
            '’' => text.AsSpan(0, at).Contains('‘'),
            '\'' => end == at + 1 && !By().IsMatch(text, end)
                && (QuoteOpens().IsMatch(text.AsSpan(0, at)) || sentence.At(end) == ' ' && sentence.WordAfter(end).Length == 0
                    && !MeasuredBefore().IsMatch(text.AsSpan(0, at))),
            _ => false,
        };
        if (open)
        {
            return null;
        }

        var angle = mark is '′' or '″' && AngleBefore().IsMatch(text.AsSpan(0, at));
        var name = (angle, inches) switch { (true, true) => "s", (true, false) => "min", (false, true) => "in.", _ => "ft" };
        if (!sentence.Words.Units.TryGetValue(name, out var names))
        {
            return null;
        }

        // "a 6" pizza" is one of six inches, not "six inches pizza".
        var noun = !angle && sentence.IsEnglish && sentence.At(end) == ' ' && sentence.WordAfter(end) is { Length: > 2 } follows
            && char.IsAsciiLetterLower(follows[0]) && !NotCounted.Contains(follows);
        return new(names[0], noun ? names[0] : names[^1], end - at);
    }

    /// <summary>A unit behind the word "per", without a number: per sq ft, प्रति किग्रा.</summary>
    public static Said? ReadAlone(Sentence sentence, int at) =>
        sentence.WordBefore(at) is { Length: > 0 } word && (word == "per" || word == sentence.Words.Signs.GetValueOrDefault("per"))
            && sentence.Before(at) == ' ' && (Raised(sentence, at) ?? At(sentence, at, true)) is { } unit
            ? new(unit.One, unit.Length)
            : null;

    [GeneratedRegex(@"\G (?:ग्राम|ग्रॅम|किलो|लीटर|लिटर|दिन|दिवस|महीने|माह|महिने|रात|घंटे|तास|व्यक्ति|நாள்|கிராம்|రోజు|గ్రాము|ದಿನ|ಗ್ರಾಂ|দিন|গ্রাম|nights?|days?|months?|weeks?|years?|hours?|people|persons?|pax|units?|sessions?|classes)(?!\p{L})")]
    private static partial Regex Counted();

    private static Found? At(Sentence sentence, int start, bool whole)
    {
        if (char.IsDigit(sentence.At(start)))
        {
            return null;
        }

        // "5-V supply" is a unit, "5-a-side" is not.
        var best = (Key: "", Names: Array.Empty<string>());
        foreach (var (key, names) in sentence.Words.Units)
        {
            if (key.Length > best.Key.Length && start + key.Length <= sentence.Text.Length && string.CompareOrdinal(sentence.Text, start, key, 0, key.Length) == 0 && Ends(sentence, start + key.Length, key))
            {
                best = (key, names);
            }
        }

        return best.Key.Length > (whole ? 1 : 0) ? new Found(best.Names[0], best.Names[^1], best.Key.Length) : null;
    }

    private static bool Ends(Sentence sentence, int end, string key) =>
        !IsNativeBehindPoint(sentence, end, key) && (!Sentence.IsWord(key[^1]) || (sentence.EndsWord(end)
            && !char.IsDigit(sentence.At(end)) && (sentence.At(end) is not ('\'' or '’')
            || (key is "yrs" or "hrs" or "mins" or "kms" or "kgs" or "wks" && sentence.At(end + 1) == ' '))));

    /// <summary>মি. of মি.লি., కి.మీ. of కి.మీ.కు: more of the word follows.</summary>
    private static bool IsNativeBehindPoint(Sentence sentence, int end, string key)
    {
        var next = key[^1] == '.' ? end : sentence.At(end) == '.' ? end + 1 : sentence.Text.Length;
        return sentence.At(next) is >= '\u0900' and <= '\u0DFF' && Sentence.IsWord(sentence.At(next));
    }

    [GeneratedRegex(
        @"\G(?:sq|cu)[. ]{0,2}(?<unit>f(?:ee|oo)?t|m(?:trs?|ts|eters?|etres?)?|y(?:ar)?ds?|kms?|in(?:ch(?:es)?)?|cm|mm|mi(?:les?)?)(?![\p{L}\d])", RegexOptions.IgnoreCase)]
    private static partial Regex Area();

    [GeneratedRegex(@"\G[ ]?[xX×]")]
    private static partial Regex By();

    [GeneratedRegex(
        @"(?:(?:₹|Rs\.?|INR|\$|€|£|रु\.?|रू\.?|ரூ\.?|రూ\.?|ರೂ\.?|৳|টা\.?)\s?\d[\d,.]*(?:\s?(?:[kKLM]|lakhs?|[Cc]r|crores?|लाख|करोड़|हज़ार|हजार|লাখ|হাজার|லட்சம்|లక్షలు|ಲಕ್ಷ))?(?:/-)?|" +
        @"\d\s?(?:रु\.?|रुपये|रुपए|रुपया|ரூபாய்|రూపాయలు|ರೂಪಾಯಿ|টাকা|rupees?|Rs\.?|dollars?))(?:/\p{L}{2,12})?\s?$")]
    private static partial Regex MoneyBefore();

    [GeneratedRegex(@"\G(?<![\p{L}\d/])(?<above>km|kms|m|mg|kg|g|l|ml|MB|GB|Mb|Kb|ft)/(?<below>s|sec|h|hr|hrs|min|l|ml|kg|m)(?![\p{L}\d/])")]
    private static partial Regex Rate();

    // 4.5 million/µL, 72 beats/min.
    [GeneratedRegex(@"(?<=\d\+?[ -]?(?:[Mm]illion|[Bb]illion|[Tt]housand|[Ll]akhs?|[Cc]rores?|लाख|करोड़|हज़ार|हजार|कोटी|[a-z]{3,}s))\G")]
    private static partial Regex CountBefore();

    [GeneratedRegex(@"\G\d{1,2}(?:""|″|”|'')")]
    private static partial Regex Inches();

    // An inch's mark, or a quotation that is over.
    [GeneratedRegex(@"\d['′’]\s?(?:[xX×] ?\d)?\d{1,2}$|\d""[^""]*$")]
    private static partial Regex MeasuredBefore();

    [GeneratedRegex(@"(?:^|[\s(])'(?!\d\ds)[^']*$")]
    private static partial Regex QuoteOpens();

    [GeneratedRegex(@"°\s?(?:\d{1,2}′\s?)?\d{1,2}$")]
    private static partial Regex AngleBefore();
}
