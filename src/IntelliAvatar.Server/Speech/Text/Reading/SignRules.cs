using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Signs that are no letters and no digits: what is said for them, or the pause that they are.</summary>
internal static partial class SignRules
{
    private const string Pause = ", ";

    private static readonly HashSet<string> Choices = new(
        ("he/she she/he his/her her/his him/her yes/no s/he pass/fail Mr/Mrs Mr/Ms male/female father/husband husband/father " +
            "mother/father son/daughter " +
        "husband/wife boy/girl boys/girls credit/debit cash/card cash/cheque true/false parent/guardian parents/guardians buy/sell " +
            "veg/non " +
        "पिता/पति पति/पिता पति/पत्नी माता/पिता पुत्र/पुत्री पुरुष/महिला महिला/पुरुष हाँ/नहीं हां/नहीं श्री/श्रीमती स्त्री/पुरुष " +
            "सही/गलत नकद/चेक होय/नाही वडील/पती " +
        "हो/नाही हॉ/नहीं बेटा/बेटी भाई/बहन छात्र/छात्रा হ্যাঁ/না পুরুষ/মহিলা পিতা/স্বামী ஆம்/இல்லை ஆண்/பெண் తండ్రి/భర్త అవును/కాదు " +
            "ಹೌದು/ಇಲ್ಲ ತಂದೆ/ಪತಿ").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    public static Said? Read(Sentence sentence, int at)
    {
        var (before, c, after) = (sentence.Before(at), sentence.Text[at], sentence.At(at + 1));
        var inWord = (char.IsLetterOrDigit(before) || Sentence.IsMark(before)) && (char.IsLetterOrDigit(after) || Sentence.IsMark(after));
        switch (c)
        {
            case '-' or '‐' or '‑' or '–' or '—' or '―' or '−':
                return new(Dash(sentence, at, before, c, after, inWord), 1);
            case '\'' or '’' or '‘' or 'ʼ' or '`' or '´':
                return new(Sentence.IsWord(before) && Sentence.IsWord(after) && c is not ('`' or '´') ? "\u0002'" : "", 1);
            case '′' when Sentence.IsWord(before) && Word(sentence, "prime", 1) is { } prime:
                return prime;
            case '"' or '“' or '”' or '„' or '«' or '»' or '″' or '′' or '‚' or '‹' or '›':
                return new("", 1);
            case '(' or ')' or '[' or ']' or '{' or '}' or '|' or '¦' or '•' or '●' or '▪' or '■' or '◦' or '‣' or '¡' or '¿' or '\n':
                return new(Pause, 1);
            case 'x' or 'X' or '×' when LengthBefore().IsMatch(sentence.Text.AsSpan(Math.Max(0, at - 14), Math.Min(14, at)))
                && NumberAfter().IsMatch(sentence.Text, at + 1):
                return Word(sentence, "by", 1);
            case '.' when IsWithin(sentence, at):
                return new(before == '.' || after == '.' || after is '"' or '”' or '’' or '»' ? Pause : "", 1);
            case '·' or '⋅':
                return inWord || (char.IsDigit(FirstBefore(sentence, at)) && char.IsDigit(FirstAfter(sentence, at))) || c == '⋅'
                    ? Word(sentence, "×", 1) : new(Pause, 1);
            case '★':
                return Star(sentence, at);
            case '!' when FirstAfter(sentence, at) == '=' && char.IsLetterOrDigit(before):
                return sentence.IsEnglish ? new(" factorial ", 1) : null;
            case '…':
                return new(at + 1 < sentence.Text.TrimEnd().Length ? Pause : ".", 1);
            case '_' when Blank().Match(sentence.Text, at) is { Success: true } line:
                return sentence.Words.Blank is { } blank ? new($" {blank} ", line.Length) : null;
            case '_' when inWord:
                return new(" ", 1);
            case '/':
                return Stroke(sentence, at, inWord);
            case '#' when char.IsDigit(after):
                return Word(sentence, "number", 1);
            case '#' when before is 'C' or 'F' && !char.IsLetterOrDigit(after):
                return Word(sentence, "sharp", 1);
            case '#' when char.IsLetter(after) && !char.IsLetterOrDigit(before):
                return Hashtag(sentence, at);
            case '@' when !char.IsLetterOrDigit(before)
                && Handle().Match(sentence.Text, at) is { Success: true } handle && Word(sentence, "@", 1) is { } of:
                return new($"{of.Words.Trim()} {AddressRule.Say(sentence, handle.Groups["name"].Value)}", handle.Length);
            case '*' when char.IsDigit(FirstBefore(sentence, at)) && char.IsDigit(FirstAfter(sentence, at)):
                return Word(sentence, "times", 1);
            case '~' or '～' or '〜' or '∼' when char.IsDigit(before) && char.IsDigit(after):
                return Word(sentence, "→", 1);
            case '~' or '～' or '〜' or '∼' when char.IsDigit(FirstAfter(sentence, at)) || after is '₹' or '$':
                return Word(sentence, "about", 1);
            case '^' when (Sentence.IsWord(before) || before is ')' or (>= '₀' and <= '₉')) && after is '2' or '3'
                && !char.IsLetterOrDigit(sentence.At(at + 2)) && sentence.Words.Signs.ContainsKey("cubed"):
                return Word(sentence, after == '2' ? "squared" : "cubed", 2);
            case '^':
                return Word(sentence, "power", 1) ?? Word(sentence, "^", 1);
            case ':' when char.IsDigit(before) && char.IsDigit(after):
                return Word(sentence, "ratio", 1) ?? new(Pause, 1);
            case '<' when before == ' ' && char.IsLetter(after):
            case '>' when char.IsLetter(before) && !char.IsLetterOrDigit(after):
                return new("", 1);
            case '>' or '<' when Trail().Match(sentence.Text, at) is { Success: true } trail:
                return sentence.IsEnglish && trail.Groups["compared"].Success ? new($" much {(c == '>' ? "greater" : "less")} than ", trail.Length) : new(Pause, trail.Length);
            case '\\' or '+' or '&' or '@' or '=' or '%' or '<' or '>':
                return Word(sentence, $"{c}", 1);
        }

        return Powers().Match(sentence.Text, at) is { Success: true } power ? Power(sentence, power, at)
            : char.IsSymbol(c) || c is '§' or '¶' or '°' or '№' or '‰' || IsGreek(c, before, after)
                ? Plain(sentence, at, c == 'µ' && !char.IsLetter(after) ? "μ" : $"{c}")
            : null;
    }

    /// <summary>A point of an abbreviation: what it ends goes on.</summary>
    private static bool IsWithin(Sentence sentence, int at) =>
        !char.IsLetterOrDigit(sentence.At(at + 1)) && at + 1 < sentence.Text.Length && sentence.Text.Skip(at + 1).Any(char.IsLetterOrDigit);

    private static int Digit(char raised) => raised switch { '¹' => 1, '²' => 2, '³' => 3, _ => raised - '⁰' };

    private static string Dash(Sentence sentence, int at, char before, char dash, char after, bool inWord)
    {
        var numbers = char.IsDigit(FirstBefore(sentence, at)) && char.IsDigit(FirstAfter(sentence, at));
        if (dash == '−' || (numbers && sentence.Text.Contains('=', StringComparison.Ordinal)))
        {
            return $" {sentence.Words.Minus} ";
        }

        var hyphen = dash is '-' or '‐' or '‑';
        if (inWord)
        {
            return hyphen && (before is 'µ' || IsGreekLetter(before) || Section().IsMatch(sentence.Text, at)
                || RomanRule.Is(sentence.Text, at + 1)) ? " "
                : hyphen && Sentence.IsWord(before) && Sentence.IsWord(after) ? "\u0002-" : dash is '—' or '―' ? Pause : " ";
        }

        return hyphen && (before == ' ') != (after == ' ') && char.IsLetterOrDigit(after) ? " " : Pause;
    }

    private static Said? Stroke(Sentence sentence, int at, bool inWord)
    {
        if ((Quotient().IsMatch(sentence.Text, at) || (sentence.Text.Contains('=', StringComparison.Ordinal) && Term().IsMatch(sentence.Text, at))) && sentence.Words.Over is { } over)
        {
            return new(over("", "").Trim(), 1);
        }

        if (!inWord || char.IsDigit(sentence.Before(at)) != char.IsDigit(sentence.At(at + 1)))
        {
            return sentence.Before(at) == ' ' || !inWord ? new(Pause, 1) : new(" ", 1);
        }

        if (char.IsDigit(sentence.Before(at)))
        {
            return Word(sentence, "/", 1);
        }

        var both = $"{sentence.WordBefore(at)}/{sentence.WordAfter(at + 1)}";
        return Choices.Contains(both) ? Word(sentence, "or", 1) : new(" ", 1);
    }

    /// <summary>"x ≤ 5" is less than or equal; where nothing stands before it, "less than or equal to five".</summary>
    private static Said? Plain(Sentence sentence, int at, string sign)
    {
        var said = Word(sentence, sign, 1);
        return said is { } word && word.Words.StartsWith(" is ", StringComparison.Ordinal)
            && !(char.IsLetterOrDigit(FirstBefore(sentence, at)) || FirstBefore(sentence, at) is ')' or '²' or '³')
            ? new(word.Words[3..], 1)
            : said;
    }

    /// <summary>"5★ hotel": a five star hotel; "4.8★": four point eight stars.</summary>
    private static Said? Star(Sentence sentence, int at)
    {
        if (!char.IsDigit(FirstBefore(sentence, at)) || !sentence.Words.Signs.TryGetValue("star", out var star))
        {
            return null;
        }

        return new(sentence.IsEnglish && sentence.WordAfter(at + 1).Length == 0 ? " stars " : $" {star} ", 1);
    }

    /// <summary>#LearnWithMe, #budget_2025: its words.</summary>
    private static Said? Hashtag(Sentence sentence, int at)
    {
        var tag = Tag().Match(sentence.Text, at);
        if (Word(sentence, "hashtag", 1) is not { } name)
        {
            return null;
        }

        var parts = TagParts().Split(tag.Value[1..]).Where(part => part.Length > 0).Select(part =>
            !char.IsDigit(part[0]) || !sentence.Words.HasNumbers || part.Length > 9 ? part
            : part.Length == 4 ? sentence.Words.Numbers.Year(int.Parse(part, System.Globalization.CultureInfo.InvariantCulture))
            : sentence.Words.Numbers.Cardinal(int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)));
        return new($" {name.Words.Trim()} {string.Join(' ', parts)} ", tag.Length);
    }

