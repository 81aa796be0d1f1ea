using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>2.5e-3, 3 × 10⁸ m/s, 10^6, and the ratio 16:9.</summary>
internal static partial class ScienceRule
{
    public static Said? Read(Sentence sentence, int at)
    {
        if (!sentence.Words.HasNumbers)
        {
            return null;
        }

        var signs = sentence.Words.Signs;
        if (Ratio().Match(sentence.Text, at) is { Success: true } ratio && sentence.Words.Ratio is { } to)
        {
            var said = Amounts.Say(sentence, ratio.Groups["n"], ratio.Groups["f"]);
            foreach (Capture next in ratio.Groups["next"].Captures)
            {
                said = $"{(sentence.IsEnglish && Rule().IsMatch(sentence.Text, at + ratio.Length) ? said : to(said))} {Amounts.Say(sentence, next.Value.Split('.')[0], next.Value.Contains('.', StringComparison.Ordinal) ? next.Value[next.Value.IndexOf('.', StringComparison.Ordinal)..] : "")}";
            }

            return new(said, ratio.Length);
        }

        if (!signs.TryGetValue("power", out var power) || !signs.TryGetValue("×", out var times))
        {
            return null;
        }

        if (Exponent().Match(sentence.Text, at) is { Success: true } exponent)
        {
            var minus = exponent.Groups["minus"].Success ? $"{sentence.Words.Minus} " : "";
            var digits = Amounts.Say(sentence, exponent.Groups["e"].Value, "");
            var ten = sentence.Words.Numbers.Cardinal(10);
            return WithUnit(sentence, at,
                $"{Amounts.Say(sentence, exponent.Groups["n"], exponent.Groups["f"])} {times} {ten} {power} {minus}{digits}",
                exponent.Length);
        }

        if (Power().Match(sentence.Text, at) is { Success: true } match)
        {
            var written = string.Concat(match.Groups["e"].Value.Select(Plain));
            var minus = written[0] == '-' ? $"{sentence.Words.Minus} " : "";
            var digits = Amounts.Say(sentence, written.TrimStart('-', '+'), "");
            var count = match.Groups["n"].Success ? $"{Amounts.Say(sentence, match.Groups["n"], match.Groups["f"])} {times} " : "";
            var said = $"{count}{sentence.Words.Numbers.Cardinal(10)} {power} {minus}{digits}";
            return To().Match(sentence.Text, at + match.Length) is { Success: true } range
                ? new(sentence.Words.From(said), match.Length + range.Length)
                : WithUnit(sentence, at, said, match.Length);
        }

        return null;
    }

    private static Said WithUnit(Sentence sentence, int at, string said, int length) =>
        Units.After(sentence, at + length) is { } unit ? new($"{said} {unit.Many}", length + unit.Length) : new(said, length);

    private static char Plain(char c) => c switch
    {
        '⁻' or '−' => '-',
        '⁺' => '+',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        >= '⁰' and <= '⁹' => (char)('0' + (c - '⁰')),
        _ => c,
    };

    // the eighty twenty rule
    [GeneratedRegex(@"\G (?:rule|principle|split)")]
    private static partial Regex Rule();

    [GeneratedRegex($@"\G(?<![\p{{L}}\d.,:]){Amounts.Number}(?:(?::| : )(?<next>\d{{1,3}}(?:,\d{{2,3}}){{0,2}},\d{{3}}(?!\d)|" +
        $@"\d{{1,6}}(?:\.\d{{1,3}})?)(?![\d:]*:\d\d:\d))(?:: ?(?<next>\d{{1,6}}(?:\.\d{{1,3}})?)){{0,3}}(?![\d\p{{L}}]|[.:]\d)")]
    private static partial Regex Ratio();

    [GeneratedRegex($@"\G(?<![\p{{L}}\d.,]){Amounts.Number}(?:e|E(?=[+−-])|(?<=\.\d{{1,12}})E)(?:\+|(?<minus>[-−]))?(?<e>\d{{1,3}})(?![\p{{L}}\d.])")]
    private static partial Regex Exponent();

    [GeneratedRegex($@"\G(?<![\p{{L}}\d.,])(?:{Amounts.Number}\s?[×x*]\s?)?10(?:\^(?<e>[-−+]?\d{{1,3}})|(?<e>[⁻⁺]?[⁰¹²³⁴-⁹]{{1,3}}))(?![\p{{L}}\d])")]
    private static partial Regex Power();

    [GeneratedRegex(@"\G\s?[-–—]\s?(?=10[\^⁰¹²³⁴-⁹⁻])")]
    private static partial Regex To();
}
