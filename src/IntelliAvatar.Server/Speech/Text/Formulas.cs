using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>Formulas between dollars or in \( \), as TeX writes them: $E=mc^2$ is no sum of money.</summary>
internal static partial class Formulas
{
    private static readonly Dictionary<string, string> Commands = Table(
        """
        times × cdot × ast × div ÷ pm ± mp ∓ le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ sim ~ equiv ≡ propto ∝ infty ∞ sum ∑ prod ∏ int ∫ partial ∂ nabla ∇ to → rightarrow → Rightarrow ⇒
        implies ⇒ iff ⇔ leftarrow ← leftrightarrow ↔ in ∈ notin ∉ cup ∪ cap ∩ subset ⊂ subseteq ⊆ emptyset ∅ forall ∀ exists ∃ neg ¬ land ∧ lor ∨ angle ∠ perp ⊥ parallel ∥ therefore ∴ because ∵
        circ ° degree ° alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ phi φ varphi φ chi χ psi ψ omega ω
        Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω sin sin cos cos tan tan cot cot sec sec log log ln ln lim lim max max min min exp exp det det mod mod
        ldots … dots … cdots … quad _ qquad _ left _ right _ displaystyle _ limits _
        """);

    /// <summary>Takes the delimiters away and writes the formula in signs that have a word.</summary>
    /// <param name="leftOut">Commands that have no sign are added to it.</param>
    public static string Unwrap(string text, ICollection<LeftOut> leftOut)
    {
        if (!text.AsSpan().ContainsAny('$', '\\'))
        {
            return text;
        }

        text = Display().Replace(text, match => $" {Plain(match.Groups["tex"].Value, leftOut)} ");
        return Inline().Replace(text, match => Plain(match.Groups["tex"].Value, leftOut));
    }

    private static string Plain(string tex, ICollection<LeftOut> leftOut)
    {
        tex = Environment().Replace(tex, " ").Replace("\\\\", " ", StringComparison.Ordinal).Replace("&", " ", StringComparison.Ordinal);
        tex = Words().Replace(tex, "$1");
        for (var before = ""; before != tex;)
        {
            before = tex;
            tex = Fraction().Replace(tex, match => $"{Grouped(match.Groups["above"].Value)} ÷ {Grouped(match.Groups["below"].Value)}");
            tex = Root().Replace(tex, match => $"√{Grouped(match.Groups["of"].Value)}");
            tex = Script().Replace(tex, match => match.Groups["sign"].Value + match.Groups["what"].Value);
        }

        tex = Command().Replace(tex, match =>
        {
            if (Commands.TryGetValue(match.Groups["name"].Value, out var sign))
            {
                return sign == "_" ? " " : char.IsLetter(sign[0]) && sign.Length > 1 ? $" {sign} " : sign;
            }

            leftOut.Add(new(match.Value, "It is a command of a formula."));
            return " ";
        });
        tex = tex.Replace("^°", "°", StringComparison.Ordinal);
        tex = Subscript().Replace(tex, match => match.Groups["digits"].Success
            ? string.Concat(match.Groups["digits"].Value.Select(digit => (char)('₀' + (digit - '0'))))
            : $" {match.Groups["letter"].Value}");
        tex = Punctuation().Replace(tex, "$1").Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
        return Blanks().Replace(tex, " ").Trim();
    }

    private static string Grouped(string part) => part.Length > 1 && part.AsSpan().ContainsAny("+-") ? $"({part})" : part;

    private static Dictionary<string, string> Table(string entries)
    {
        var words = entries.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, words.Length / 2).ToDictionary(i => words[2 * i], i => words[(2 * i) + 1]);
    }

    [GeneratedRegex(@"\$\$(?<tex>[^$]{1,2000})\$\$|\\{1,2}\[(?<tex>(?:[^\\]|\\(?!\\?\])){1,2000})\\{1,2}\]|\\{1,2}\((?<tex>(?:[^\\]|\\(?!\\?\))){1,1000})\\{1,2}\)")]
    private static partial Regex Display();

    // Not from one price to the next: it touches both dollars, and has a sign of mathematics or is a letter.
    [GeneratedRegex(@"(?<![\p{L}\d$\\])\$(?=[^\s$])(?<tex>(?=[^$\n]{0,200}[=^\\_<>+])(?!\d[\d,.]*\s)[^$\n]{1,200}|[A-Za-z]|\\?[A-Za-z]{1,10}\([A-Za-z]\))(?<=[^\s$])\$(?![\p{L}\d])")]
    private static partial Regex Inline();

    [GeneratedRegex(@"\\(?:begin|end)\{[A-Za-z*]{1,20}\}(?:\{[a-z|]{0,10}\})?")]
    private static partial Regex Environment();

    [GeneratedRegex(@"\\(?:text|textbf|textit|mathrm|mathbf|mathit|operatorname|vec|bar|hat|overline)\{([^{}]{0,200})\}")]
    private static partial Regex Words();

    [GeneratedRegex(@"\\[dt]?frac\{(?<above>[^{}]{1,200})\}\{(?<below>[^{}]{1,200})\}")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\\sqrt(?:\[\d\])?\{(?<of>[^{}]{1,200})\}")]
    private static partial Regex Root();

    [GeneratedRegex(@"(?<sign>[\^_])\{(?<what>[^{}]{1,60})\}")]
    private static partial Regex Script();

    [GeneratedRegex(@"\\(?<name>[A-Za-z]{1,30})")]
    private static partial Regex Command();

    [GeneratedRegex(@"_(?:(?<digits>\d{1,6})|(?<letter>[A-Za-z]))")]
    private static partial Regex Subscript();

    [GeneratedRegex(@"\\([%$#&_,;:! ])")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Blanks();
}
