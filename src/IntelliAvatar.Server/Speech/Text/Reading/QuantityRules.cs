using System.Globalization;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Ordinals, fractions, ranges, amounts with a unit, years, and all other numbers.</summary>
internal static partial class QuantityRules
{
    private static readonly Dictionary<string, char> Vulgar = new()
    {
        ["1/2"] = '½', ["1/4"] = '¼', ["3/4"] = '¾', ["1/3"] = '⅓', ["2/3"] = '⅔', ["1/5"] = '⅕', ["2/5"] = '⅖', ["3/5"] = '⅗', ["4/5"] = '⅘', ["1/6"] = '⅙', ["5/6"] = '⅚',
        ["1/8"] = '⅛', ["3/8"] = '⅜', ["5/8"] = '⅝', ["7/8"] = '⅞',
    };

    private static readonly HashSet<string> Measures =
    [
        "cup", "teaspoon", "tablespoon", "tsp", "tbsp", "spoon", "inch", "mile", "hour", "pound", "kilo", "glass", "liter", "litre", "pint", "pizza", "cake", "onion", "page", "day", "year", "acre", "bottle",
        "second", "minute", "kilometer", "kilometre", "meter", "metre", "ton", "bowl", "packet", "plate", "lemon", "apple",
    ];

    private static readonly HashSet<string> NoNouns = ["of", "the", "and", "or", "is", "are", "was", "were", "has", "have", "had", "to", "in", "on", "at", "from", "with", "as", "full", "empty", "done"];

    public static Said? ReadOrdinal(Sentence sentence, int at)
    {
        if (!sentence.Words.HasNumbers)
        {
            return null;
        }

        // "1st" is an English word in other languages, too.
        if (EnglishOrdinal().Match(sentence.Text, at) is { Success: true } match)
        {
            return new(EnglishNumbers.Ordinal(Number(match)), match.Length);
        }

        if (sentence.Language == "hi" && Generation().Match(sentence.Text, at) is { Success: true } generation)
        {
            return new(Hindi.Generation(generation.Value[0]), 1);
        }

        if (sentence.IsEnglish)
        {
            return Decade().Match(sentence.Text, at) is { Success: true } decade
                ? new(EnglishNumbers.Plural(sentence.Words.Numbers.Year(Number(decade))), decade.Length)
                : null;
        }

        var native = NativeOrdinal().Match(sentence.Text, at);
        var pointed = native.Value.Contains(' ', StringComparison.Ordinal) && sentence.At(at + native.Length) == '.';
        return native.Success && !pointed && IndianOrdinals.Say(sentence, Number(native), native.Groups["end"].Value) is { } said ? new(said, native.Length) : null;
    }

    public static Said? ReadFraction(Sentence sentence, int at)
    {
        var (match, sign) = (Sign().Match(sentence.Text, at), ' ');
        if (match.Success)
        {
            sign = match.Groups["part"].Value[0];
        }
        else if (Strokes().Match(sentence.Text, at) is { Success: true } written && Vulgar.TryGetValue($"{written.Groups["above"].Value}/{written.Groups["below"].Value}", out sign))
        {
            match = written;
        }
        else
        {
            return ReadOver(sentence, at);
        }

        if (!sentence.Words.Fractions.TryGetValue(sign, out var part))
        {
            return null;
        }

        var end = at + match.Length;
        var unit = Units.After(sentence, end);
        if (match.Groups["whole"] is { Success: true, Value: var whole } && sentence.Words.Mixed is { } mixed)
        {
            var said = mixed(long.Parse(whole, CultureInfo.InvariantCulture), part);
            return unit is { } many ? new($"{said} {many.Name(1.5)}", match.Length + many.Length) : new(said, match.Length);
        }

        if (!sentence.IsEnglish)
        {
            return unit is { } native ? new($"{part} {native.Name(1)}", match.Length + native.Length) : new(part, match.Length);
        }

        var noun = unit?.Name(1) ?? sentence.WordAfter(end);
        if (noun.Length == 0 || (unit is null && (sentence.At(end) != ' ' || NoNouns.Contains(noun) || !char.IsAsciiLetterLower(noun[0]))))
        {
            return new(part, match.Length);
        }

        var article = noun[0] is 'a' or 'e' or 'i' or 'o' or 'u' || noun.StartsWith("hour", StringComparison.Ordinal) ? "an" : "a";
        if (part != "one half" && unit is null && !Measures.Contains(noun))
        {
            return new(part, match.Length);
        }

        var before = part == "one half" ? $"half {article}" : $"{part} of {article}";
        return unit is { } of ? new($"{before} {of.Name(1)}", match.Length + of.Length) : new(before, match.Length);
    }

