using IntelliAvatar.LipSync.Articulation;

namespace IntelliAvatar.Server.Speech.Audio;

/// <summary>Makes chunks of different engines join without a click or a gap: silence trimmed, rumble cut, both ends faded.</summary>
internal static class ChunkTrimmer
{
    private const double SilenceLevel = 0.00316; // −50 dBFS
    private const double WindowSeconds = 0.005, KeptBefore = 0.03, KeptAfter = 0.06, FadeSeconds = 0.008, LowestHertz = 60;

    /// <returns>A new wave and its phones, which begin at 0 s; null when the whole chunk is silent.</returns>
    public static (Wave Wave, IReadOnlyList<Phone>? Phones)? Apply(Wave raw, IReadOnlyList<Phone>? phones)
    {
        if (Audible(raw) is not { } audible)
        {
            return null;
        }

        var (from, to) = phones is null ? audible : Including(audible, phones);
        var first = Math.Clamp((int)(from * raw.Rate), 0, raw.Samples.Length - 1);
        var end = Math.Clamp((int)(to * raw.Rate), first + 1, raw.Samples.Length);
        var samples = raw.Samples[first..end];
        Biquad.HighPass(LowestHertz, raw.Rate).Apply(samples);
        Fade(samples, raw.Rate);
        var wave = new Wave(samples, raw.Rate);
        return (wave, phones is null ? null : Shift(phones, -(double)first / raw.Rate, wave.Seconds));
    }

    private static (double From, double To)? Audible(Wave raw)
    {
        var window = Math.Max(1, (int)(raw.Rate * WindowSeconds));
        int? first = null, last = null;
        for (var at = 0; at < raw.Samples.Length; at += window)
        {
            double energy = 0;
            var samples = raw.Samples.AsSpan(at, Math.Min(window, raw.Samples.Length - at));
            foreach (var sample in samples)
            {
                energy += sample * sample;
            }

            if (energy / samples.Length > SilenceLevel * SilenceLevel)
            {
                first ??= at;
                last = at + window;
            }
        }

        return last is null ? null : (((double)first! / raw.Rate) - KeptBefore, ((double)last / raw.Rate) + KeptAfter);
    }

    /// <summary>A voiceless closure is silent but belongs to its sound.</summary>
    private static (double From, double To) Including((double From, double To) audible, IReadOnlyList<Phone> phones)
    {
        for (var i = 0; i < phones.Count - 1; i++)
        {
            if (phones[i].Symbol.Length > 0)
            {
                audible = (Math.Min(audible.From, phones[i].Start), Math.Max(audible.To, phones[i + 1].Start));
            }
        }

        return audible;
    }

    private static Phone[] Shift(IReadOnlyList<Phone> phones, double by, double end) =>
        [.. phones.Select(phone => phone with { Start = Math.Clamp(phone.Start + by, 0, end) })];

    private static void Fade(Span<float> samples, int rate)
    {
        var length = Math.Min((int)(rate * FadeSeconds), samples.Length / 2);
        for (var i = 0; i < length; i++)
        {
            var gain = 0.5f - (0.5f * MathF.Cos(MathF.PI * i / length));
            samples[i] *= gain;
            samples[^(i + 1)] *= gain;
        }
    }
}
