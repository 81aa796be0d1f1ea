using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Selection;

/// <summary>Where something is held before the mouth, the base is shown as it is rather than a mouth painted on a hand.</summary>
public static class Cover
{
    // What covers the mouth comes into its neighbourhood a little earlier and leaves it a little later.
    private const int Margin = 2, Fade = 3;

    /// <summary>How much of the lent mouth shows per output frame, 0…1.</summary>
    /// <param name="track">The faces.</param>
    /// <param name="baseFrames">The base frame shown at each time.</param>
    public static float[] Strengths(PosedTrack track, ReadOnlySpan<int> baseFrames)
    {
        ArgumentNullException.ThrowIfNull(track);
        var strengths = new float[baseFrames.Length];
        Array.Fill(strengths, 1);
        for (var t = 0; t < strengths.Length; t++)
        {
            if (track.FaceAt(baseFrames[t]).IsCovered)
            {
                for (var at = Math.Max(0, t - Margin - Fade); at <= Math.Min(strengths.Length - 1, t + Margin + Fade); at++)
                {
                    strengths[at] = MathF.Min(strengths[at], Signal.SmoothStep((Math.Abs(at - t) - Margin) / (Fade + 1f)));
                }
            }
        }

        return strengths;
    }
}
