using System.Numerics;
using PresenterStudio.Figure;
using PresenterStudio.Geometry;

namespace PresenterStudio.Light;

/// <summary>The colours of the skin: blush, lips, brows, lashes, first hairs. They are looked up on the resting face, so they move with it.</summary>
internal static class Complexion
{
    private static readonly Vector3 Base = Colour.Srgb(175, 122, 95);
    private static readonly Vector3 Warm = Colour.Srgb(182, 104, 83);
    private static readonly Vector3 Dusk = Colour.Srgb(122, 80, 62);
    private static readonly Vector3 Rose = Colour.Srgb(172, 78, 74);
    private static readonly Vector3 RoseDeep = Colour.Srgb(120, 44, 44);
    private static readonly Vector3 Inner = Colour.Srgb(110, 34, 34);
    private static readonly Vector3 Ink = Colour.Srgb(26, 17, 14);

    /// <summary>Skin as it is, at a place on the resting face.</summary>
    public static Vector3 Bare(Vector3 head, Vector2 rest)
    {
        var x = MathF.Abs(head.X);
        var blush = 0.40f * Curve.Hill(x - 4.1f, rest.Y + 3.0f, 3.2f, 2.7f)
            + 0.5f * Curve.Hill(x, rest.Y + 3.6f, 1.9f, 1.4f)
            + 0.2f * Curve.Hill(x, rest.Y + 9.3f, 2.2f, 1.6f);
        var tired = 0.16f * Curve.Hill(x - 2.8f, rest.Y + 0.95f, 2.0f, 0.9f) + 0.30f * Curve.Hill(x - 3.1f, rest.Y - 0.95f, 2.2f, 0.9f);
        var mottle = 0.05f * Noise.At(head * 1.1f) + 0.035f * Noise.At(head * 4.5f) + 0.025f * Noise.At(head * 13);
        var skin = Colour.Mix(Base, Warm, blush);
        skin = Colour.Mix(skin, Dusk, tired);
        return skin * (1 + mottle);
    }

    /// <summary>The front of the face with lips, brows and lashes; also how much of lip and of brow is there, 0…1.</summary>
    public static (Vector3 Albedo, float Lips, float Brow) MadeUp(Presenter who, Vector3 head, Vector2 rest)
    {
        var lips = head.Z > 5 ? LipCover(who, rest) : 0;
        var albedo = PaintMouth(who, head, rest, Bare(head, rest), lips);
        albedo = PaintEyes(who, head, albedo, out var brow);
        return (Colour.Mix(albedo, Ink, FirstHairs(head)), lips, brow);
    }

    private static float LipCover(Presenter who, Vector2 rest)
    {
        var above = rest.Y - who.Mouth.Line(rest.X);
        var inside = above > 0 ? Mouth.UpperRed(rest.X) - above : Mouth.LowerRed(rest.X) + above;
        var ends = (Mouth.HalfWidth + 0.1f - MathF.Abs(rest.X)) * 1.5f;
        return Curve.Step(-0.09f, 0.09f, MathF.Min(inside, ends));
    }

    private static Vector3 PaintMouth(Presenter who, Vector3 head, Vector2 rest, Vector3 skin, float lips)
    {
        var above = rest.Y - who.Mouth.Line(rest.X);
        var red = Colour.Mix(Rose, RoseDeep, above > 0 ? 0.35f : 0.05f);
        red *= 1 + 0.10f * Noise.At(rest.X * 9, rest.Y * 1.5f, 3) + 0.05f * Noise.At(rest.X * 22, rest.Y * 3, 7);
        skin = Colour.Mix(skin, red, 0.88f * lips);

        var opening = who.Mouth.Opening(head.X, head.Y);
        var line = Curve.Step(0.12f, 0.0f, opening) * Curve.Step(5, 7, head.Z);
        return Colour.Mix(skin, Inner, 0.75f * line);
    }

    private static Vector3 PaintEyes(Presenter who, Vector3 head, Vector3 skin, out float brow)
    {
        var x = MathF.Abs(head.X);
        var u = (x - Eyes.Centre.X) / Eyes.HalfWidth;
        brow = Brow(x, head.Y - 0.32f * who.Pose.Brows, head);
        skin = Colour.Mix(skin, Ink, 0.95f * brow);
        if (MathF.Abs(u) > 1.45f || MathF.Abs(head.Y) > 1.8f)
        {
            return skin;
        }

        var (upper, lower) = who.Eyes.Lids(x);
        var wing = Curve.Step(-1.15f, 0.2f, u) * Curve.Step(1.28f, 0.95f, u);
        var tail = 0.13f * MathF.Max(0, u - 0.9f) * 2.5f;
        var thick = 0.10f + 0.12f * Curve.Step(-0.6f, 1.0f, u);
        var liner = wing * Curve.Step(thick, thick * 0.45f, MathF.Abs(head.Y - (upper + tail + thick * 0.35f)));
        var under = 0.55f * Curve.Step(0.12f, 0.03f, MathF.Abs(head.Y - (lower - 0.03f))) * Curve.Step(-1.0f, -0.3f, u) * Curve.Step(1.08f, 0.9f, u);
        skin = Colour.Mix(skin, Dusk * 0.7f, 0.35f * Curve.Hill(x - 3.3f, head.Y - upper - 0.15f, 1.8f, 0.8f));
        return Colour.Mix(skin, Ink, MathF.Max(liner, under));
    }

    private static float Brow(float x, float y, Vector3 head)
    {
        var t = (x - 1.35f) / 4.1f;
        if (t is < -0.08f or > 1.08f)
        {
            return 0;
        }

        var middle = 1.68f + 0.95f * MathF.Sin(MathF.Min(1, t / 0.72f) * 1.5f) * 0.72f - 1.1f * MathF.Max(0, t - 0.70f);
        var half = 0.47f * (1 - 0.75f * Curve.Step(0.35f, 1.05f, t)) * Curve.Step(-0.08f, 0.12f, t);
        var away = MathF.Abs(y - middle) / MathF.Max(half, 0.02f);
        var hairs = 0.5f + 0.5f * Noise.At((x - 0.55f * (y - middle)) * 7, (y - middle) * 2.2f, head.X > 0 ? 1 : 5);
        return Curve.Step(1.15f, 0.55f, away + 0.25f * (1 - hairs)) * (0.86f + 0.14f * hairs) * Curve.Step(1.06f, 0.9f, t);
    }

    /// <summary>Single hairs in front of the hairline, so that it does not look cut.</summary>
    private static float FirstHairs(Vector3 head)
    {
        var line = Hair.Hairline(head);
        if (line < -1.1f || head.Y < 2.5f)
        {
            return 0;
        }

        var strand = Hair.Strand(head).Strand;
        var ragged = line + 0.28f * Noise.At(strand * 7, head.Y * 0.25f, 2) + 0.20f * Noise.At(strand * 19, head.Y * 0.4f, 9);
        return (0.74f + 0.24f * Curve.Step(-0.1f, 0.3f, line)) * Curve.Step(-0.55f, 0.15f, ragged);
    }
}
