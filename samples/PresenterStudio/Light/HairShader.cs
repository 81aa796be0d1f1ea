using System.Numerics;
using PresenterStudio.Figure;
using PresenterStudio.Geometry;

namespace PresenterStudio.Light;

/// <summary>Hair after Kajiya and Kay (1989): highlights lie across the strands, shifted and split in a white and a coloured one.</summary>
internal static class HairShader
{
    private static readonly Vector3 Dark = Colour.Srgb(34, 24, 21);
    private static readonly Vector3 Light = Colour.Srgb(96, 64, 48);

    public static Vector3 Shade(Presenter who, Surface at)
    {
        var body = who.ToBody(at.Point);
        var p = who.ToNeck(body, who.ToHead(at.Point));
        var (strand, depth) = Hair.Strand(p);
        var fine = Noise.At(strand * 26, depth * 2.2f, p.Y * 0.12f);
        var tress = Noise.At(strand * 8, depth * 0.8f, p.Y * 0.08f);
        var along = Vector3.Normalize(Hair.Along(p, at.Normal) + at.Normal * (0.20f * fine + 0.10f * tress));

        var albedo = Dark * (1 + 0.35f * fine + 0.30f * tress);
        var open = at.Openness * at.Openness;
        return albedo * (at.Dull() * 0.75f * open + new Vector3(0.05f))
            + Streak(along, at, Studio.Key, Studio.KeyColour * (0.25f + 0.75f * at.KeySeen), fine) * open
            + Streak(along, at, Studio.RimRight, Studio.RimRightColour * 0.8f, fine) * open
            + Streak(along, at, Studio.RimLeft, Studio.RimLeftColour * 0.8f, fine) * open
            + Streak(along, at, Studio.Fill, Studio.FillColour * 0.4f, fine) * open;
    }

    private static Vector3 Streak(Vector3 along, Surface at, Vector3 lamp, Vector3 colour, float fine)
    {
        var facing = Curve.Step(-0.25f, 0.55f, Vector3.Dot(at.Normal, lamp));
        var white = Lobe(along + at.Normal * 0.06f, at.ToCamera, lamp, 70) * 0.030f;
        var tinted = Lobe(along - at.Normal * 0.10f, at.ToCamera, lamp, 28) * (0.26f + 0.16f * fine);
        return colour * (Light * tinted + new Vector3(white)) * facing;
    }

    private static float Lobe(Vector3 along, Vector3 eye, Vector3 lamp, float power)
    {
        var half = Vector3.Normalize(eye + lamp);
        var dot = Vector3.Dot(Vector3.Normalize(along), half);
        return MathF.Pow(MathF.Sqrt(MathF.Max(0, 1 - dot * dot)), power);
    }
}
