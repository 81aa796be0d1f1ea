using System.Numerics;
using PresenterStudio.Figure;
using PresenterStudio.Geometry;

namespace PresenterStudio.Light;

/// <summary>How skin takes the light: softly, with a faint sheen; wetter on the lips.</summary>
internal static class SkinShader
{
    public static Vector3 Shade(Presenter who, Surface at)
    {
        var head = who.ToHead(at.Point);
        var rest = who.Mouth.ToRest(head.X, head.Y);
        var onFace = head.Z > 2 && head.Y > -11.5f;
        if (!onFace && Necklace.Cover(who.ToBody(at.Point)) is > 0 and var gold)
        {
            return Colour.Mix(Complexion.Bare(head, rest) * Lit(at, 0), Necklace.Shade(at), gold);
        }

        if (onFace)
        {
            at = at with { Normal = Vector3.Normalize(at.Normal + Pores(head, rest)) };
        }

        var (albedo, lips, brow) = onFace && head.Z > 4 ? Complexion.MadeUp(who, head, rest) : (Complexion.Bare(head, rest), 0, 0);
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

    private static Vector3 Pores(Vector3 head, Vector2 rest)
    {
        float x = rest.X * 6, y = rest.Y * 6;
        return 0.022f * new Vector3(Noise.At(x, y, head.Z), Noise.At(x, y, head.Z + 40), 0);
    }

    private static Vector3 Wrap(float cosine, Vector3 by)
    {
        var v = Vector3.Max(Vector3.Zero, (new Vector3(cosine) + by) / (Vector3.One + by));
        return v * v * 0.35f + v * 0.65f;
    }

    /// <summary>0 on the lips … 1 deep inside, where no light comes.</summary>
    private static float InMouth(Presenter who, Vector3 head) =>
        MathF.Abs(head.X) < 3 && head.Z > 3 && head.Z < 8.2f && head.Y is < -5 and > -11 && who.Mouth.Opening(head.X, head.Y) < 0.02f
            ? Curve.Step(8.1f, 6.6f, head.Z)
            : 0;
}
