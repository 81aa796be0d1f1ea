using System.Numerics;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Compositing;

/// <summary>
/// The inside of a mouth that the base never shows open (a still picture, say): a dark cavity, a row of upper teeth, a hint of a tongue,
/// in the light and the colours of the person.
/// A fallback only: a mouth that is seen open has its own teeth.
/// </summary>
public readonly record struct PaintedInterior(float Weight, float Y, float U, float V)
{
    /// <summary>The value of plane 0 = Y, 1 = U, 2 = V.</summary>
    public float Of(int plane) => plane switch { 0 => Y, 1 => U, _ => V };

    /// <summary>What shows where <paramref name="value"/> was.</summary>
    public float Over(float value, int plane) => Weight == 0 ? value : float.Lerp(value, Of(plane), Weight);

    /// <param name="wanted">The mouth of the finished frame.</param>
    /// <param name="own">How far the lent mouth itself is open, canonical pixels.</param>
    /// <param name="colours">Of the lent face.</param>
    /// <param name="span">Eye span, canonical pixels.</param>
    /// <param name="x">Canonical place in the finished frame.</param>
    /// <param name="y">Canonical place in the finished frame.</param>
    public static PaintedInterior At(WantedMouth wanted, float own, in MouthColours colours, float span, float x, float y)
    {
        var gap = wanted.Gap;
        var need = gap < 0.03f * span ? 0 : Math.Clamp((gap - (1.6f * own) - (0.015f * span)) / (0.03f * span), 0, 1);
        if (need == 0 || x <= wanted.Left || x >= wanted.Right)
        {
            return default;
        }

        var lips = wanted.Lips.At(x);
        var (top, bottom) = (lips.UpperInner, lips.UpperInner + lips.Gap);
        var soft = 0.011f * span;
        var inside = Signal.SmoothStep(((y - top) / soft) + 0.5f) * Signal.SmoothStep(((bottom - y) / soft) + 0.5f);
        if (inside == 0)
        {
            return default;
        }

        // A dental arch: the row recedes into the dark towards the corners, its edge is uneven and lies in the shadow of the upper lip.
        var u = (x - wanted.MidX) / (0.46f * (wanted.Right - wanted.Left));
        var (depth, share) = ((y - top) / span, (y - top) / MathF.Max(1e-3f, bottom - top));
        var edge = 0.058f - (0.022f * u * u) - (0.004f * MathF.Abs(MathF.Sin(8 * u)));
        var teeth = Signal.SmoothStep((edge - depth) / 0.022f) * Signal.SmoothStep((1 - (1.15f * MathF.Abs(u))) / 0.5f)
            * Math.Clamp(((gap / span) - 0.045f) / 0.06f, 0, 1);
        var lit = (0.62f + (0.38f * Signal.SmoothStep(depth / 0.03f))) * (1 - (0.45f * u * u));
        var tongue = 0.55f * Signal.SmoothStep((share - 0.55f) / 0.4f) * Signal.SmoothStep((1 - (1.2f * MathF.Abs(u))) / 0.5f);
        var dark = new Vector3(16 + (0.09f * (colours.SkinY - 16)), Towards(colours.LipU, 0.35f), Towards(colours.LipV, 0.35f));
        var flesh = new Vector3(16 + (0.5f * (colours.LipY - 16)), Towards(colours.LipU, 0.8f), Towards(colours.LipV, 0.8f));
        var enamel = new Vector3(16 + (0.92f * lit * (colours.SkinY - 16)), Towards(colours.LipU, 0.3f), Towards(colours.LipV, 0.2f));
        var colour = Vector3.Lerp(Vector3.Lerp(dark, flesh, tongue), enamel, teeth);
        return new PaintedInterior(need * inside, colour.X, colour.Y, colour.Z);

        static float Towards(float chroma, float share) => 128 + (share * (chroma - 128));
    }
}
