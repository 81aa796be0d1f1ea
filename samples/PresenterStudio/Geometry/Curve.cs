namespace PresenterStudio.Geometry;

/// <summary>The scalar curves everything is shaped and timed with.</summary>
internal static class Curve
{
    public static float Mix(float a, float b, float t) => a + (b - a) * t;

    public static float Saturate(float t) => Math.Clamp(t, 0f, 1f);

    /// <summary>0 below <paramref name="from"/>, 1 above <paramref name="to"/>, smooth between; the ends may be given in either order.</summary>
    public static float Step(float from, float to, float x)
    {
        var t = Saturate((x - from) / (to - from));
        return t * t * (3 - 2 * t);
    }

    /// <summary>A round hill of height 1 with compact support: 0 outside the ellipse of the given radii.</summary>
    public static float Hill(float x, float y, float radiusX, float radiusY)
    {
        float u = x / radiusX, v = y / radiusY;
        var t = 1 - u * u - v * v;
        return t <= 0 ? 0 : t * t * t;
    }

    public static float Bell(float x, float sigma)
    {
        var u = x / sigma;
        return MathF.Exp(-0.5f * u * u);
    }
}
