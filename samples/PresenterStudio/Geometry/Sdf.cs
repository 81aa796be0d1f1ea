using System.Numerics;

namespace PresenterStudio.Geometry;

/// <summary>Signed distances (centimetres, negative inside) and the smooth set operations that turn simple solids into a person.</summary>
internal static class Sdf
{
    public const float Far = 1e3f;

    /// <summary>First-order distance to an axis-aligned ellipsoid about the origin.</summary>
    public static float Ellipsoid(Vector3 p, Vector3 radii)
    {
        var scaled = p / radii;
        var k0 = scaled.Length();
        var k1 = (scaled / radii).Length();
        return k1 < 1e-6f ? -MathF.Min(radii.X, MathF.Min(radii.Y, radii.Z)) : k0 * (k0 - 1) / k1;
    }

    /// <summary>A capsule whose radius runs from <paramref name="ra"/> to <paramref name="rb"/>.</summary>
    public static float Cone(Vector3 p, Vector3 a, Vector3 b, float ra, float rb)
    {
        var along = b - a;
        var t = Math.Clamp(Vector3.Dot(p - a, along) / along.LengthSquared(), 0, 1);
        return (p - a - along * t).Length() - Curve.Mix(ra, rb, t);
    }

    /// <summary>Union whose seam is rounded over about <paramref name="k"/>.</summary>
    public static float Join(float a, float b, float k)
    {
        var h = MathF.Max(k - MathF.Abs(a - b), 0) / k;
        return MathF.Min(a, b) - h * h * k * 0.25f;
    }

    /// <summary>Takes <paramref name="hole"/> out of <paramref name="solid"/>, with a rim rounded over about <paramref name="k"/>.</summary>
    public static float Carve(float solid, float hole, float k) => -Join(-solid, hole, k);
}
