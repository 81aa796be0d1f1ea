using System.Numerics;
using PresenterStudio.Acting;
using PresenterStudio.Geometry;

namespace PresenterStudio.Figure;

/// <summary>Neck, chest, blouse and blazer, in body space (head space without the head's turning). What is worn is as far away as the chest, give or take.</summary>
internal sealed class Torso(Pose pose)
{
    /// <summary>The bare chest, shoulders and arms, which all else here is worn on.</summary>
    public float Chest(Vector3 p)
    {
        p.Y -= 0.22f * pose.Breath;
        var side = p with { X = MathF.Abs(p.X) };
        var trunk = Sdf.Ellipsoid(p - new Vector3(0, -31, -2.0f), new(15.2f, 15, 7.6f + 0.15f * pose.Breath));
        var shoulder = Sdf.Cone(side, new(4.6f, -17.4f, -3.4f), new(14.2f, -20.6f, -3.4f), 2.5f, 3.2f);
        var arm = Sdf.Cone(side, new(14.8f, -21.2f, -3.2f), new(17.2f, -36, -2.5f), 3.3f, 3.6f);
        return Sdf.Join(Sdf.Join(trunk, shoulder, 3.5f), arm, 1.5f);
    }

    public static float Neck(Vector3 p, float chest)
    {
        var side = p with { X = MathF.Sqrt(p.X * p.X + 0.35f) };
        var column = Sdf.Cone(p, new(0, -5, -2.2f), new(0, -17, -3.4f), 4.1f, 4.4f);
        var tendon = Sdf.Cone(side, new(5.2f, -5.5f, -2.5f), new(1.7f, -16.6f, 0.9f), 0.8f, 0.4f);
        var neck = Sdf.Join(column, tendon, 1.6f);
        return Sdf.Join(neck, chest, 2.5f);
    }

    public static float Blouse(Vector3 p, float chest)
    {
        var neckline = MathF.Max(-19.8f + 0.13f * p.X * p.X - p.Y, -2 - p.Z);
        return Sdf.Carve(chest - 0.28f, neckline, 0.2f);
    }

    public static float Blazer(Vector3 p, float chest)
    {
        var x = MathF.Abs(p.X);
        var edge = LapelEdge(p.Y);
        var coat = chest - 0.75f - Padding(x, p.Y);
        coat -= Lapel(x - edge, p.Y);
        var opening = MathF.Max((x - edge) * 0.93f, -2.5f - p.Z);
        var above = -13.6f - 0.06f * p.Z - p.Y;
        return Sdf.Carve(Sdf.Carve(coat, opening, 0.25f), above, 0.3f);
    }

    /// <summary>0 away from the lapel … 1 on it.</summary>
    public static float OnLapel(Vector3 p) => Lapel(MathF.Abs(p.X) - LapelEdge(p.Y), p.Y) / 0.32f;

    private static float LapelEdge(float y) => 0.6f + 0.40f * MathF.Max(0, y + 34.5f) - 0.10f * MathF.Max(0, y + 20) * MathF.Max(0, y + 20);

    private static float Padding(float x, float y) => 0.5f * Curve.Hill(x - 13, y + 19, 6, 5);

    private static float Lapel(float outward, float y)
    {
        // The notch: a small wedge where collar and lapel meet.
        var notch = MathF.Abs(y + 21.2f + 0.35f * outward) - 0.10f * MathF.Max(0, outward - 1.2f);
        var width = 3.5f - 0.16f * MathF.Max(0, -y - 23) - 0.10f * MathF.Max(0, y + 20) * MathF.Max(0, y + 20);
        var cloth = Curve.Step(width, width - 0.25f, outward) * Curve.Step(-0.4f, 0.1f, outward + 0.3f);
        return 0.32f * cloth * (outward > 1.2f ? Curve.Step(0, 0.18f, notch) : 1);
    }
}
