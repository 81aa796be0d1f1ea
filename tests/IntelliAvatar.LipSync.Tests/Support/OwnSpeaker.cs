using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tests.Support;

/// <summary>Somebody who babbles, and opens the mouth otherwise than the net expects, in a way that is known.</summary>
public static class OwnSpeaker
{
    private static readonly Lazy<OwnOpening> s_way = new(() =>
    {
        var (random, inner) = (new Random(5), Weights.Models.MouthNet.RunInner(new AudioFeatures(Babble(10, seed: 0))).Inner);
        float[] weights = [.. inner.Select(_ => random.Next(2) == 0 ? 0.02f : -0.02f)];
        return new OwnOpening(weights, -inner.Select((channel, i) => weights[i] * channel.Average()).Sum());
    });

    /// <summary>Every channel of the net's last inner layer opens or shuts the mouth a little, nothing on the whole.</summary>
    public static OwnOpening Way => s_way.Value;

    /// <summary>Vowels, hisses and pauses of 60 to 240 ms in an order of chance.</summary>
    public static float[] Babble(double seconds, int seed)
    {
        var random = new Random(seed);
        var sound = new float[(int)(seconds * AudioFeatures.SampleRate)];
        for (var start = 0; start < sound.Length;)
        {
            var (end, kind) = (Math.Min(sound.Length, start + random.Next(1000, 4000)), random.Next(8));
            var (first, second, pitch) = (random.Next(250, 850), random.Next(900, 2400), random.Next(100, 180));
            for (var i = start; i < end; i++)
            {
                var edge = Math.Min(1, Math.Min(i - start, end - i) / 300.0);
                sound[i] = kind switch
                {
                    0 => 0,
                    1 => (float)(0.05 * edge * ((2 * random.NextDouble()) - 1)),
                    _ => (float)(0.05 * edge * Enumerable.Range(1, 30).Sum(k => Math.Sin(Math.Tau * pitch * k * i / AudioFeatures.SampleRate) * (Near(pitch * k, first) + (0.5 * Near(pitch * k, second))))),
                };
            }

            start = end;
        }

        return sound;

        static double Near(double hertz, double formant) => 1 / (1 + Math.Pow((hertz - formant) / 90, 2));
    }

    /// <summary>How far open the speaker's mouth is in every frame, 0…1.</summary>
    public static float[] Openings(float[] sound, FrameRate rate)
    {
        var (open, _, change) = Weights.Models.MouthNet.Run(new AudioFeatures(sound), Way);
        return Signal.ToFrames([.. open.Zip(change, (net, own) => Math.Clamp(net + own, 0, 1))], 20, rate.FramesPerSecond, rate.FramesFor(sound.Length));
    }
}
