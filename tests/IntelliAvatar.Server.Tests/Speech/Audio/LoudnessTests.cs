using IntelliAvatar.Server.Speech.Audio;

namespace IntelliAvatar.Server.Tests.Speech.Audio;

public sealed class LoudnessTests
{
    [Theory]
    [InlineData(48000)]
    [InlineData(22050)]
    [InlineData(16000)]
    public void A_tone_of_997_hertz_at_full_scale_has_minus_3_lufs(int rate) // ITU-R BS.1770-4, one channel
    {
        var meter = new LoudnessMeter(rate);
        meter.Add(Sounds.Tone(997, 5, rate, 1));
        Assert.Equal(-3.01, meter.Integrated()!.Value, 0.05);
    }

    [Fact]
    public void What_is_much_softer_than_the_rest_does_not_count() // the gate of −10 LU
    {
        var meter = new LoudnessMeter(16000);
        meter.Add(Sounds.Tone(997, 5, 16000, 0.1f));
        meter.Add(Sounds.Tone(997, 10, 16000, 0.005f));
        Assert.Equal(-23.0, meter.Integrated()!.Value, 0.3);
    }

    [Fact]
    public void Silence_has_no_loudness()
    {
        var meter = new LoudnessMeter(16000);
        meter.Add(new float[16000]);
        Assert.Null(meter.Integrated());
        Assert.Null(new LoudnessMeter(16000).Integrated());
    }

    [Fact]
    public void No_peak_passes_the_ceiling_and_what_is_soft_stays_as_it_is()
    {
        var limiter = new Limiter(16000);
        var random = new Random(3);
        var input = Enumerable.Range(0, 50_000).Select(i => (float)((random.NextDouble() - 0.5) * (i / 10_000 % 2 == 0 ? 0.5 : 12))).ToArray();
        var output = input.Select(limiter.Next).ToArray();
        Assert.True(output.Max(Math.Abs) <= 0.8415f);
        Assert.Equal(input[..9000], output[limiter.Delay..(limiter.Delay + 9000)]);
    }
}
