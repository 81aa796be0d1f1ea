using System.Numerics;
using PresenterStudio.Geometry;

namespace PresenterStudio.Light;

/// <summary>A studio out of focus: a lit wall, a window's glow, a few warm lamps far behind. Coordinates −1…1, y up.</summary>
internal static class Backdrop
{
    private static readonly Vector3 Wall = Colour.Srgb(150, 164, 168);
    private static readonly Vector3 Deep = Colour.Srgb(66, 82, 92);
    private static readonly Vector3 Glow = Colour.Srgb(240, 226, 204);
    private static readonly Vector3 Lamp = Colour.Srgb(255, 196, 128);

    private static readonly (float X, float Y, float R, float Strength)[] Lamps =
    [
        (0.80f, 0.62f, 0.105f, 0.42f), (0.62f, 0.40f, 0.07f, 0.26f), (0.93f, 0.28f, 0.085f, 0.30f),
        (-0.86f, 0.70f, 0.08f, 0.16f), (0.72f, 0.86f, 0.06f, 0.22f),
    ];

    public static Vector3 At(float x, float y)
    {
        var wall = Colour.Mix(Deep, Wall, 0.55f + 0.35f * y - 0.30f * x);
        var window = Curve.Step(-0.45f, -0.95f, x) * Curve.Step(-0.6f, 0.2f, y);
        var colour = Colour.Mix(wall, Glow, 0.55f * window);
        colour = Colour.Mix(colour, Deep * 0.75f, 0.5f * Curve.Step(-0.25f, -1.1f, y));
        var shelf = Curve.Step(0.42f, 0.55f, x) * Curve.Step(0.06f, -0.06f, MathF.Abs(y - 0.12f) - 0.02f);
        colour = Colour.Mix(colour, Deep * 0.6f, 0.35f * shelf);
        foreach (var lamp in Lamps)
        {
            var d = MathF.Sqrt((x - lamp.X) * (x - lamp.X) + (y - lamp.Y) * (y - lamp.Y)) / lamp.R;
            colour += Lamp * (lamp.Strength * (Curve.Step(1.12f, 0.9f, d) * (0.75f + 0.25f * d) + 0.18f * Curve.Bell(d, 1.6f)));
        }

        return colour * (1 - 0.16f * (x * x + y * y));
    }
}
