using System.Numerics;

namespace PresenterStudio.Geometry;

/// <summary>Value noise in −1…1: the same number for the same place, on every machine.</summary>
internal static class Noise
{
    public static float At(float x, float y, float z)
    {
        int ix = Floor(x), iy = Floor(y), iz = Floor(z);
        float u = Fade(x - ix), v = Fade(y - iy), w = Fade(z - iz);
        return Curve.Mix(
            Curve.Mix(
                Curve.Mix(Lattice(ix, iy, iz), Lattice(ix + 1, iy, iz), u),
                Curve.Mix(Lattice(ix, iy + 1, iz), Lattice(ix + 1, iy + 1, iz), u), v),
            Curve.Mix(
                Curve.Mix(Lattice(ix, iy, iz + 1), Lattice(ix + 1, iy, iz + 1), u),
                Curve.Mix(Lattice(ix, iy + 1, iz + 1), Lattice(ix + 1, iy + 1, iz + 1), u), v), w);
    }

    public static float At(Vector3 p) => At(p.X, p.Y, p.Z);

    /// <summary>Noise along a line, for things that wander in time.</summary>
    public static float Along(float t, int lane) => At(t, lane * 17.3f, 0.5f);

    private static int Floor(float v) => (int)v - (v < (int)v ? 1 : 0);

    private static float Fade(float t) => t * t * (3 - 2 * t);

    private static float Lattice(int x, int y, int z)
    {
        unchecked
        {
            var h = ((uint)x * 0x8DA6B343u) ^ ((uint)y * 0xD8163841u) ^ ((uint)z * 0xCB1AB31Fu);
            h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
            h = (h ^ (h >> 12)) * 0x297A2D39u;
            return (h ^ (h >> 15)) * (2f / uint.MaxValue) - 1;
        }
    }
}
