using System.Numerics;
using PresenterStudio.Figure;
using PresenterStudio.Geometry;

namespace PresenterStudio.Light;

/// <summary>Skin, lips and what is painted on them: brows, lashes, blush. Colours are looked up on the resting face, so they move with it.</summary>
internal static class SkinShader
{
    private static readonly Vector3 Base = Colour.Srgb(175, 122, 95);
    private static readonly Vector3 Warm = Colour.Srgb(182, 104, 83);
    private static readonly Vector3 Dusk = Colour.Srgb(122, 80, 62);
    private static readonly Vector3 Rose = Colour.Srgb(172, 78, 74);
    private static readonly Vector3 RoseDeep = Colour.Srgb(120, 44, 44);
    private static readonly Vector3 Inner = Colour.Srgb(110, 34, 34);
    private static readonly Vector3 Ink = Colour.Srgb(26, 17, 14);

    public static Vector3 Shade(Presenter who, Surface at)
    {
        var head = who.ToHead(at.Point);
        var rest = who.Mouth.ToRest(head.X, head.Y);
        var onFace = head.Z > 2 && head.Y > -11.5f;
        var lips = onFace && head.Z > 5 ? LipCover(who, rest) : 0;
        var albedo = Complexion(head, rest);
        var brow = 0f;
        if (onFace)
        {
            at = at with { Normal = Vector3.Normalize(at.Normal + Pores(head, rest)) };
        }

        if (onFace && head.Z > 4)
        {
            albedo = PaintMouth(who, head, rest, albedo, lips);
            albedo = PaintEyes(who, head, albedo, out brow);
            albedo = Colour.Mix(albedo, Ink, FirstHairs(head));
        }

        if (!onFace && Necklace(who.ToBody(at.Point)) is > 0 and var gold)
        {
            return Colour.Mix(albedo * Lit(at, 0), Gold(at), gold);
        }

        var light = Lit(at, lips);
        var sheen = at.KeySeen * (0.028f * at.Gloss(Studio.Key, 12) + 0.045f * at.Gloss(Studio.Key, 55) * (1 + 2.6f * lips))
            * (1 - 0.8f * brow);
        var shine = Studio.KeyColour * sheen
            + Studio.FillColour * (0.03f * at.Gloss(Studio.Fill, 20) * (1 + 2 * lips) * at.Openness)
            + (Studio.RimRightColour + Studio.RimLeftColour) * (0.10f * at.Fresnel * at.Openness * at.Openness * Curve.Step(-0.5f, 0.2f, at.Normal.Y));
        var depth = onFace ? InMouth(who, head) : 0;
        return (albedo * light + shine * (1 - depth)) * (1 - 0.93f * depth);
    }

    /// <summary>Light wraps around skin, red furthest: it travels inside before it comes out.</summary>
    private static Vector3 Lit(Surface at, float lips)
    {
        var key = Vector3.Dot(at.Normal, Studio.Key);
        var wrap = new Vector3(0.34f, 0.17f, 0.12f);
        var wrapped = Wrap(key, wrap);
        var seen = at.KeySeen;
        var shadow = new Vector3(MathF.Pow(seen, 0.65f), seen, MathF.Pow(seen, 1.1f));
        var open = at.Openness;
        var occlusion = new Vector3(MathF.Pow(open, 0.7f), open, MathF.Pow(open, 1.1f));
        return Studio.KeyColour * wrapped * shadow
            + Studio.FillColour * Wrap(Vector3.Dot(at.Normal, Studio.Fill), wrap) * occlusion
            + Studio.RimRightColour * Wrap(Vector3.Dot(at.Normal, Studio.RimRight), wrap * 0.3f) * occlusion
            + Studio.RimLeftColour * Wrap(Vector3.Dot(at.Normal, Studio.RimLeft), wrap * 0.3f) * occlusion
            + Studio.Room(at.Normal) * occlusion * (1 - 0.1f * lips);
    }

    /// <summary>0 … 1: a fine chain with a small round pendant.</summary>
    private static float Necklace(Vector3 body)
    {
        var slope = 0.30f * body.X;
        var chain = MathF.Abs(body.Y + 18.3f - 0.15f * body.X * body.X) / MathF.Sqrt(1 + slope * slope);
        var pendant = new Vector2(body.X, body.Y + 18.55f).Length() - 0.22f;
        return body.Z < -1 ? 0 : Curve.Step(0.09f, 0.03f, MathF.Min(chain, pendant));
    }

    private static Vector3 Gold(Surface at) =>
        Colour.Srgb(214, 164, 84) * (0.55f * at.Dull() + new Vector3(0.5f * at.Gloss(Studio.Key, 20) * at.KeySeen));

    private static Vector3 Pores(Vector3 head, Vector2 rest)
    {
        float x = rest.X * 6, y = rest.Y * 6;
        return 0.022f * new Vector3(Noise.At(x, y, head.Z), Noise.At(x, y, head.Z + 40), 0);
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
        return (0.74f + 0.24f * Curve.Step(-0.1f, 0.3f, line)) * Curve.Step(-0.55f, 0.15f, line + 0.28f * Noise.At(strand * 7, head.Y * 0.25f, 2) + 0.20f * Noise.At(strand * 19, head.Y * 0.4f, 9));
    }

    private static Vector3 Wrap(float cosine, Vector3 by)
    {
        var v = Vector3.Max(Vector3.Zero, (new Vector3(cosine) + by) / (Vector3.One + by));
        return v * v * 0.35f + v * 0.65f;
    }

    private static Vector3 Complexion(Vector3 head, Vector2 rest)
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

    /// <summary>0 on the lips … 1 deep inside, where no light comes.</summary>
    private static float InMouth(Presenter who, Vector3 head) =>
        MathF.Abs(head.X) < 3 && head.Z > 3 && head.Z < 8.2f && head.Y is < -5 and > -11 && who.Mouth.Opening(head.X, head.Y) < 0.02f
            ? Curve.Step(8.1f, 6.6f, head.Z)
            : 0;
}
