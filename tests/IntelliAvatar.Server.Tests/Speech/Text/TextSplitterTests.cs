using System.Globalization;
using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

public sealed class TextSplitterTests
{
    private static readonly ChunkRules Short = new(MaxLength: 220, JoinSentences: false, AtOnce: 2);

    [Theory]
    [InlineData("One. Two! Three?", "One.|Two!|Three?")]
    [InlineData("It is 2.5 lakh. Yes.", "It is 2.5 lakh.|Yes.")]
    [InlineData("A. P. J. Abdul Kalam spoke.", "A. P. J. Abdul Kalam spoke.")]
    [InlineData("See example.org for more.", "See example.org for more.")]
    [InlineData("He said \"Stop.\" Then he left.", "He said \"Stop.\"|Then he left.")]
    [InlineData("Wait... what?!", "Wait...|what?!")]
    [InlineData("नमस्ते। आप कैसे हैं? ठीक॥", "नमस्ते।|आप कैसे हैं?|ठीक॥")]
    [InlineData("آپ کیسے ہیں؟ شکریہ۔", "آپ کیسے ہیں؟|شکریہ۔")]
    [InlineData("line one\nline two", "line one|line two")]
    [InlineData("— … —", "")]
    public void Sentences_are_spoken_one_by_one(string text, string chunks) =>
        Assert.Equal(chunks, string.Join('|', Split(text).Select(chunk => chunk.Text)));

    [Fact]
    public void A_long_sentence_is_cut_at_a_comma_and_breathes_there()
    {
        var clause = new string('a', 150);
        Assert.Equal(
            [new TextChunk($"{clause},", false), new TextChunk($"{clause}.", true)],
            Split($"{clause}, {clause}."));
    }

    [Fact]
    public void Without_a_comma_it_is_cut_between_words()
    {
        var chunks = Split(string.Join(' ', Enumerable.Repeat("word", 100)));
        Assert.All(chunks, chunk => Assert.InRange(chunk.Text.Length, 1, 220));
        Assert.All(chunks.SelectMany(chunk => chunk.Text.Split(' ')), word => Assert.Equal("word", word));
    }

    [Fact]
    public void Without_a_space_it_is_cut_between_whole_characters()
    {
        var text = string.Concat(Enumerable.Repeat("क्षि👩‍🚀é", 100));
        var chunks = Split(text);
        Assert.Equal(text, string.Concat(chunks.Select(chunk => chunk.Text)));
        Assert.Equal(Elements(text), chunks.SelectMany(chunk => Elements(chunk.Text)));
    }

    [Fact]
    public void Dear_calls_carry_several_sentences()
    {
        var chunks = TextSplitter.Split(Sentences.Of(string.Concat(Enumerable.Repeat("This is one sentence. ", 100))), new ChunkRules(450, JoinSentences: true, 1));
        Assert.Equal(5, chunks.Count);
        Assert.All(chunks, chunk => Assert.True(chunk is { EndsSentence: true, Text.Length: <= 450 }));
    }

    [Fact]
    public void Nothing_is_lost_of_any_text()
    {
        var random = new Random(7);
        const string letters = "ab .,!?।क्\u093f\u0301\ud83d\ude00\n1;";
        for (var round = 0; round < 300; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 1200)).Select(_ => letters[random.Next(letters.Length)])]);
            var chunks = Split(text);
            Assert.All(chunks, chunk => Assert.True(chunk.Text.Length <= 220 || new StringInfo(chunk.Text).LengthInTextElements == 1));
            Assert.Equal(text.Where(char.IsLetterOrDigit), chunks.SelectMany(chunk => chunk.Text).Where(char.IsLetterOrDigit));
        }
    }

    private static IReadOnlyList<TextChunk> Split(string text) => TextSplitter.Split(Sentences.Of(text), Short);

    private static IEnumerable<string> Elements(string text)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            yield return elements.GetTextElement();
        }
    }
}