    private static Said? Power(Sentence sentence, Match power, int at)
    {
        var before = sentence.WordBefore(at);
        // The mark of a footnote, and the charge of an ion.
        if (power.Value[0] is not (>= '₀' and <= '₉') && sentence.Before(at) != ' ' && before.Length >= (power.Value == "¹" ? 2 : 4))
        {
            return null;
        }

        if (power.Value[^1] is '⁺' or '⁻')
        {
            var charge = power.Value.Length > 1 ? sentence.Words.Numbers.Cardinal(Digit(power.Value[0])) + " " : "";
            return sentence.Words.Signs.TryGetValue("+", out var plus)
                ? new($" {charge}{(power.Value[^1] == '⁺' ? plus : sentence.Words.Minus)} ", power.Length) : null;
        }

        if (power.Value.All(c => c is not (>= '₀' and <= '₉' or '⁺' or '⁻')) && !Sentence.IsWord(sentence.Before(at))
            && !char.IsDigit(sentence.Before(at)) && sentence.Before(at) is not (')' or ']'))
        {
            return new($" {sentence.Words.Numbers.Digits(string.Concat(power.Value.Select(c => (char)('0' + Digit(c)))))} ", power.Length);
        }

        var digits = string.Concat(power.Value.Select(c => c switch { '²' => '2', '³' => '3', '¹' => '1', '⁻' => '-', >= '₀' and <= '₉' => (char)('0' + (c - '₀')), _ => (char)('0' + (c - '⁰')) }));
        var numbers = sentence.Words.Numbers;
        if (power.Value[0] is >= '₀' and <= '₉')
        {
            return new($" {(digits.Length < 3 ? numbers.Cardinal(int.Parse(digits)) : numbers.Digits(digits))} ", power.Length);
        }

        if (digits is "2" or "3" && sentence.Words.Signs.TryGetValue(digits == "2" ? "squared" : "cubed", out var word))
        {
            return new($" {word} ", power.Length);
        }

        var plain = digits.TrimStart('-');
        var said = plain.Length is > 0 and < 10 ? numbers.Cardinal(int.Parse(plain)) : numbers.Digits(plain);
        return sentence.Words.Signs.TryGetValue("power", out var to) ? new($" {to} {(digits[0] == '-' ? $"{sentence.Words.Minus} " : "")}{said} ", power.Length) : null;
    }

