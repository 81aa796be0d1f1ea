using IntelliAvatar.Server.Speech.Text.Reading;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>One sentence of a text.</summary>
/// <param name="Text">As a caption shows it.</param>
/// <param name="Spoken">In words, as it is said.</param>
internal sealed record SpokenSentence(string Text, string Spoken);

/// <summary>A text, sentence by sentence, as it is said and shown: what speech and captions are both made of.</summary>
/// <param name="LeftOut">What is not said.</param>
internal sealed record TextNormalizer(IReadOnlyList<SpokenSentence> Sentences, IReadOnlyList<LeftOut> LeftOut)
{
    public static TextNormalizer Of(PlainText plain, string language)
    {
        List<LeftOut> leftOut = [.. plain.LeftOut];
        var sentences = Text.Sentences.Of(plain.Text).Select(text => new SpokenSentence(text, SentenceReader.Read(text, language, leftOut))).ToList();
        return new([.. sentences.Where(sentence => PlainText.IsSpeakable(sentence.Spoken))], [.. leftOut.Distinct()]);
    }

    /// <summary>What is not said, in one sentence; null: all of it is.</summary>
    public static string? Tell(IReadOnlyList<LeftOut> leftOut)
    {
        const int most = 10;
        return leftOut.Count == 0 ? null
            : $"The voice does not say: {string.Join(", ", leftOut.Take(most).Select(left => left.Piece))}{(leftOut.Count > most ? $" and {leftOut.Count - most} more" : "")}.";
    }
}
