using IntelliAvatar.LipSync.Audio;
using IntelliAvatar.LipSync.Mouth;

namespace IntelliAvatar.LipSync.Face;

/// <summary>
/// The inside of a mouth that the base never shows open (a still picture, say): a dark cavity, a row of upper teeth, a hint of a tongue.
/// A fallback only: a mouth that is seen open has its own teeth.
/// </summary>
public readonly record struct PaintedInterior(float Weight, float Y, float U, float V)
{
    /// <summary>The value of plane 0 = Y, 1 = U, 2 = V.</summary>
    public float Of(int plane) => plane switch { 0 => Y, 1 => U, _ => V };

    /// <summary>What shows where <paramref name="value"/> was.</summary>
    public float Over(float value, int plane) => Weight == 0 ? value : float.Lerp(value, Of(plane), Weight);

    /// <param name="warp">How the lent mouth is opened.</param>
    /// <param name="shape">The lent mouth.</param>
    /// <param name="gap">Wanted opening, canonical pixels.</param>
    /// <param name="span">Eye span, canonical pixels.</param>
    /// <param name="sourceX">Column of the source (<see cref="MouthWarp.SourceX"/>).</param>
    /// <param name="y">Height in the finished frame, canonical pixels.</param>
    public static PaintedInterior At(in MouthWarp warp, MouthShape shape, float gap, float span, float sourceX, float y)
    {
        var need = gap < 0.03f * span ? 0 : Math.Clamp((gap - (1.6f * shape.Gap) - (0.015f * span)) / (0.03f * span), 0, 1);
        if (need == 0 || !warp.TryOpen(sourceX, out var lips, out var change) || change <= 0)
        {
            return default;
        }

        var top = lips.UpperInner - (0.18f * change);
        var bottom = lips.UpperInner + lips.Gap + (0.82f * change);
        var soft = 0.011f * span;
        var inside = Signal.SmoothStep(((y - top) / soft) + 0.5f) * Signal.SmoothStep(((bottom - y) / soft) + 0.5f);
        if (inside == 0)
        {
            return default;
        }

        var u = (sourceX - shape.MidX) / (0.46f * shape.Width);
        var (depth, share) = ((y - top) / span, (y - top) / MathF.Max(1e-3f, bottom - top));
        var teeth = Signal.SmoothStep((0.062f - depth) / 0.02f) * Signal.SmoothStep(depth / 0.008f)
            * Signal.SmoothStep((1 - (1.25f * MathF.Abs(u))) / 0.35f) * Math.Clamp(((gap / span) - 0.05f) / 0.05f, 0, 1);
        var tongue = 0.6f * Signal.SmoothStep((share - 0.62f) / 0.3f) * Signal.SmoothStep((1 - (1.2f * MathF.Abs(u))) / 0.5f);
        return new PaintedInterior(
            need * inside,
            Y: 26 + (teeth * 109 * (1 - (0.25f * u * u))) + (34 * tongue),
            U: 127 - (2 * tongue) - (4 * teeth),
            V: 131 + (10 * tongue) + (1.5f * teeth));
    }
}