    /// <summary>A letter that stands alone, as in formulas.</summary>
    private static bool IsGreek(char c, char before, char after) => c is (>= '\u0370' and <= '\u03FF') or 'µ' && !IsGreekLetter(before) && !IsGreekLetter(after);

    private static bool IsGreekLetter(char c) => c is >= '\u0370' and <= '\u03FF';

    private static char FirstBefore(Sentence sentence, int at) => sentence.Text.AsSpan(0, at).TrimEnd() is [.., var last] ? last : ' ';

    private static char FirstAfter(Sentence sentence, int at) => sentence.Text.AsSpan(at + 1).TrimStart() is [var first, ..] ? first : ' ';

    private static Said? Word(Sentence sentence, string sign, int length) => sentence.Words.Signs.TryGetValue(sign, out var word) ? new($" {word} ", length) : null;

    // 10वी-अ: the section of a class.
    [GeneratedRegex(@"\G(?<=\d[\u0900-\u0DFF]{1,5})-(?=[\u0900-\u0DFF](?![\p{L}\p{M}]))")]
    private static partial Regex Section();

    // Home >> Courses, Settings > Wi-Fi: the steps of a path.
    [GeneratedRegex(@"\G(?:(?<=[\p{L}\p{M}\d)] ?)(?:>>|<<)(?<compared>(?= ?(?:\d|[a-z](?!\p{L}))))|(?<=[\p{L}\p{M}\d)] ?)(?:>{2,3}|<{2,3})(?!=)|(?<=[\p{L}\p{M}]{3,} )>(?= (?:[A-Z][a-z]+|[\u0900-\u0DFF]{3})))")]
    private static partial Regex Trail();

