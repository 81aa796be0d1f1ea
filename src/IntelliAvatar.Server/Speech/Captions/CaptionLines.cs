using System.Globalization;

namespace IntelliAvatar.Server.Speech.Captions;

/// <summary>How words lie on a caption: two lines at most, each of at most 42 characters as people count them.</summary>
internal static class CaptionLines
{
    private const int Longest = 42;
    private const string ClauseEnds = ",;:،؛、，；：।.!?…—–";

    /// <summary>Two lines of about the same length, if one would be too long.</summary>
    public static string Wrap(string text)
    {
        if (Length(text) <= Longest)
        {
            return text;
        }

        var (best, unevenness) = (-1, int.MaxValue);
        for (var i = text.IndexOf(' ', StringComparison.Ordinal); i > 0; i = text.IndexOf(' ', i + 1))
        {
            var (first, second) = (Length(text[..i]), Length(text[(i + 1)..]));
            if (Math.Max(first, second) <= Longest && Math.Abs(first - second) < unevenness)
            {
                (best, unevenness) = (i, Math.Abs(first - second));
            }
        }

        if (best > 0)
        {
            return $"{text[..best]}\n{text[(best + 1)..]}";
        }

        // No blank will do: a script that puts none, or an address.
        var cut = Prefix(text, Longest);
        return $"{text[..cut].TrimEnd()}\n{text[cut..].TrimStart()}";
    }

    /// <summary>Pieces of a sentence that fit on one caption each, cut where a clause ends if that is not too early.</summary>
    public static IEnumerable<string> Cut(string sentence)
    {
        while (!Fits(sentence))
        {
            var cut = LastPlace(sentence);
            yield return sentence[..cut].Trim();
            sentence = sentence[cut..].Trim();
        }

        if (sentence.Length > 0)
        {
            yield return sentence;
        }
    }

    /// <summary>Two halves, cut between words; one when there is only one word.</summary>
    public static string[] Halve(string piece)
    {
        var middle = piece.Length / 2;
        var at = Enumerable.Range(0, piece.Length).Where(i => piece[i] == ' ').Select(i => (int?)i).MinBy(i => Math.Abs(i!.Value - middle));
        return at is { } blank ? [piece[..blank], piece[(blank + 1)..]] : [piece];
    }

    private static bool Fits(string text) => Length(text) <= (2 * Longest) + 1 && Wrap(text).Split('\n') is var lines && lines.Length <= 2 && Array.TrueForAll(lines, line => Length(line) <= Longest);

    private static int LastPlace(string text)
    {
        var (clause, word) = (0, 0);
        for (var i = 1; i < text.Length && i <= 12 * Longest; i++)
        {
            if (text[i] == ' ' && Length(text[..i]) > (2 * Longest) + 1)
            {
                break;
            }

            if (text[i] == ' ' && Fits(text[..i]))
            {
                word = i;
                clause = ClauseEnds.Contains(text[i - 1]) ? i : clause;
            }
        }

        return clause * 3 > word ? clause : word > 0 ? word : Prefix(text, 2 * Longest);
    }

    /// <summary>How many UTF-16 units so many characters have.</summary>
    private static int Prefix(string text, int characters)
    {
        var at = 0;
        for (; characters > 0 && at < text.Length; characters--)
        {
            at += StringInfo.GetNextTextElementLength(text, at);
        }

        return at;
    }

    private static int Length(string text)
    {
        var count = 0;
        for (var at = 0; at < text.Length; count++)
        {
            at += StringInfo.GetNextTextElementLength(text, at);
        }

        return count;
    }
}
