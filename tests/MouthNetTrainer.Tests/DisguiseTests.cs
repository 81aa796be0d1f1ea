using IntelliAvatar.LipSync.Articulation;
using MouthNetTrainer.Augmentation;

namespace MouthNetTrainer.Tests;

public sealed class DisguiseTests
{
    [Fact]
    public void A_disguised_recording_keeps_its_phones_where_they_sound()
    {
        var recording = Babble.Of(5);
        for (var seed = 0; seed < 20; seed++)
        {
            var (samples, phones) = Disguise.Of(recording, new Random(seed));
            var audio = new AudioFeatures(samples);

            Assert.All(samples, sample => Assert.True(float.IsFinite(sample)));
            Assert.Equal(phones.OrderBy(phone => phone.Start), phones);
            Assert.InRange(phones[^1].Start, 0, (double)samples.Length / AudioFeatures.SampleRate);
            Assert.True(Mean("a") > Mean("m") + 1, $"seed {seed}: the vowels are no louder than the hums");

            double Mean(string symbol) => phones.Index()
                .Where(phone => phone.Item.Symbol == symbol)
                .Average(phone => audio.Level[(int)((phone.Item.Start + phones[phone.Index + 1].Start) * 50)]);
        }
    }

    [Fact]
    public void The_same_chance_gives_the_same_disguise() =>
        Assert.Equal(Disguise.Of(Babble.Of(1), new Random(9)).Samples, Disguise.Of(Babble.Of(1), new Random(9)).Samples);

    [Fact]
    public void A_faster_tape_is_shorter_and_higher()
    {
        var faster = Resampling.Resample(Tone(1000, 16_000), 1.25);

        Assert.Equal(12_800, faster.Length);
        Assert.Equal(2500, Crossings(faster), 10.0);
    }

    [Fact]
    public void A_line_carries_nothing_above_its_band()
    {
        var limited = Telephone.LimitBand([.. Tone(1000, 16_000).Zip(Tone(6000, 16_000), (low, high) => low + high)], 3400, 16_000);

        Assert.Equal(16_000, limited.Length);
        Assert.Equal(0.5, Energy(limited[1000..15_000]), 0.02);
    }

    [Fact]
    public void Noise_is_as_loud_as_it_was_asked_to_be()
    {
        var tone = Tone(1000, 16_000);
        var noisy = (float[])tone.Clone();
        Noise.Add(noisy, 20, 0.5, new Random(1));

        Assert.Equal(0.5 * 0.01, Energy([.. noisy.Zip(tone, (with, without) => with - without)]), 1e-4);
    }

    private static float[] Tone(double hertz, int length) => [.. Enumerable.Range(0, length).Select(i => (float)Math.Sin(Math.Tau * hertz * i / 16_000))];

    private static double Energy(float[] samples) => samples.Average(sample => (double)sample * sample);

    // Zero crossings in a second of 16 kHz, were it that long.
    private static double Crossings(float[] samples) => 1.25 * samples.Zip(samples.Skip(1)).Count(pair => pair.First < 0 != pair.Second < 0);
}