    // x²/2, (a + b)/2, x/2.
    [GeneratedRegex(@"\G(?<=[²³)]|(?<![\p{L}\p{M}\d])[a-z])/(?=\d|\()|\G(?<=[²³])/(?=[a-z](?![\p{L}]))")]
    private static partial Regex Quotient();

    // Of a formula: ab/2, 1/x, d/t.
    [GeneratedRegex(@"\G(?<=(?<![\p{L}\p{M}])[A-Za-z]{1,2})/(?=\d|[A-Za-z](?![\p{L}\d]))|" +
        @"\G(?<=(?<!\p{L})[A-Z]{2})/(?=[A-Z]{2}(?!\p{L}))|\G(?<=\d)/(?=[a-z](?![\p{L}\d]))")]
    private static partial Regex Term();

    [GeneratedRegex(@"\G_{2,}")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\G(?:[₀-₉]+|[²³¹⁰⁴-⁹⁻⁺]+)")]
    private static partial Regex Powers();

    // 10 ft x 12 ft, 10' x 12': lengths.
    [GeneratedRegex(@"\d(?: ?(?:[\p{L}\p{M}]{1,6}\.?|['""′″’”]{1,2}))\s?$")]
    private static partial Regex LengthBefore();

    [GeneratedRegex(@"\G\s?\d")]
    private static partial Regex NumberAfter();

    [GeneratedRegex(@"\G@(?<name>[A-Za-z_][A-Za-z0-9_.]{0,60}[A-Za-z0-9_]|[A-Za-z])(?![A-Za-z0-9])")]
    private static partial Regex Handle();

    [GeneratedRegex(@"\G#[\p{L}\p{M}\d_]+")]
    private static partial Regex Tag();

    [GeneratedRegex(@"_+|(?<=[a-z]{2})(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\d)(?=\p{L})|(?<=[\p{L}\p{M}])(?=\d)")]
    private static partial Regex TagParts();
}
