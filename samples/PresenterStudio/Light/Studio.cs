using System.Numerics;
using PresenterStudio.Figure;
using PresenterStudio.Geometry;

namespace PresenterStudio.Light;

/// <summary>Lamps: a large warm key from the upper left, a dim cool fill, and two rims from behind.</summary>
internal static class Studio
{
    public static readonly Vector3 Key = Vector3.Normalize(new(-0.55f, 0.52f, 0.85f));
    public static readonly Vector3 Fill = Vector3.Normalize(new(0.8f, 0.05f, 0.7f));
    public static readonly Vector3 RimRight = Vector3.Normalize(new(0.85f, 0.45f, -0.45f));
    public static readonly Vector3 RimLeft = Vector3.Normalize(new(-0.9f, 0.3f, -0.55f));

    public static readonly Vector3 KeyColour = new Vector3(1.00f, 0.95f, 0.89f) * 1.85f;
    public static readonly Vector3 FillColour = new Vector3(0.80f, 0.90f, 1.00f) * 0.42f;
    public static readonly Vector3 RimRightColour = new Vector3(1.00f, 0.86f, 0.68f) * 1.6f;
    public static readonly Vector3 RimLeftColour = new Vector3(0.70f, 0.85f, 1.00f) * 0.9f;

    // Distances beyond 1.5 may be cut short by the bounds that save time; a shadow must not feel them.
    private const float WidestPenumbra = 1.3f;

    /// <summary>Light from the room itself, by the direction a surface faces.</summary>
    public static Vector3 Room(Vector3 n) =>
        Vector3.Lerp(new(0.20f, 0.16f, 0.14f), new(0.40f, 0.42f, 0.46f), 0.5f + 0.5f * n.Y);

    /// <summary>0 in the dark … 1 in the open, for a large lamp.</summary>
    public static float Shadow(Presenter scene, Vector3 p, Vector3 towards)
    {
        var seen = 1f;
        var t = 0.3f;
        for (var step = 0; step < 20 && t < 12; step++)
        {
            var d = scene.Distance(p + towards * t);
            seen = MathF.Min(seen, 0.5f + 0.5f * d / MathF.Min(0.28f * t, WidestPenumbra));
            if (seen <= 0)
            {
                return 0;
            }

            t += Math.Clamp(d * 0.8f, 0.2f, 1.2f);
        }

        return seen * seen * (3 - 2 * seen);
    }

    /// <summary>How much of the room a point sees: 0 in a crease … 1.</summary>
    public static float Openness(Presenter scene, Vector3 p, Vector3 n)
    {
        float hidden = 0, weight = 1;
        foreach (var reach in (ReadOnlySpan<float>)[0.15f, 0.45f, 0.9f, 1.4f])
        {
            hidden += weight * MathF.Max(0, reach - scene.Distance(p + n * reach)) / reach;
            weight *= 0.72f;
        }

        return Curve.Saturate(1 - 0.42f * hidden);
    }
}
