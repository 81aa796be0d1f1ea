using System.Numerics;
using PresenterStudio.Figure;
using PresenterStudio.Geometry;

namespace PresenterStudio.Light;

/// <summary>Teeth and tongue: lit through the opening only, so darker the deeper and the nearer to the lips' shade.</summary>
internal static class MouthShader
{
    private static readonly Vector3 Enamel = Colour.Srgb(252, 242, 224);
    private static readonly Vector3 Gum = Colour.Srgb(168, 82, 80);
    private static readonly Vector3 Flesh = Colour.Srgb(170, 78, 78);

    public static Vector3 Tooth(Presenter who, Surface at, bool upper)
    {
        var head = who.ToHead(at.Point);
        var gap = Teeth.Between(head, upper ? 1 : 0.8f);
        var gumLine = upper ? Curve.Step(Mouth.Height + 0.62f, Mouth.Height + 0.72f, head.Y + 0.1f * gap)
            : Curve.Step(Mouth.Height - 1.45f, Mouth.Height - 1.55f, head.Y + who.Mouth.LowerLipDrop);
        var colour = Colour.Mix(Enamel, Gum, gumLine) * (1 - 0.45f * gap);
        var reach = Reach(who, head);
        return colour * Ambient(at) * ((upper ? 1.3f : 0.85f) * reach) + Studio.KeyColour * (0.03f * at.Gloss(Studio.Key, 60) * reach);
    }

    public static Vector3 Tongue(Presenter who, Surface at)
    {
        var head = who.ToHead(at.Point);
        var grain = 1 + 0.12f * Noise.At(head * 9);
        var reach = Reach(who, head);
        return Flesh * grain * Ambient(at) * (0.85f * reach) + Studio.KeyColour * (0.035f * at.Gloss(Studio.Key, 30) * reach);
    }

    private static Vector3 Ambient(Surface at) =>
        Studio.KeyColour * (0.26f * MathF.Max(0.1f, Vector3.Dot(at.Normal, Studio.Key))) + Studio.FillColour * 0.3f + Warmed(Studio.Room(at.Normal)) * 0.85f;

    /// <summary>Room light that came in through red lips.</summary>
    private static Vector3 Warmed(Vector3 light) => light * new Vector3(1.12f, 0.97f, 0.86f);

    /// <summary>Light that gets this far: little under the upper lip, at the corners and at the back.</summary>
    private static float Reach(Presenter who, Vector3 head)
    {
        var inside = -who.Mouth.Opening(head.X, head.Y);
        var side = 1 - 0.62f * Curve.Step(1.0f, 2.4f, MathF.Abs(head.X));
        var deep = Curve.Step(4.8f, 8.0f, head.Z);
        return side * (0.25f + 0.75f * deep) * (0.38f + 0.62f * Curve.Step(-0.05f, 0.42f, inside));
    }
}
