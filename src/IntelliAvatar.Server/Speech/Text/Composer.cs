using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>Canonical composition (Unicode Standard Annex 15), so that "e + ́" and "é" are one text to every engine.</summary>
/// <remarks>
/// <see cref="string.Normalize()"/> does nothing here: the program runs with invariant globalization, without ICU.
/// This composes marks in the order in which they are written; text that was decomposed by a standard tool has them in canonical order.
/// </remarks>
internal static class Composer
{
    private static readonly FrozenDictionary<(char Base, char Mark), char> Composed = Load();
    private static readonly FrozenDictionary<char, char> BaseOf = Composed.ToFrozenDictionary(pair => pair.Value, pair => pair.Key.Base);

    public static string Compose(string text)
    {
        var composed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (Apart(c) is var (letter, dot))
            {
                composed.Append(letter).Append(dot);
            }
            else if (composed.Length > 0 && Pair(composed[^1], c) is { } single)
            {
                composed[^1] = single;
            }
            else
            {
                composed.Append(c);
            }
        }

        return composed.ToString();
    }

    /// <summary>The letter without its marks: é → e. Anything else comes back as it is.</summary>
    public static char Bare(char letter)
    {
        while (BaseOf.TryGetValue(letter, out var barer))
        {
            letter = barer;
        }

        return letter;
    }

    /// <summary>
    /// Letters of India with a dot, which composed text has in two characters: ड़ of one character becomes ड and its dot.
    /// </summary>
    private static (char Letter, char Dot)? Apart(char c) => c switch
    {
        >= '\u0958' and <= '\u095F' => ("कखगजडढफय"[c - '\u0958'], '\u093C'),
        '\u09DC' => ('ড', '\u09BC'),
        '\u09DD' => ('ঢ', '\u09BC'),
        '\u09DF' => ('য', '\u09BC'),
        '\u0A33' => ('ਲ', '\u0A3C'),
        '\u0A36' => ('ਸ', '\u0A3C'),
        >= '\u0A59' and <= '\u0A5B' => ("ਖਗਜ"[c - '\u0A59'], '\u0A3C'),
        '\u0A5E' => ('ਫ', '\u0A3C'),
        '\u0B5C' => ('ଡ', '\u0B3C'),
        '\u0B5D' => ('ଢ', '\u0B3C'),
        _ => null,
    };

    private static char? Pair(char first, char second) =>
        Composed.TryGetValue((first, second), out var single) ? single : Hangul(first, second);

    /// <summary>Hangul syllables are computed (The Unicode Standard, section 3.12).</summary>
    private static char? Hangul(char first, char second)
    {
        const int syllables = 0xAC00, leads = 0x1100, vowels = 0x1161, tails = 0x11A7;
        if (first is >= (char)leads and < (char)(leads + 19) && second is >= (char)vowels and < (char)(vowels + 21))
        {
            return (char)(syllables + ((((first - leads) * 21) + second - vowels) * 28));
        }

        var closesOpenSyllable = first is >= (char)syllables and <= '힣' && (first - syllables) % 28 == 0 && second is > (char)tails and < (char)(tails + 28);
        return closesOpenSyllable ? (char)(first + second - tails) : null;
    }

    private static FrozenDictionary<(char, char), char> Load()
    {
        using var lines = new StreamReader(typeof(Composer).Assembly.GetManifestResourceStream("compositions.txt")!);
        var pairs = new Dictionary<(char, char), char>();
        while (lines.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                var codes = Array.ConvertAll(line.Split(' '), code => (char)int.Parse(code, NumberStyles.HexNumber));
                pairs[(codes[0], codes[1])] = codes[2];
            }
        }

        return pairs.ToFrozenDictionary();
    }
}
