using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>When a voice may be heard, and when only music or noise. What is in doubt is a voice.</summary>
/// <remarks>
/// The net remembers a voice for a while after its end. It therefore hears the sound forwards and backwards, and a voice is where both say
/// so.
/// The limits lie between what was measured of voices (spoken, whispered, over music) and of everything else: docs/lip-sync.md.
/// </remarks>
internal static class VoiceActivity
{
    /// <summary>From here on (of the two answers' geometric mean) it may be a voice.</summary>
    private const float Likely = 0.1f;

    /// <summary>The lesser of the two answers is above the first where a voice is certain, and mostly above the second where it is heard well.</summary>
    private const float Clear = 0.5f, HeardWell = 0.9f;

    private const float Audible = 0.2f;

    // In frames of the net.
    private const double Smooth = 1.4;
    private const int Around = 4, LongGap = 31;

    // In hops.
    private const int ShortestOther = 20;

    // What the loud parts are brought to before the net hears them, as AudioFeatures.Total.
    private const float Loud = 29;

    /// <summary>Per hop: false where something is heard that is no voice, and in the pauses of it.</summary>
    /// <param name="samples">16 kHz mono.</param>
    /// <param name="total">Per hop, <see cref="AudioFeatures.Total"/>.</param>
    /// <param name="envelope">Per hop, <see cref="AudioFeatures.Envelope"/>.</param>
    /// <param name="cancel">Looked at about once a second of sound.</param>
    public static bool[] Of(ReadOnlySpan<float> samples, ReadOnlySpan<float> total, ReadOnlySpan<float> envelope, CancellationToken cancel)
    {
        var likely = Signal.GaussianSmooth(Likelihood(Levelled(samples, Signal.Quantile(total, 0.95)), cancel), Smooth);
        var voice = new bool[total.Length];
        for (var hop = 0; hop < voice.Length && likely.Length > 0; hop++)
        {
            var frame = Math.Min(likely.Length - 1, hop * AudioFeatures.HopLength / VoiceNet.FrameLength);
            voice[hop] = likely.AsSpan(Math.Max(0, frame - Around)..Math.Min(likely.Length, frame + Around + 1))
                .ContainsAnyInRange(Likely, 1);
        }

        KeepShort(voice, Signal.GaussianSmooth(envelope, 2.5));
        return voice;
    }

    private static float[] Likelihood(float[] samples, CancellationToken cancel)
    {
        var after = VoiceNet.Shared.Run(samples, cancel);
        Array.Reverse(samples);
        var before = VoiceNet.Shared.Run(samples, cancel);
        Array.Reverse(before);
        float[] likely = [.. after.Zip(before, (one, other) => MathF.Sqrt(one * other))];
        DiscountMemory(likely, [.. after.Zip(before, Math.Min)]);
        return likely;
    }

    /// <summary>
    /// A net that heard a voice well still expects it in the music before, behind and in long gaps of it: there the answers count half.
    /// Voices that are heard less well (whispered, in loud music) are weak at their ends, too, and stay as they are.
    /// </summary>
    private static void DiscountMemory(float[] likely, float[] lesser)
    {
        var (first, last) = (Array.FindIndex(lesser, answer => answer > Clear), Array.FindLastIndex(lesser, answer => answer > Clear));
        if (first < 0 || Signal.Quantile(lesser.AsSpan(first..(last + 1)), 0.5) < HeardWell)
        {
            return;
        }

        for (int from = 0, to; from < likely.Length; from = to + 1)
        {
            to = Array.FindIndex(lesser, from, answer => answer > Clear);
            to = to < 0 ? likely.Length : to;
            if (from == 0 || to == likely.Length || to - from >= LongGap)
            {
                foreach (ref var answer in likely.AsSpan(from..to))
                {
                    answer /= 2;
                }
            }
        }
    }

    /// <summary>A whole number of frames, so that they lie alike in both directions.</summary>
    private static float[] Levelled(ReadOnlySpan<float> samples, float loud)
    {
        var gain = MathF.Pow(10, (Loud - Math.Max(AudioFeatures.Inaudible, loud)) / 20);
        var frames = (samples.Length + VoiceNet.FrameLength - 1) / VoiceNet.FrameLength;
        var levelled = new float[frames * VoiceNet.FrameLength];
        for (var i = 0; i < samples.Length; i++)
        {
            levelled[i] = float.IsFinite(samples[i]) ? Math.Clamp(gain * samples[i], -1, 1) : 0;
        }

        return levelled;
    }

    /// <summary>What is that short is in doubt.</summary>
    private static void KeepShort(Span<bool> voice, ReadOnlySpan<float> envelope)
    {
        for (var from = 0; from < voice.Length;)
        {
            var length = voice[from..].IndexOf(!voice[from]);
            var to = length < 0 ? voice.Length : from + length;
            if (!voice[from])
            {
                var audible = 0;
                foreach (var level in envelope[from..to])
                {
                    audible += level > Audible ? 1 : 0;
                }

                voice[from..to].Fill(audible < ShortestOther);
            }

            from = to;
        }
    }
}
