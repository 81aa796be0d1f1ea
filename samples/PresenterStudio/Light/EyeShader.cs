using System.Numerics;
using PresenterStudio.Figure;
using PresenterStudio.Geometry;

namespace PresenterStudio.Light;

/// <summary>Brown eyes with a wet catch-light, shaded by the upper lid.</summary>
internal static class EyeShader
{
    private const float IrisRadius = 0.80f;
    private const float PupilRadius = 0.30f;
    private static readonly Vector3 White = Colour.Srgb(232, 222, 214);
    private static readonly Vector3 Corner = Colour.Srgb(196, 128, 112);
    private static readonly Vector3 Brown = Colour.Srgb(104, 58, 28);
    private static readonly Vector3 Amber = Colour.Srgb(150, 92, 44);
    private static readonly Vector3 Rim = Colour.Srgb(30, 17, 12);

    public static Vector3 Shade(Presenter who, Surface at, Vector3 camera)
    {
        var head = who.ToHead(at.Point);
        var side = head.X < 0 ? -1 : 1;
        var ball = Eyes.Centre with { X = side * Eyes.Centre.X };
        var look = who.Eyes.Look(ball, who.ToHead(camera), side);
        var outward = Vector3.Normalize(head - ball);
        var across = outward - look * Vector3.Dot(outward, look);
        var radius = across.Length() * Eyes.Radius;
        var inFront = Vector3.Dot(outward, look) > 0;

        var x = MathF.Abs(head.X);
        var u = (x - Eyes.Centre.X) / Eyes.HalfWidth;
        var (upper, lower) = who.Eyes.Lids(x);
        var colour = Colour.Mix(White, Corner, 0.75f * Curve.Step(0.62f, 1.02f, MathF.Abs(u)) + 0.2f * Curve.Step(0.2f, 0, head.Y - lower));
        if (inFront)
        {
            colour = Colour.Mix(colour, Iris(across, radius), Curve.Step(IrisRadius + 0.05f, IrisRadius - 0.05f, radius));
        }

        var underLid = 1 - 0.72f * Curve.Step(0.42f, 0.0f, upper - head.Y);
        var edge = 1 - 0.35f * Curve.Step(0.14f, 0.0f, head.Y - lower);
        var light = (Studio.KeyColour * (0.62f * MathF.Max(0.15f, Vector3.Dot(at.Normal, Studio.Key))) + Studio.FillColour * 0.4f + Studio.Room(at.Normal))
            * (underLid * edge * (0.55f + 0.45f * at.Openness));
        return colour * light + CatchLight(who, head, ball, look) * underLid;
    }

    private static Vector3 Iris(Vector3 across, float radius)
    {
        var t = radius / IrisRadius;
        var angle = MathF.Atan2(across.Y, across.X);
        var rays = Noise.At(MathF.Cos(angle) * 6, MathF.Sin(angle) * 6, t * 1.5f);
        var bowl = Curve.Saturate(0.5f - 0.5f * across.Y / IrisRadius); // the iris is a bowl: lit from above, it glows below
        var colour = Colour.Mix(Brown, Amber, (0.25f + 0.75f * bowl) * Curve.Step(1.0f, 0.45f, t) + 0.2f * rays);
        colour = Colour.Mix(colour, Rim, Curve.Step(0.72f, 1.0f, t));
        return Colour.Mix(colour, new Vector3(0.004f), Curve.Step(PupilRadius + 0.05f, PupilRadius - 0.03f, radius));
    }

    /// <summary>The key lamp's soft window on the cornea, and a faint one of the fill.</summary>
    private static Vector3 CatchLight(Presenter who, Vector3 head, Vector3 ball, Vector3 look)
    {
        var cornea = ball + look * 0.42f;
        var n = Vector3.Normalize(head - cornea);
        var key = who.TurnToHead(Vector3.Normalize(Studio.Key + Vector3.UnitZ * 1.1f));
        var fill = who.TurnToHead(Vector3.Normalize(Studio.Fill + Vector3.UnitZ * 1.0f));
        var main = Curve.Step(0.982f, 0.992f, Vector3.Dot(n, key));
        var weak = Curve.Step(0.955f, 0.99f, Vector3.Dot(n, fill));
        return new Vector3(1.0f, 0.98f, 0.95f) * (1.15f * main) + new Vector3(0.75f, 0.85f, 1f) * (0.10f * weak);
    }
}
