using System.Numerics;
using PresenterStudio.Geometry;

namespace PresenterStudio.Figure;

/// <summary>Long dark hair with a side parting: one volume, whose strands are lines of equal <see cref="Strand"/>.</summary>
internal static class Hair
{
    private const float Parting = 1.5f;
    private const float Crown = 13.5f;

    public static float Distance(Vector3 p)
    {
        var cap = Sdf.Ellipsoid(p - new Vector3(0, 3.4f, -1.6f), new(8.3f, 9.3f, 9.5f));
        var side = p with { X = MathF.Abs(p.X) - 0.30f * MathF.Sin(p.Y * 0.55f + 0.6f) * Curve.Step(2, -6, p.Y) };
        var upper = Sdf.Cone(side, new(6.0f, 5.5f, -0.4f), new(7.4f, -5, 0.4f), 2.2f, 2.3f);
        var lower = Sdf.Cone(side, new(7.4f, -5, 0.4f), new(8.3f, -19, -5.5f), 2.3f, 2.6f);
        var curtain = Sdf.Join(upper, lower, 1.5f);
        var back = Sdf.Ellipsoid(p - new Vector3(0, -6, -4.5f), new(8.6f, 12.5f, 4.6f));
        var hair = Sdf.Join(Sdf.Join(cap, curtain, 3.0f), back, 2.0f);
        if (hair > 2.5f)
        {
            return hair - 1;
        }

        // Towards the hairline the hair thins out until it meets the skin.
        var line = Hairline(p);
        hair += 0.9f * Curve.Step(2.4f, 0.2f, line) * Curve.Step(3, 6, p.Y) * Curve.Step(0.5f, 3.5f, p.Z);
        hair = Sdf.Carve(hair, MathF.Max(line, 0.5f - p.Z), 0.9f);
        if (MathF.Abs(hair) > 0.5f)
        {
            return hair > 0 ? hair - 0.16f : hair;
        }

        var (strand, depth) = Strand(p);
        hair -= 0.15f * Noise.At(strand * 1.5f, depth * 0.3f, p.Y * 0.06f);
        return 0.8f * (hair + 0.35f * Curve.Bell(p.X - Parting - 0.25f * (p.Z - 6), 0.35f) * Curve.Step(6, 9, p.Y));
    }

    /// <summary>Signed distance, over the front, to the window that the face looks out of: negative inside.</summary>
    public static float Hairline(Vector3 p)
    {
        var away = p.X - Parting;
        var top = 7.9f - (away < 0 ? 0.095f : 0.16f) * away * away;
        var half = 5.75f - 0.02f * (p.Y + 3) * (p.Y + 3) * (p.Y > -3 ? 0.6f : 0.10f);
        return -Sdf.Join((top - p.Y) * 0.75f, half - MathF.Abs(p.X), 1.5f);
    }

    /// <summary>A number that stays the same along a strand, and the depth that tells layers of strands apart.</summary>
    public static (float Strand, float Depth) Strand(Vector3 p)
    {
        var fall = MathF.Pow(MathF.Max(0.3f, Crown - p.Y), 0.34f);
        var wave = 0.35f * Curve.Step(0, -12, p.Y) * MathF.Sin(p.Y * 0.75f + (p.X > 0 ? 0.8f : 0));
        return ((p.X - Parting * Curve.Step(-4, 8, p.Y) + wave) / fall * 2.3f, p.Z);
    }

    /// <summary>The direction a strand runs in, along the surface with normal <paramref name="n"/>.</summary>
    public static Vector3 Along(Vector3 p, Vector3 n)
    {
        const float Small = 0.05f;
        var here = Strand(p).Strand;
        var dx = (Strand(p with { X = p.X + Small }).Strand - here) / Small;
        var dy = (Strand(p with { Y = p.Y + Small }).Strand - here) / Small;
        var run = Vector3.Cross(new Vector3(dx, dy, 0), n);
        return run.LengthSquared() < 1e-8f ? -Vector3.UnitY : Vector3.Normalize(run);
    }
}
