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
            return null;
        }

        var native = NativeOrdinal().Match(sentence.Text, at);
        var pointed = native.Value.Contains(' ', StringComparison.Ordinal) && sentence.At(at + native.Length) == '.';
        return native.Success && !pointed && IndianOrdinals.Say(sentence, Number(native), native.Groups["end"].Value) is { } said
            ? new(said, native.Length) : null;
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

        // a half inch pipe
        if (unit is null && sentence.At(end) == '-' && char.IsAsciiLetterLower(sentence.At(end + 1)))
        {
            return new(part == "one half" ? "half" : part, match.Length + 1);
        }

        var noun = unit?.Name(1) ?? sentence.WordAfter(end);
        // rest it for half an hour
        if (part == "one half" && noun is "a" or "an" or "the")
        {
            return new("half", match.Length);
        }

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

        // No range goes on from a name: i7-13700K, Phone-011-234.
        if (match.Groups["n2"].Success && ((Sentence.IsWord(sentence.Before(at)) && sentence.WordBefore(at) is not ("FY" or "AY")) || AfterName().IsMatch(sentence.Text, at)))
        {
            match = Single().Match(sentence.Text, at);
        }

        var minus = match.Groups["minus"].Success ? $"{sentence.Words.Minus} " : "";
        var end = at + match.Length;
        var (whole, fraction) = match.Groups["n2"].Success ? (match.Groups["n2"], match.Groups["f2"]) : (match.Groups["n"], match.Groups["f"]);
        var scale = ScaleLetters.After(sentence, end, whole.Value + fraction.Value);
        var unit = scale is null && !(char.IsAsciiLetterUpper(sentence.At(end)) && LabelRule.IsBefore(sentence.Text, at)) ? Units.After(sentence, end) : null;
        var noun = scale is not null || unit is not null || Sentence.IsWord(sentence.At(sentence.At(end) == ' ' ? end + 1 : end));
        var year = unit is null && scale is null && !match.Groups["n2"].Success && !fraction.Success && minus.Length == 0
            && !By().IsMatch(sentence.Text, end) && YearWords.IsYear(sentence, at, end, whole.Value);
        var said = scale is { Scale: { } letter } ? Amounts.Scaled(sentence, whole.Value, fraction.Value, letter,
            counted: Sentence.IsWord(sentence.At(end + scale.Value.Length + 1)))
            : year ? sentence.Words.Numbers.Year(Number(match, "n"))
            : whole.Value == "1" && !fraction.Success && sentence.Words.One is { } a
                && (unit is not null || NativeScale().IsMatch(sentence.Text, end)) ? a
            : Amounts.Say(sentence, whole, fraction, beforeNoun: noun && scale is null);
        if (match.Groups["n2"].Success)
        {
            var equal = match.Groups["n"].Value == whole.Value && !fraction.Success && unit is null && scale is null;
            var first = Amounts.Say(sentence, match.Groups["n"], match.Groups["f"], beforeNoun: sentence.Language == "te");
            said = $"{(equal ? first : sentence.Words.From(first))} {said}";
        }
        else if (year && YearTo().Match(sentence.Text, end) is { Success: true } to)
        {
            return new(sentence.Words.From(said), match.Length + to.Length);
        }

        if (scale is { } found)
        {
            var scaled = $"{minus}{said} {found.Words}".TrimEnd();
            return Units.ReadPerAny(sentence, end + found.Length) is { } per
                ? new($"{scaled} {per.Words}", match.Length + found.Length + per.Length) : new(scaled, match.Length + found.Length);
        }

        if (unit is null && Plus().IsMatch(sentence.Text, end) && sentence.Words.Signs.TryGetValue("plus", out var plus))
        {
            return Units.After(sentence, end + 1) is { } things
                ? new($"{minus}{said} {plus} {things.Many}", match.Length + 1 + things.Length)
                : new($"{minus}{said} {plus}", match.Length + 1);
        }

        // "a 10 km walk" is of one length.
        var one = (!fraction.Success && !match.Groups["n2"].Success && whole.Value == "1")
            || (sentence.IsEnglish && sentence.At(end) == '-' && unit is { Length: > 2 })
            || (sentence.IsEnglish && unit is { } measure && Attributes.Precede(sentence, at, end + measure.Length));
        if (unit is { } ranged && !equation && MoreTo().Match(sentence.Text, end + ranged.Length) is { Success: true } more)
        {
            return new(sentence.Words.From($"{minus}{said} {ranged.Name(one ? 1 : 2)}"), match.Length + ranged.Length + more.Length);
        }

        var counted = unit is { } counting ? $" {counting.Name(one ? 1 : 2)}" : "";
        var size = match.Length + (unit?.Length ?? 0);
        return By().Match(sentence.Text, at + size) is { Success: true } by && !ShorthandRule.Lasts(sentence.Text, at + size)
            && Dimension(sentence, at + size, by)
            ? new($"{minus}{said}{counted} {(whole.Value == "24" && sentence.At(end + by.Length) == '7' ? "" : sentence.Words.Signs.GetValueOrDefault(equation && unit is null ? "times" : "by", "x"))}", size + by.Length)
            : new(minus + said + counted, size);
    }

    /// <summary>"x" between numbers; × when it is clear that two lengths are meant.</summary>
    private static bool Dimension(Sentence sentence, int at, Match by) =>
        by.Value.Trim() != "×" || (by.Value == "×" && MatrixBehind().IsMatch(sentence.Text, at))
            || (Amount().Match(sentence.Text, at + by.Length) is { Success: true } other
            && (other.Groups["n"].Length >= 3 || Units.After(sentence, at + by.Length + other.Length) is not null));

    private static Said? ReadOver(Sentence sentence, int at)
    {
        if (!sentence.Words.HasNumbers || Over().Match(sentence.Text, at) is not { Success: true } match)
        {
            return null;
        }

        var written = match.Groups["above"].Value.Split('.');
        var (above, below) = (Amounts.Say(sentence, written[0], written.Length > 1 ? $".{written[1]}" : ""),
            Amounts.Say(sentence, match.Groups["below"].Value, ""));
        var said = match.Value switch
        {
            "24/7" or "9/11" or "26/11" or "50/50" or "20/20" => $"{above} {below}",
            _ when sentence.Text.Contains('=', StringComparison.Ordinal) && sentence.Words.Signs.TryGetValue("÷", out var by) => $"{above} {by} {below}",
            _ when OneOrOther().IsMatch(sentence.WordBefore(at)) || (
                Number(match, "below") == int.Parse(written[0], CultureInfo.InvariantCulture) + 1 && written[0].Length > 1) => $"{above}, {below}",
            _ when IsMarks(match) && (sentence.IsEnglish || written.Length > 1 || match.Groups["below"].Value is "100" or "500" || TellsOfMarks().IsMatch(sentence.Text)) && sentence.Words.OutOf is { } of => of(above, below),
            _ => sentence.Words.Over?.Invoke(above, below),
        };
        return said is null ? null : Units.After(sentence, at + match.Length) is { } unit
            ? new($"{said} {unit.Many}", match.Length + unit.Length) : new(said, match.Length);
    }

    /// <summary>8/10, 4.7/5, 493/500.</summary>
    private static bool IsMarks(Match match) =>
        int.Parse(match.Groups["below"].Value, CultureInfo.InvariantCulture) is (5 or 10 or 20 or 25 or 30 or 40 or 60 or 70 or 75 or 80 or >= 50 and <= 1000) and var below
        && (below <= 100 || below % 50 == 0) && (below is not (30 or 40 or 60 or 70 or 75 or 80) || match.Groups["above"].Length > 1)
        && double.Parse(match.Groups["above"].Value, CultureInfo.InvariantCulture) <= below;

    private static int Number(Match match, string part = "n") => int.Parse(match.Groups[part].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\G(?<![\p{L}\d.,])(?<n>\d{1,3},\d{3}|\d{1,7})(?:st|nd|rd|th)(?![\p{L}\d])")]
    private static partial Regex EnglishOrdinal();

    // 3G and 4K, 2D: said in English.
    [GeneratedRegex(@"\G(?<![\p{L}\d.,])[2-8](?=[GDK](?![\p{L}\d]))")]
    private static partial Regex Generation();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,])(?<n>\d{1,4})[ -]?(?<end>[\p{L}\p{M}]{1,10})(?![\p{L}\p{M}\d])")]
    private static partial Regex NativeOrdinal();

    [GeneratedRegex(@"\G(?<![\d.,])(?:(?<whole>\d{1,6})[ ]?)?(?<part>[½¼¾⅓⅔⅕-⅞])")]
    private static partial Regex Sign();

    [GeneratedRegex(@"\G(?<![\d/.,])(?:(?<whole>\d{1,4})[ -])?(?<above>\d)/(?<below>\d)(?:(?:ths?|rds?)(?!\p{L}))?(?![\d/]|[.,]\d)")]
    private static partial Regex Strokes();

    [GeneratedRegex(@"\G(?<![\d/.,])(?!20\d\d/[2-4]\d(?!\d))(?<above>\d{1,4}(?:\.\d{1,2})?)/(?<below>\d{1,4})(?![\d/]|[.,]\d)")]
    private static partial Regex Over();

    [GeneratedRegex(@"अंक|मार्क|गुण|स्कोर|रेटिंग|परीक्षा|गणित|विज्ञान|নম্বর পে|পেয়ে|পেয়ে|மதிப்பெண்|மார்க்|మార్కు|ಅಂಕ")]
    private static partial Regex TellsOfMarks();

    // Class 11/12: the one and the other.
    [GeneratedRegex(@"^(?i:class|classes|grades?|std|sizes?|iphone|standards?)$|^(?:कक्षा|इयत्ता|শ্রেণি|শ্রেণী|வகுப்பு|తరగతి|ತರಗತಿ)$")]
    private static partial Regex OneOrOther();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,])(?<feet>\d)['′’]\s?(?<inches>\d{1,2})(?:""|″|”|'')")]
    private static partial Regex Feet();

    [GeneratedRegex(@"\G(?:(?<=FY)|(?<![\p{L}\d.,/-]))(?<n>1[1-9]\d\d|20\d\d)(?:\s?[-–—]\s?(?<n2>1[1-9]\d\d|20\d\d|\d\d)|/(?<n2>[2-4]\d))(?![\d]|[-/.,]\d|\s?%)")]
    private static partial Regex Years();

    [GeneratedRegex($@"\G(?<minus>(?<![\p{{L}}\p{{M}}\d)])(?<!\d )[-–](?=\d)|−(?=\d)|(?<=[=(<>] )-(?=\d))?{Amounts.Number}{Amounts.ToNumber}?")]
    private static partial Regex Amount();

    [GeneratedRegex($@"\G(?<minus>(?<![\p{{L}}\p{{M}}\d)])(?<!\d )[-–](?=\d)|−(?=\d)|(?<=[=(<>] )-(?=\d))?{Amounts.Number}")]
    private static partial Regex Single();

    [GeneratedRegex(@"(?<=[\p{L}\p{M}]-)\G")]
    private static partial Regex AfterName();

    [GeneratedRegex(@"\G\s?(?:ஆயிரம்|இலட்சம்|லட்ச|கோடி|நாள்|மாத|ஆண்டு|வார|வருட|மணி நேர|நிமிட|லிட்டர்|கிலோ|மீட்டர்|கிராம்|கப்|டீஸ்பூன்|ரூபாய்|లక్ష|కోటి|రోజు|నెల|సంవత్సర|వార|గంట|నిమిష|లీటర్|కిలో|మీటర్|గ్రాము|కప్పు|రూపాయి)")]
    private static partial Regex NativeScale();

    // 10+ years; not 10 + 2.
    [GeneratedRegex(@"\G\+(?=[ .,;!?।)-]|$)(?! ?\d)")]
    private static partial Regex Plus();

    [GeneratedRegex(@"\G×\d{1,4} (?:matri|grid|cube|table|board|block|size|room|plot|print|photo|formation)")]
    private static partial Regex MatrixBehind();

    [GeneratedRegex(@"\G(?:\s?[xX×]\s?)(?=\d)")]
    private static partial Regex By();

    [GeneratedRegex(@"\G(?:\s?[–—]\s?|-|\s-\s)(?=[-−]?\d)")]
    private static partial Regex MoreTo();

    [GeneratedRegex(@"\G\s?[–—]\s?(?=\d)")]
    private static partial Regex YearTo();
}
