using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Signs that are no letters and no digits: what is said for them, or the pause that they are.</summary>
internal static partial class SignRules
{
    private const string Pause = ", ";

    private static readonly HashSet<string> Choices = ["he/she", "she/he", "his/her", "her/his", "him/her", "yes/no", "s/he", "pass/fail", "Mr/Mrs", "Mr/Ms", "male/female"];

    public static Said? Read(Sentence sentence, int at)
    {
        var (before, c, after) = (sentence.Before(at), sentence.Text[at], sentence.At(at + 1));
        var inWord = (char.IsLetterOrDigit(before) || Sentence.IsMark(before)) && (char.IsLetterOrDigit(after) || Sentence.IsMark(after));
        switch (c)
        {
            case '-' or '‐' or '‑' or '–' or '—' or '―' or '−' or '=' or '<' when Arrow().Match(sentence.Text, at) is { Success: true } arrow:
                return Word(sentence, arrow.Value.StartsWith('<') ? "←" : "→", arrow.Length);
            case '-' or '‐' or '‑' or '–' or '—' or '―' or '−':
                return new(Dash(sentence, at, before, c, after, inWord), 1);
            case '\'' or '’' or '‘' or 'ʼ' or '`' or '´':
                return new(Sentence.IsWord(before) && Sentence.IsWord(after) && c is not ('`' or '´') ? "\u0002'" : "", 1);
            case '"' or '“' or '”' or '„' or '«' or '»' or '″' or '′' or '‚' or '‹' or '›':
                return new("", 1);
            case '(' or ')' or '[' or ']' or '{' or '}' or '|' or '¦' or '•' or '·' or '●' or '▪' or '■' or '◦' or '‣' or '¡' or '¿' or '\n':
                return new(Pause, 1);
            case 'x' or 'X' or '×' when LengthBefore().IsMatch(sentence.Text.AsSpan(Math.Max(0, at - 14), Math.Min(14, at))) && NumberAfter().IsMatch(sentence.Text, at + 1):
                return Word(sentence, "by", 1);
            case '.' when IsWithin(sentence, at):
                return new(before == '.' || after == '.' || after is '"' or '”' or '’' or '»' ? Pause : "", 1);
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
            case '#' when char.IsLetter(after):
                return Word(sentence, "hashtag", 1);
            case '*' when char.IsDigit(FirstBefore(sentence, at)) && char.IsDigit(FirstAfter(sentence, at)):
                return Word(sentence, "times", 1);
            case '~' when char.IsDigit(after) || after is '₹' or '$':
                return Word(sentence, "about", 1);
            case '^':
                return Word(sentence, "power", 1) ?? Word(sentence, "^", 1);
            case ':' when char.IsDigit(before) && char.IsDigit(after):
                return Word(sentence, "ratio", 1) ?? new(Pause, 1);
            case '<' when before == ' ' && char.IsLetter(after):
            case '>' when char.IsLetter(before) && !char.IsLetterOrDigit(after):
                return new("", 1);
            case '\\' or '+' or '&' or '@' or '=' or '%' or '<' or '>':
                return Word(sentence, $"{c}", 1);
        }

        return Powers().Match(sentence.Text, at) is { Success: true } power ? Power(sentence, power) : char.IsSymbol(c) || c is '§' or '¶' or '°' or '№' or '‰' || IsGreek(c, before, after) ? Word(sentence, $"{c}", 1) : null;
    }

    /// <summary>A point of an abbreviation: what it ends goes on.</summary>
    private static bool IsWithin(Sentence sentence, int at) =>
        !char.IsLetterOrDigit(sentence.At(at + 1)) && at + 1 < sentence.Text.Length && sentence.Text.Skip(at + 1).Any(char.IsLetterOrDigit);

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
            return hyphen && Sentence.IsWord(before) && Sentence.IsWord(after) ? "\u0002-" : dash is '—' or '―' ? Pause : " ";
        }

        return hyphen && (before == ' ') != (after == ' ') && char.IsLetterOrDigit(after) ? " " : Pause;
    }

    private static Said? Stroke(Sentence sentence, int at, bool inWord)
    {
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

    private static Said? Power(Sentence sentence, Match power)
    {
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

    [GeneratedRegex(@"\G(?:[-–—=]{1,3}>|<[-–—]{1,3}(?!\d))")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"\G_{2,}")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\G[²³¹⁰⁴-⁹⁻₀-₉]+")]
    private static partial Regex Powers();

    // 10 ft x 12 ft, 10' x 12': lengths.
    [GeneratedRegex(@"\d(?: ?(?:[\p{L}\p{M}]{1,6}\.?|['""′″’”]{1,2}))\s?$")]
    private static partial Regex LengthBefore();

    [GeneratedRegex(@"\G\s?\d")]
    private static partial Regex NumberAfter();
}
