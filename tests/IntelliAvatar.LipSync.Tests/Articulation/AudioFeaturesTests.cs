using System.Numerics;
using IntelliAvatar.LipSync.Articulation;

namespace IntelliAvatar.LipSync.Tests.Articulation;

public sealed class AudioFeaturesTests
{
    private static readonly float[] s_noise = Noise(4000);

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(512)]
    public void The_fast_transform_is_the_slow_one(int length)
    {
        var random = new Random(length);
        Complex[] values = [.. Enumerable.Range(0, length).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5))];
        var expected = Slow(values);
        new FourierTransform(length).Transform(values);
        Assert.All(expected.Zip(values), pair => Assert.Equal(0, Complex.Abs(pair.First - pair.Second), 1e-9));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(500)]
    public void A_length_that_is_no_power_of_two_is_refused(int length) => Assert.Throws<ArgumentOutOfRangeException>(() => new FourierTransform(length));

    [Fact]
    public void There_is_a_hop_every_ten_milliseconds_and_one_for_silence()
    {
        Assert.Equal(26, new AudioFeatures(s_noise).Count);
        Assert.Equal(1, new AudioFeatures([]).Count);
    }

    [Fact]
    public void Levels_and_bands_are_what_their_definitions_say()
    {
        var features = new AudioFeatures(s_noise);
        foreach (var hop in (int[])[0, 7, 25])
        {
            var power = PowerAround(160 * hop);
            Assert.Equal(Decibels(power.Where((_, bin) => bin * 31.25 >= 80).Sum()), features.Total[hop], 1e-3);
            Assert.Equal(Decibels(power.Where((_, bin) => bin * 31.25 is >= 250 and <= 3500).Sum()), features.Level[hop], 1e-3);
            for (var band = 0; band < AudioFeatures.Bands; band++)
            {
                Assert.Equal(Decibels(power.Select((p, bin) => p * Triangle(band, bin * 31.25)).Sum()), features.Mel[hop][band], 1e-3);
            }
        }
    }

    [Fact]
    public void The_envelope_tells_speech_from_silence_however_loud_the_recording()
    {
        float[] speech = [.. Tone(0.01f, 8000), .. new float[8000], .. Tone(0.01f, 8000)];
        var envelope = new AudioFeatures(speech).Envelope;
        Assert.InRange(envelope[25], 0.9f, 1.2f);
        Assert.Equal(0, envelope[75]);
    }

    [Fact]
    public void Samples_that_are_not_numbers_count_as_silence()
    {
        var broken = (float[])s_noise.Clone();
        broken[1000] = float.NaN;
        broken[2000] = float.PositiveInfinity;
        var features = new AudioFeatures(broken);
        Assert.All(features.Mel.SelectMany(hop => hop).Concat(features.Envelope), value => Assert.True(float.IsFinite(value)));
    }

    private static double[] PowerAround(int centre)
    {
        var window = new Complex[512];
        for (var i = 0; i < 400; i++)
        {
            var place = centre - 200 + i;
            window[i] = place >= 0 && place < s_noise.Length ? s_noise[place] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * i / 399))) : 0;
        }

        return [.. Slow(window).Take(257).Select(value => value.Magnitude * value.Magnitude)];
    }

    private static double Triangle(int band, double hertz)
    {
        var (left, top, right) = (Corner(band), Corner(band + 1), Corner(band + 2));
        return Math.Max(0, Math.Min((hertz - left) / (top - left), (right - hertz) / (right - top)));

        static double Corner(int i)
        {
            var (from, to) = (2595 * Math.Log10(1 + (80 / 700.0)), 2595 * Math.Log10(1 + (7600 / 700.0)));
            return 700 * (Math.Pow(10, (from + ((to - from) * i / 27)) / 2595) - 1);
        }
    }

    private static Complex[] Slow(Complex[] values) =>
        [.. Enumerable.Range(0, values.Length).Select(k => values.Select((x, n) => x * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / values.Length)).Aggregate(Complex.Add))];

    private static double Decibels(double power) => 10 * Math.Log10(power + 1e-9);

    private static float[] Tone(float loudness, int length) => [.. Enumerable.Range(0, length).Select(i => loudness * MathF.Sin(i * 0.3f))];

    private static float[] Noise(int length)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 0.6f) - 0.3f)];
    }
}
