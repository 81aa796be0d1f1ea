using IntelliAvatar.LipSync.Articulation;

namespace IntelliAvatar.LipSync.Tests.Articulation;

public sealed class VoiceNetTests
{
    /// <summary>What ONNX Runtime answers to the same sound with silero_vad_v6.onnx.</summary>
    private static readonly float[] s_reference =
    [
        0.41342f, 0.80380f, 0.72536f, 0.72111f, 0.66183f, 0.72935f, 0.91849f, 0.97826f, 0.99444f, 0.94364f,
        0.87590f, 0.60537f, 0.27493f, 0.13507f, 0.08654f, 0.06435f, 0.05347f, 0.13435f, 0.62859f, 0.86157f,
    ];

    [Fact]
    public void It_answers_as_the_network_that_its_weights_come_from()
    {
        float[] answers = VoiceNet.Shared.Run([.. Enumerable.Range(0, s_reference.Length * VoiceNet.FrameLength).Select(Vowels)]);
        Assert.All(s_reference.Zip(answers), pair => Assert.Equal(pair.First, pair.Second, 0.001));
        Assert.Equal(s_reference.Length, answers.Length);
    }

    [Theory]
    [InlineData("kit")]
    [InlineData("hats")]
    [InlineData("roll")]
    [InlineData("short beeps")]
    [InlineData("long beeps")]
    [InlineData("dial tones")]
    [InlineData("siren")]
    [InlineData("birds")]
    [InlineData("organ")]
    [InlineData("noise")]
    public void Drums_beeps_and_music_are_no_voice(string sound)
    {
        var random = new Random(1);
        var voice = new AudioFeatures([.. Enumerable.Range(0, 4 * 16_000).Select(i => (float)Other(sound, i / 16_000.0, random))]).Voice;
        Assert.DoesNotContain(true, voice[10..^10]);
    }

    private static double Other(string sound, double t, Random random)
    {
        var (beat, noise) = (t % 0.25, (2 * random.NextDouble()) - 1);
        return sound switch
        {
            "kit" => ((int)(t * 4) % 2 == 0 ? 0.5 * Math.Exp(-9 * beat) * Tone(45 + (60 * Math.Exp(-25 * beat)), beat)
                : 0.3 * Math.Exp(-18 * beat) * noise)
                + (0.1 * Math.Exp(-60 * (t % 0.125)) * noise),
            "hats" => 0.3 * Math.Exp(-60 * (t % 0.15)) * noise,
            "roll" => 0.3 * Math.Exp(-20 * (t % 0.06)) * noise,
            "short beeps" => t % 0.2 < 0.1 ? 0.2 * Tone(2000, t) : 0,
            "long beeps" => t % 1 < 0.4 ? 0.2 * Tone(880, t) : 0,
            "dial tones" => t % 0.2 < 0.1 ? 0.1 * (Tone(697 + (80 * ((int)(t * 5) % 4)), t) + Tone(1209 + (130 * ((int)(t * 5) % 3)), t)) : 0,
            "siren" => 0.2 * Math.Sin(Math.Tau * ((900 * t) - (300 / Math.Tau / 0.5 * Math.Cos(Math.Tau * 0.5 * t)))),
            "birds" => t % 0.5 < 0.12 ? 0.2 * Math.Sin(Math.Tau * ((3000 * beat) + (6000 * beat * beat))) : 0,
            "organ" => 0.1 * (Tone(220, t) + Tone(277, t) + Tone(330, t) + (0.5 * Tone(440, t))),
            _ => 0.1 * noise,
        };
    }

    private static double Tone(double hertz, double t) => Math.Sin(Math.Tau * hertz * t);

    /// <summary>Gliding vowels that come and go.</summary>
    private static float Vowels(int i)
    {
        var t = i / 16_000.0;
        var (pitch, formant) = (120 + (30 * Math.Sin(9 * t)), 500 + (250 * Math.Sin(14 * t)));
        var sum = Enumerable.Range(1, 25).Sum(k => Math.Sin(Math.Tau * k * ((120 * t) - (30 / 9.0 * Math.Cos(9 * t))))
            * ((1 / (1 + Math.Pow(((pitch * k) - formant) / 90, 2))) + (0.5 / (1 + Math.Pow(((pitch * k) - 1700) / 120, 2)))));
        return (float)(0.15 * sum * Math.Max(0, Math.Sin(11 * t)));
    }
}
