using System.Globalization;
using IntelliAvatar.Server.Speech.Captions;
using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

internal static class SpokenLine
{
    /// <summary>What a line is said as, its sentences parted by "|", and that captions show it all within their limits.</summary>
    public static void Check(string language, string text, string spoken)
    {
        var sentences = TextNormalizer.Of(PlainText.Of(text), language).Sentences;
        Assert.Equal(spoken, string.Join(" | ", sentences.Select(sentence => sentence.Spoken)));

        var captions = CaptionTrack.Of(text, TimeSpan.FromSeconds(1 + (spoken.Length / 14.0)), phones: null, language);
        Assert.Equal(string.Join(' ', sentences.Select(sentence => sentence.Text)), string.Join(' ', captions.Select(caption => caption.Text)));
        Assert.All(captions, caption => Assert.False(Abbreviations.IsAlone(caption.Text), caption.Text));
        Assert.All(captions, caption => Assert.InRange((caption.To - caption.From).TotalSeconds, 0, 7.001));
        Assert.All(captions.Select(caption => CaptionLines.Wrap(caption.Text).Split('\n')), lines =>
        {
            Assert.InRange(lines.Length, 1, 2);
            Assert.All(lines, line => Assert.InRange(new StringInfo(line).LengthInTextElements, 1, 42));
        });
    }
}
