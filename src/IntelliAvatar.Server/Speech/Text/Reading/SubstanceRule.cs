using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Formulas of substances, symbol by symbol with their counts: C6H12O6, and which words are such formulas.</summary>
internal static partial class SubstanceRule
{
    private static readonly HashSet<string> Elements =
    [
        .. ("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Ag Cd " +
            "Sn Sb Te I " +
            "Xe Cs Ba W Pt Au Hg Tl Pb Bi Po Rn Ra Th U Pu").Split(' '),
    ];

    public static Said? Read(Sentence sentence, int at) =>
        sentence.Words.HasNumbers && Long().Match(sentence.Text, at) is { Success: true } match && Is(match.Value)
            && match.Value.Any(char.IsDigit)
            ? new(string.Join(' ', Parts().Matches(match.Value).Select(part =>
                char.IsDigit(part.Value[0]) ? Amounts.Say(sentence, part.Value, "") : part.Value)), match.Length)
            : null;

    /// <summary>Whether every symbol in it is one of an element.</summary>
    public static bool Is(string formula) => Symbols().Matches(formula).All(symbol => Elements.Contains(symbol.Value));

    /// <summary>Whether it is of several symbols, with a count.</summary>
    public static bool IsCompound(string formula) =>
        Symbols().Count(formula) > 1 && formula.Any(c => char.IsDigit(c) || c is >= '₀' and <= '₉');

    [GeneratedRegex("[A-Z][a-z]?")]
    private static partial Regex Symbols();

    [GeneratedRegex(@"[A-Z][a-z]?|\d+")]
    private static partial Regex Parts();

    // Shorter ones are read as they stand.
    [GeneratedRegex(@"\G(?<![\p{L}\d])(?=[A-Za-z\d]{6,})(?=(?:[A-Z][a-z]?){0,5}\d)(?:[A-Z][a-z]?\d{0,2}){2,10}(?![\p{L}\d])")]
    private static partial Regex Long();
}
