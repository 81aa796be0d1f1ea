using System.Numerics;
using PresenterStudio.Geometry;

namespace PresenterStudio.Light;

/// <summary>A fine gold chain with a small round pendant, painted on the neck.</summary>
internal static class Necklace
{
    /// <summary>How much of it covers a place of the body, 0…1.</summary>
    public static float Cover(Vector3 body)
    {
        var slope = 0.30f * body.X;
        var chain = MathF.Abs(body.Y + 18.3f - 0.15f * body.X * body.X) / MathF.Sqrt(1 + slope * slope);
        var pendant = new Vector2(body.X, body.Y + 18.55f).Length() - 0.22f;
        return body.Z < -1 ? 0 : Curve.Step(0.09f, 0.03f, MathF.Min(chain, pendant));
    }

    public static Vector3 Shade(Surface at) =>
        Colour.Srgb(214, 164, 84) * (0.55f * at.Dull() + new Vector3(0.5f * at.Gloss(Studio.Key, 20) * at.KeySeen));
}
