using System.Globalization;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>One piece of a text, spoken in one go.</summary>
/// <param name="Text">Has at least one letter or digit.</param>
/// <param name="EndsSentence">A sentence's pause follows, not a breath's.</param>
internal sealed record TextChunk(string Text, bool EndsSentence);

/// <summary>Cuts a text into chunks: after sentences; a sentence that is too long at commas, then between words, then between characters as people see them.</summary>
internal static class TextSplitter
{
    private const string SentenceEnds = "।॥.!?…۔؟。！？؛\n";
    private const string InnerEnds = ",;:،؛、，；：—–";
    private const string Closers = "\"'”’»)]}";

    public static IReadOnlyList<TextChunk> Split(string text, ChunkRules rules)
    {
        var chunks = new List<TextChunk>();
        foreach (var sentence in Sentences(text).Select(sentence => sentence.Trim()).Where(PlainText.IsSpeakable))
        {
            if (rules.JoinSentences && chunks is [.., { EndsSentence: true } last] && last.Text.Length + 1 + sentence.Length <= rules.MaxLength)
            {
                chunks[^1] = last with { Text = $"{last.Text} {sentence}" };
                continue;
            }

            var parts = Parts(sentence, rules.MaxLength).Where(PlainText.IsSpeakable).ToList();
            chunks.AddRange(parts.Select((part, i) => new TextChunk(part, EndsSentence: i == parts.Count - 1)));
        }

        return chunks;
    }

    private static IEnumerable<string> Sentences(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!SentenceEnds.Contains(text[i]) || (text[i] == '.' && !IsFullStop(text, i)))
            {
                continue;
            }

            while (i + 1 < text.Length && (SentenceEnds.Contains(text[i + 1]) || Closers.Contains(text[i + 1])))
            {
                i++;
            }

            yield return text[start..(i + 1)];
            start = i + 1;
        }

        yield return text[start..];
    }

    /// <summary>Not the point of 2.5, of "A. P. J." or of example.org.</summary>
    private static bool IsFullStop(string text, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        if (char.IsLetterOrDigit(next) || next == ',')
        {
            return false;
        }

        var word = at;
        while (word > 0 && !char.IsWhiteSpace(text[word - 1]) && text[word - 1] != '.')
        {
            word--;
        }

        var initial = at - word == 1 && char.IsUpper(text[word]) && at + 1 < text.Length;
        return !initial;
    }

    /// <summary>Pieces of at most <paramref name="most"/> UTF-16 units, cut at the best place that is not in the first half.</summary>
    private static IEnumerable<string> Parts(string sentence, int most)
    {
        while (sentence.Length > most)
        {
            var cut = LastPlace(sentence, most, IsInnerEnd) ?? LastPlace(sentence, most, (text, i) => text[i] == ' ') ?? LastCharacter(sentence, most);
            yield return sentence[..cut].Trim();
            sentence = sentence[cut..].Trim();
        }

        yield return sentence;
    }

    private static bool IsInnerEnd(string text, int at) =>
        InnerEnds.Contains(text[at]) && !(at > 0 && char.IsDigit(text[at - 1]) && at + 1 < text.Length && char.IsDigit(text[at + 1]));

    /// <summary>Where the part that ends with the last such character ends.</summary>
    private static int? LastPlace(string text, int most, Func<string, int, bool> isPlace)
    {
        for (var i = most - 1; i >= most / 3; i--)
        {
            if (isPlace(text, i))
            {
                return i + 1;
            }
        }

        return null;
    }

    private static int LastCharacter(string text, int most)
    {
        var cut = 0;
        while (cut < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text, cut);
            if (cut + length > most && cut > 0)
            {
                return cut;
            }

            cut += length;
        }

        return cut;
    }
}