    /// <summary>A number, with what it is to, and what it counts.</summary>
    public static Said? ReadNumber(Sentence sentence, int at)
    {
        if (Feet().Match(sentence.Text, at) is { Success: true } feet && sentence.IsEnglish)
        {
            return new($"{Amounts.Say(sentence, feet.Groups["feet"].Value, "")} feet {Amounts.Say(sentence, feet.Groups["inches"].Value, "")} inches", feet.Length);
        }

        if (Years().Match(sentence.Text, at) is { Success: true } years && sentence.Words.HasNumbers)
        {
            var (first, second) = (Number(years, "n"), Number(years, "n2"));
            var last = second < 100 ? sentence.Words.Numbers.Cardinal(second) : sentence.Words.Numbers.Year(second);
            return new($"{sentence.Words.From(sentence.Words.Numbers.Year(first))} {last}", years.Length);
        }

        var match = Amount().Match(sentence.Text, at);
        if (!match.Success)
        {
            return null;
        }

        var equation = sentence.Text.Contains('=', StringComparison.Ordinal);
        if (match.Groups["n2"].Success && ((equation && !match.Value.Contains('–', StringComparison.Ordinal)) || sentence.At(at + match.Length) == '-'))
        {
            match = Single().Match(sentence.Text, at);
        }

        var minus = match.Groups["minus"].Success ? $"{sentence.Words.Minus} " : "";
        var end = at + match.Length;
        var (whole, fraction) = match.Groups["n2"].Success ? (match.Groups["n2"], match.Groups["f2"]) : (match.Groups["n"], match.Groups["f"]);
        var unit = Units.After(sentence, end);
        var scale = unit is null ? Scale().Match(sentence.Text, end) : Match.Empty;
        var noun = scale.Success || unit is not null || Sentence.IsWord(sentence.At(sentence.At(end) == ' ' ? end + 1 : end));
        var year = unit is null && !scale.Success && !match.Groups["n2"].Success && !fraction.Success && minus.Length == 0 && !By().IsMatch(sentence.Text, end) && IsYear(sentence, at, end, whole.Value);
        var said = year ? sentence.Words.Numbers.Year(Number(match, "n")) : Amounts.Say(sentence, whole, fraction, beforeNoun: noun && !scale.Success);
        if (match.Groups["n2"].Success)
        {
            said = $"{sentence.Words.From(Amounts.Say(sentence, match.Groups["n"], match.Groups["f"]))} {said}";
        }
        else if (year && YearTo().Match(sentence.Text, end) is { Success: true } to)
        {
            return new(sentence.Words.From(said), match.Length + to.Length);
        }

        if (scale.Success)
        {
            var name = Amounts.Scale(sentence, scale.Groups["scale"].Value);
            return new($"{minus}{said} {name}", match.Length + scale.Length);
        }

        // "a 10 km walk" is of one length.
        var one = (!fraction.Success && !match.Groups["n2"].Success && whole.Value == "1") || (sentence.At(end) == '-' && unit is { Length: > 2 })
            || (sentence.WordBefore(at) is "a" or "an" or "A" or "An" && unit is { } length && char.IsAsciiLetterLower(sentence.At(end + length.Length + 1)) && !NoNouns.Contains(sentence.WordAfter(end + length.Length)));
        if (unit is { } ranged && !equation && MoreTo().Match(sentence.Text, end + ranged.Length) is { Success: true } more)
        {
            return new(sentence.Words.From($"{minus}{said} {ranged.Name(one ? 1 : 2)}"), match.Length + ranged.Length + more.Length);
        }

        return unit is { } counted
            ? new($"{minus}{said} {counted.Name(one ? 1 : 2)}", match.Length + counted.Length)
            : By().Match(sentence.Text, end) is { Success: true } by && Dimension(sentence, end, by)
                ? new($"{minus}{said} {(whole.Value == "24" && sentence.At(end + by.Length) == '7' ? "" : sentence.Words.Signs.GetValueOrDefault("by", "x"))}", match.Length + by.Length)
                : new(minus + said, match.Length);
    }

    /// <summary>"x" between numbers; × when it is clear that two lengths are meant.</summary>
    private static bool Dimension(Sentence sentence, int at, Match by) =>
        by.Value.Trim() != "×" || (Amount().Match(sentence.Text, at + by.Length) is { Success: true } other
            && (other.Groups["n"].Length >= 3 || Units.After(sentence, at + by.Length + other.Length) is not null));

    private static bool IsYear(Sentence sentence, int at, int end, string digits)
    {
        if (digits is not { Length: 4 } || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1100 or > 2099)
        {
            return false;
        }

        var (before, after) = (sentence.WordBefore(at), sentence.WordAfter(end));
        if (!sentence.IsEnglish)
        {
            return year >= 1900 || sentence.Words.Months.Contains(before) || YearWords().IsMatch(before) || YearWords().IsMatch(after);
        }

        var told = YearWords().IsMatch(before);
        var counts = after is [.., 's'] && after is not ("was" or "is" or "has" or "as" or "this" or "sales" or "elections");
        return told ? year >= 1100 : year >= 1900 && !counts;
    }

