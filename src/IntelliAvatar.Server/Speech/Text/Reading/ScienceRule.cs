using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Numbers as calculators write them: 2.5e-3 is two point five times ten to the power of minus three.</summary>
internal static partial class ScienceRule
{
    public static Said? Read(Sentence sentence, int at)
    {
        if (!sentence.Words.HasNumbers || Number().Match(sentence.Text, at) is not { Success: true } match
            || !sentence.Words.Signs.TryGetValue("×", out var times) || !sentence.Words.Signs.TryGetValue("power", out var power))
        {
            return null;
        }

        var factor = Amounts.Say(sentence, match.Groups["n"], match.Groups["f"]);
        var (minus, exponent) = (match.Groups["minus"].Length > 0 ? $"{sentence.Words.Minus} " : "", Amounts.Say(sentence, match.Groups["e"].Value, ""));
        return new($"{factor} {times} {sentence.Words.Numbers.Cardinal(10)} {power} {minus}{exponent}", match.Length);
    }

    [GeneratedRegex(@"\G(?<![\p{L}\d.,])(?<n>\d{1,6})(?<f>\.\d{1,12})?(?:e|E(?=[+−-])|(?<=\.\d{1,12})E)(?:(?<minus>[−-])|\+)?(?<e>\d{1,3})(?![\p{L}\d.])")]
    private static partial Regex Number();
}
