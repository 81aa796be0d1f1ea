using IntelliAvatar.Server.Speech.Text.Reading;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>Cuts a plain text into its sentences. Not in an address, a number, an abbreviation or initials.</summary>
internal static class Sentences
{
    private const string Ends = "।॥.!?…۔؟。！？؛\n";
    private const string Closers = "\"'”’»)]}";

    public static IReadOnlyList<string> Of(string plain) => [.. Cut(plain).Select(sentence => sentence.Trim()).Where(PlainText.IsSpeakable)];

    private static IEnumerable<string> Cut(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (i == 0 || char.IsWhiteSpace(text[i - 1]) || text[i - 1] is '(' or '"' or ':')
            {
                i = Math.Max(i, Math.Min(AddressRule.EndOf(text, i), text.Length - 1));
            }

            if (!Ends.Contains(text[i]) || !IsEnd(text, start, i))
            {
                continue;
            }

            while (i + 1 < text.Length && (Ends.Contains(text[i + 1]) || Closers.Contains(text[i + 1])))
            {
                i++;
            }

            yield return text[start..(i + 1)];
            start = i + 1;
        }

        yield return text[start..];
    }

    private static bool IsEnd(string text, int start, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        return text[at] switch
        {
            '.' => IsFullStop(text, start, at, next),
            // "Yahoo! is" goes on, and so does "Stop!" he said.
            '!' or '?' => !char.IsAsciiDigit(next) && next != '=' && !(char.IsAsciiLetter(next) && IsInPassword(text, at))
                && text.AsSpan(at + 1).TrimStart("!?\"'”’)»").TrimStart(' ') is not [(>= 'a' and <= 'z') or '=', ..],
            '…' => text.AsSpan(at + 1).TrimStart("….\"'”’»)").TrimStart(' ') is not [>= 'a' and <= 'z', ..],
            _ => true,
        };
    }

    /// <summary>Not the point of 2.5, of "A. P. J.", of "Dr." or of example.org.</summary>
    private static bool IsFullStop(string text, int start, int at, char next)
    {
        if (char.IsLetterOrDigit(next))
        {
            // A blank was forgotten: "home.Then".
            return at >= 2 && char.IsAsciiLetterLower(text[at - 1]) && char.IsAsciiLetterLower(text[at - 2])
                && char.IsAsciiLetterUpper(next) && at + 2 < text.Length && char.IsAsciiLetterLower(text[at + 2])
                    && !Abbreviations.IsLeading(LastWord(text, at));
        }

        // "Well... yes" goes on, and so does "Stop." he said.
        var rest = text.AsSpan(at + 1).TrimStart(".\"'”’»)");
        if (rest.Length < text.Length - at - 1 && rest.TrimStart(' ') is [(>= 'a' and <= 'z') or ',' or ';' or ':', ..])
        {
            return false;
        }

        // p.a.*; the mark of a footnote is passed over.
        next = next is '*' or '†' && at + 2 < text.Length ? text[at + 2] : next;
        if (next is ',' or ';' or ':' or '-' or '–' or '/' || Abbreviations.HasPoint(text, start, at))
        {
            return false;
        }

        // The number of a list: "1. Open it."
        var first = text.AsSpan(start, at - start).TrimStart();
        return !(first.Length is > 0 and <= 3 && first.ContainsAnyExceptInRange('0', '9') is false && at + 1 < text.Length && next == ' ');
    }

    /// <summary>"xY!9kL": letters and digits before it, and no blank behind.</summary>
    private static bool IsInPassword(string text, int at) => text[(text.AsSpan(0, at).LastIndexOfAny(" \n") + 1)..at] is { Length: > 0 } word
        && word.Any(char.IsAsciiDigit) && word.Any(char.IsAsciiLetter);

    private static string LastWord(string text, int end)
    {
        var start = end;
        while (start > 0 && Sentence.IsWord(text[start - 1]))
        {
            start--;
        }

        return text[start..end];
    }
}