    private static Said? ReadOver(Sentence sentence, int at)
    {
        if (!sentence.Words.HasNumbers || Over().Match(sentence.Text, at) is not { Success: true } match)
        {
            return null;
        }

        var (above, below) = (Amounts.Say(sentence, match.Groups["above"].Value, ""), Amounts.Say(sentence, match.Groups["below"].Value, ""));
        var said = match.Value switch
        {
            "24/7" or "9/11" or "26/11" or "50/50" or "20/20" => $"{above} {below}",
            _ when sentence.Text.Contains('=', StringComparison.Ordinal) && sentence.Words.Signs.TryGetValue("÷", out var by) => $"{above} {by} {below}",
            _ when sentence.IsEnglish && Number(match, "below") is 5 or 10 or 20 or 25 or 50 or 100 && Number(match, "above") <= Number(match, "below") => $"{above} out of {below}",
            _ => sentence.Words.Over?.Invoke(above, below),
        };
        return said is null ? null : new(said, match.Length);
    }

    private static int Number(Match match, string part = "n") => int.Parse(match.Groups[part].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\G(?<![\p{L}\d.,])(?<n>\d{1,3},\d{3}|\d{1,7})(?:st|nd|rd|th)(?![\p{L}\d])")]
    private static partial Regex EnglishOrdinal();

    // 3G and 4K, 2D: said in English.
    [GeneratedRegex(@"\G(?<![\p{L}\d.,])[2-8](?=[GDK](?![\p{L}\d]))")]
    private static partial Regex Generation();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,])(?:['’](?=\d\d))?(?<n>\d{1,3}0)['’]?s(?![\p{L}\d])")]
    private static partial Regex Decade();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,])(?<n>\d{1,4})[ -]?(?<end>[\p{L}\p{M}]{1,6})(?![\p{L}\p{M}\d])")]
    private static partial Regex NativeOrdinal();

    [GeneratedRegex(@"\G(?<![\d.,])(?:(?<whole>\d{1,6})[ ]?)?(?<part>[½¼¾⅓⅔⅕-⅞])")]
    private static partial Regex Sign();

    [GeneratedRegex(@"\G(?<![\d/.,])(?:(?<whole>\d{1,4})[ -])?(?<above>\d)/(?<below>\d)(?![\d/]|[.,]\d)")]
    private static partial Regex Strokes();

    [GeneratedRegex(@"\G(?<![\d/.,])(?<above>\d{1,4})/(?<below>\d{1,4})(?![\d/]|[.,]\d)")]
    private static partial Regex Over();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,])(?<feet>\d)['′’]\s?(?<inches>\d{1,2})(?:""|″|”|'')")]
    private static partial Regex Feet();

    [GeneratedRegex(@"\G(?:(?<=FY)|(?<![\p{L}\d.,/-]))(?<n>1[1-9]\d\d|20\d\d)\s?[-–—]\s?(?<n2>1[1-9]\d\d|20\d\d|\d\d)(?![\d]|[-/.,]\d|\s?%)")]
    private static partial Regex Years();

    [GeneratedRegex($@"\G(?<minus>(?<![\p{{L}}\p{{M}}\d)])(?<!\d )[-–](?=\d)|−(?=\d)|(?<=[=(<>] )-(?=\d))?{Amounts.Number}{Amounts.ToNumber}?")]
    private static partial Regex Amount();

    [GeneratedRegex($@"\G(?<minus>(?<![\p{{L}}\p{{M}}\d)])(?<!\d )[-–](?=\d)|−(?=\d)|(?<=[=(<>] )-(?=\d))?{Amounts.Number}")]
    private static partial Regex Single();

    [GeneratedRegex(@"\G(?:\s?(?<scale>lakhs?|lacs?|Lakhs?|Lacs?|crores?|Crores?|[Cc]r)(?![\p{L}\p{M}\d])|(?<scale>(?<!(?<!\d)[248])K|[kM]|[Mm]n|[Bb]n)(?![\p{L}\p{M}\d]))")]
    private static partial Regex Scale();

    [GeneratedRegex(@"\G(?:\s?[xX×]\s?)(?=\d)")]
    private static partial Regex By();

    [GeneratedRegex(@"\G(?:\s?[–—]\s?|-|\s-\s)(?=[-−]?\d)")]
    private static partial Regex MoreTo();

    [GeneratedRegex(@"\G\s?[–—]\s?(?=\d)")]
    private static partial Regex YearTo();

    [GeneratedRegex(
        @"^(?:[Ii]n|[Ss]ince|by|[Ff]rom|until|till|[Yy]ear|circa|[Aa]round|[Bb]etween|[Bb]efore|[Aa]fter|[Dd]uring|FY|AD|BC|CE|BCE|सन्?|वर्ष|साल|में|ई|इसवी|मध्ये|साली|সালে|সালের|সাল|లో|సంవత్సరం|సంవత్సరంలో|ರಲ್ಲಿ|ஆண்டு|ஆம்)$")]
    private static partial Regex YearWords();
}
