using IntelliAvatar.LipSync.Articulation;
using MouthNetTrainer.Speech;

namespace MouthNetTrainer.Tests;

/// <summary>Speech that any net can learn: a buzz is an open mouth, a soft hum a shut one.</summary>
internal static class Babble
{
    public static Recording Of(int seed)
    {
        var random = new Random(seed);
        List<Phone> phones = [new(0, "")];
        var time = 0.2;
        for (var i = 0; i < 5; i++)
        {
            phones.Add(new(time, "a"));
            phones.Add(new(time += 0.15 + (0.1 * random.NextDouble()), "m"));
            time += 0.1;
        }

        phones.Add(new(time, ""));
        var samples = new float[(int)((time + 0.2) * AudioFeatures.SampleRate)];
        for (var i = 0; i < samples.Length; i++)
        {
            var t = (double)i / AudioFeatures.SampleRate;
            samples[i] = phones.Last(phone => phone.Start <= t).Symbol switch
            {
                "a" => (float)(0.2 * (Math.Sin(Math.Tau * 700 * t) + Math.Sin(Math.Tau * 1200 * t))),
                "m" => (float)(0.1 * Math.Sin(Math.Tau * 250 * t)),
                _ => 0,
            };
        }

        return new Recording(new Take("none", "none", "none", seed, "", 1, 1), samples, phones);
    }
}
