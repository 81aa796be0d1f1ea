using System.Numerics;
using PresenterStudio.Geometry;

namespace PresenterStudio.Figure;

/// <summary>What an open mouth shows: two rows of teeth on a curved arch, and the tongue.</summary>
internal static class Teeth
{
    private static readonly float[] Edges = [0, 0.82f, 1.46f, 2.16f, 2.8f, 3.4f];

    /// <summary>The upper row; it belongs to the skull.</summary>
    public static float Upper(Vector3 p) => Row(p, gum: -5.4f, edge: Mouth.Height - 0.42f, front: 8.05f, scale: 1);

    /// <summary>The lower row; it comes down with the jaw.</summary>
    public static float Lower(Vector3 p, float drop) =>
        Row(p with { Y = p.Y + drop }, gum: Mouth.Height - 1.7f, edge: Mouth.Height - 0.12f, front: 7.75f, scale: 0.8f);

    public static float Tongue(Vector3 p, float drop)
    {
        var tip = p - new Vector3(0, Mouth.Height - 0.85f - drop * 0.55f, 5.6f);
        var groove = 0.12f * Curve.Bell(p.X, 0.3f);
        return Sdf.Ellipsoid(tip, new(1.75f, 0.75f, 1.9f)) + groove;
    }

    /// <summary>0 on a tooth … 1 in the narrow dark between two.</summary>
    public static float Between(Vector3 p, float scale)
    {
        var (distance, _) = NearestEdge(MathF.Abs(Along(p.X)) / scale);
        return Curve.Step(0.07f, 0.015f, distance);
    }

    private static float Row(Vector3 p, float gum, float edge, float front, float scale)
    {
        var along = MathF.Abs(Along(p.X)) / scale;
        var (toEdge, tooth) = NearestEdge(along);

        // Laterals are a touch shorter than their neighbours; corners are rounded.
        var upward = MathF.Sign(gum - edge);
        var length = edge + upward * (tooth == 1 ? 0.07f : 0) + upward * 0.10f * Curve.Step(0.2f, 0, toEdge) + upward * 0.05f * along * along * 0.3f;
        float middle = (gum + length) * 0.5f, half = MathF.Abs(gum - length) * 0.5f;

        var arch = new Vector2(p.X / (2.75f * scale), (p.Z - (front - 4.2f)) / 4.2f).Length();
        var face = (arch - 1) * 2.6f + 0.07f * Curve.Step(0.16f, 0, toEdge);
        var away = new Vector2(MathF.Max(face + 0.12f, 0), MathF.Max(MathF.Abs(p.Y - middle) - half + 0.12f, 0));
        var solid = MathF.Min(MathF.Max(face + 0.12f, MathF.Abs(p.Y - middle) - half + 0.12f), 0) + away.Length() - 0.12f;
        return MathF.Max(solid, front - 4.2f - p.Z);
    }

    /// <summary>Arc length along the row for a distance from the middle: teeth look narrower towards the sides.</summary>
    private static float Along(float x) => 2.75f * MathF.Asin(Math.Clamp(x / 2.75f, -1, 1));

    private static (float Distance, int Tooth) NearestEdge(float along)
    {
        var tooth = 0;
        while (tooth < Edges.Length - 2 && along > Edges[tooth + 1])
        {
            tooth++;
        }

        return (MathF.Min(MathF.Abs(along - Edges[tooth]), MathF.Abs(Edges[tooth + 1] - along)), tooth);
    }
}
