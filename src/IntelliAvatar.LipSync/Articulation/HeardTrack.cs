using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>What the net heard as a curve of mouth opening.</summary>
internal static class HeardTrack
{
    /// <summary>Louder than this is speech (<see cref="AudioFeatures.Envelope"/>).</summary>
    public const float Speaking = 0.25f;

    private const int FewestSpeakingHops = 12;

    // The usual opening of the net in speech: 7th and 92nd percentile.
    private const float UsualNarrow = 0.12f, UsualWide = 0.75f;
    private const float UsualSeconds = 0.5f;

    // Only part of the way down, or s, t and d would shut the lips that p, b and m must.
    private const float NarrowShare = 0.8f;
    private const float MostOpen = 1.15f;

    /// <summary>From here on the lips are shut beyond doubt.</summary>
    public const float Surely = 0.33f;

    private const float SurelyNot = 0.18f;
    private const float ClosureSigma = 3;

    /// <summary>How far the mouth is open (0…1.15) at every hundredth of a second.</summary>
    /// <param name="audio">The speech.</param>
    /// <param name="open">What the net says of the opening, per hop.</param>
    /// <param name="closed">What it says of the lips being shut.</param>
    public static float[] Opening(AudioFeatures audio, ReadOnlySpan<float> open, ReadOnlySpan<float> closed)
    {
        var smooth = Signal.GaussianSmooth(open, 2);
        var envelope = Signal.GaussianSmooth(audio.VoiceEnvelope(), 2.5);
        float[] speech = [.. smooth.Where((_, hop) => envelope[hop] > Speaking)];
        if (speech.Length < FewestSpeakingHops)
        {
            return new float[open.Length];
        }

        var narrow = NarrowShare * Range(speech, 0.07, UsualNarrow);
        var wide = Range(speech, 0.92, UsualWide);
        var audible = Signal.GaussianSmooth(Array.ConvertAll(envelope, level => Math.Clamp((level - 0.08f) / 0.15f, 0, 1)), 2.4);
        float[] stretched = [.. smooth.Select((value, hop) => Math.Clamp((value - narrow) / (wide - narrow), 0, MostOpen) * audible[hop])];
        var track = Signal.GaussianSmooth(stretched, 2.5);
        Shut(track, Signal.GaussianSmooth(closed, 0.8));
        return track;
    }

    /// <summary>A quantile of this speech; of a short one partly the usual one, since a single vowel has no range of its own.</summary>
    private static float Range(ReadOnlySpan<float> speech, double quantile, float usual)
    {
        var seconds = (float)speech.Length / AudioFeatures.HopsPerSecond;
        return ((seconds * Signal.Quantile(speech, quantile)) + (UsualSeconds * usual)) / (seconds + UsualSeconds);
    }

    /// <summary>Brings the curve to the ground at every peak of <paramref name="closed"/>, as exact phones would, or part of the way where the net is in doubt.</summary>
    private static void Shut(float[] track, float[] closed)
    {
        for (var hop = 0; hop < track.Length; hop++)
        {
            var before = hop > 0 ? closed[hop - 1] : 0;
            var after = hop + 1 < closed.Length ? closed[hop + 1] : 0;
            if (closed[hop] > SurelyNot && closed[hop] >= before && closed[hop] > after)
            {
                PhoneTrack.Shut(track, hop, ClosureSigma, Signal.SmoothStep((closed[hop] - SurelyNot) / (Surely - SurelyNot)));
            }
        }
    }
}
