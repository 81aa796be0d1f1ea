using IntelliAvatar.LipSync.Audio;
using IntelliAvatar.LipSync.Tests.Support;

namespace IntelliAvatar.LipSync.Tests.Audio;

public sealed class MouthNetTests
{
    [Fact]
    public void Its_answers_are_those_of_its_formula()
    {
        var random = new Random(2);
        var audio = new AudioFeatures([.. Enumerable.Range(0, 8000).Select(i => (random.NextSingle() - 0.5f) * (i / 8000f))]);
        var (open, closed) = new MouthNet(Weights.MouthNet).Run(audio);
        Assert.Equal(audio.Count, open.Length);
        foreach (var hop in (int[])[0, 3, 30, 50])
        {
            var expected = Formula(audio, hop);
            Assert.Equal(expected[0], open[hop], 1e-4);
            Assert.Equal(expected[1], closed[hop], 1e-4);
        }
    }

    [Fact]
    public void A_file_of_another_length_is_refused() =>
        Assert.Contains("55692 bytes, not 55691", Assert.Throws<InvalidModelException>(() => new MouthNet(Weights.MouthNet.AsSpan(1))).Message);

    [Fact]
    public void Weights_that_are_not_numbers_are_refused()
    {
        var broken = (byte[])Weights.MouthNet.Clone();
        BitConverter.TryWriteBytes(broken.AsSpan(400), float.NaN);
        Assert.Throws<InvalidModelException>(() => new MouthNet(broken));
    }

    private static double[] Formula(AudioFeatures audio, int hop)
    {
        float W(int i) => BitConverter.ToSingle(Weights.MouthNet, 4 * i);
        var loud = Signal.Quantile(audio.Total, 0.95);
        double[] input = [.. from moment in Enumerable.Range(-5, 11)
                             from level in audio.Mel[Math.Clamp(hop + (3 * moment), 0, audio.Count - 1)]
                             select (2 * Math.Clamp((level - loud + 50) / 50, 0, 1.4)) - 1];
        double[] hidden = [.. Enumerable.Range(0, 48).Select(j => Math.Tanh(W((48 * 286) + j) + input.Select((x, i) => x * W((j * 286) + i)).Sum()))];
        const int Second = (48 * 286) + 48;
        return [.. Enumerable.Range(0, 3).Select(k => 1 / (1 + Math.Exp(-(W(Second + 144 + k) + hidden.Select((x, j) => x * W(Second + (48 * k) + j)).Sum()))))];
    }
}
