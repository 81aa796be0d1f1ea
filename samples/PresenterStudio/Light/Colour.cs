using System.Numerics;
using PresenterStudio.Geometry;

namespace PresenterStudio.Light;

/// <summary>Linear light in, display bytes out.</summary>
internal static class Colour
{
    /// <summary>A colour as designers write it (sRGB, 0…255) in linear light.</summary>
    public static Vector3 Srgb(int r, int g, int b) => new(Linear(r / 255f), Linear(g / 255f), Linear(b / 255f));

    /// <summary>Film-like shoulder, then the sRGB curve; result 0…1.</summary>
    public static Vector3 Display(Vector3 light) => new(Encode(Film(light.X)), Encode(Film(light.Y)), Encode(Film(light.Z)));

    public static Vector3 Mix(Vector3 a, Vector3 b, float t) => Vector3.Lerp(a, b, Curve.Saturate(t));

    public static float Luma(Vector3 c) => 0.299f * c.X + 0.587f * c.Y + 0.114f * c.Z;

    // Straight up to 0.6, then bending towards 1 without ever clipping.
    private static float Film(float v) => v < 0.6f ? MathF.Max(v, 0) : 0.6f + 0.4f * (1 - MathF.Exp((0.6f - v) / 0.4f));

    private static float Linear(float v) => v <= 0.04045f ? v / 12.92f : MathF.Pow((v + 0.055f) / 1.055f, 2.4f);

    private static float Encode(float v) => v <= 0.0031308f ? v * 12.92f : 1.055f * MathF.Pow(v, 1 / 2.4f) - 0.055f;
}
