using System.Globalization;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>One piece of a text, spoken in one go.</summary>
/// <param name="Text">Has at least one letter or digit.</param>
/// <param name="EndsSentence">A sentence's pause follows, not a breath's.</param>
internal sealed record TextChunk(string Text, bool EndsSentence);

/// <summary>Cuts sentences into chunks: one that is too long at commas, then between words, then between characters as people see them.</summary>
internal static class TextSplitter
{
    private const string InnerEnds = ",;:،؛、，；：—–";

    public static IReadOnlyList<TextChunk> Split(IEnumerable<string> sentences, ChunkRules rules)
    {
        var chunks = new List<TextChunk>();
        foreach (var sentence in sentences)
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
