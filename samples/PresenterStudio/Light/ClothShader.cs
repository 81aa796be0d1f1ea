using System.Numerics;
using PresenterStudio.Figure;
using PresenterStudio.Geometry;

namespace PresenterStudio.Light;

/// <summary>A teal wool blazer over an ivory blouse.</summary>
internal static class ClothShader
{
    private static readonly Vector3 Teal = Colour.Srgb(28, 84, 92);
    private static readonly Vector3 Ivory = Colour.Srgb(236, 226, 208);

    public static Vector3 Blazer(Presenter who, Surface at)
    {
        var p = who.ToBody(at.Point);
        var weave = 1 + 0.06f * Noise.At(p * 9) + 0.05f * Noise.At(p.X * 3, p.Y * 3, 1);
        var cloth = Teal * (1 + 0.14f * Torso.OnLapel(p)) * weave;
        var fuzz = MathF.Pow(1 - MathF.Max(0, Vector3.Dot(at.Normal, at.ToCamera)), 3);
        return cloth * at.Dull() * 0.85f + Teal * (0.5f * fuzz * at.Openness);
    }

    public static Vector3 Blouse(Presenter who, Surface at)
    {
        var p = who.ToBody(at.Point);
        var fold = 1 + 0.04f * Noise.At(p.X * 0.9f, p.Y * 0.35f, 2);
        return Ivory * fold * at.Dull() * 0.62f;
    }
}
