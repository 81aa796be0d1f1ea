using System.Numerics;

namespace IntelliAvatar.LipSync.Face;

/// <summary>Reads one plane of a picture, or of a rectangle cut out of it, between its pixels. Points are given in luma pixels of the whole picture; beyond the edge the nearest pixel repeats.</summary>
public readonly ref struct PlaneSampler
{
    private readonly ReadOnlySpan<byte> _pixels;
    private readonly int _width, _height;
    private readonly float _scale;
    private readonly Vector2 _origin;

    /// <param name="pixels">The plane's rows without padding.</param>
    /// <param name="width">Width of the plane in its own pixels.</param>
    /// <param name="height">Height of the plane in its own pixels.</param>
    /// <param name="left">Where the plane's first column lies in the whole picture's plane.</param>
    /// <param name="top">Where the plane's first row lies in the whole picture's plane.</param>
    /// <param name="subsampling">1 for luma, 2 for chroma.</param>
    public PlaneSampler(ReadOnlySpan<byte> pixels, int width, int height, int left = 0, int top = 0, int subsampling = 1)
    {
        _pixels = pixels;
        _width = width;
        _height = height;
        _scale = 1f / subsampling;

        // Pixel i covers i…i+1, so its value stands at i + ½.
        _origin = new Vector2(left + 0.5f, top + 0.5f);
    }

    /// <summary>Linear interpolation between the four nearest pixels.</summary>
    public float Bilinear(Vector2 point)
    {
        var p = Vector2.Clamp((point * _scale) - _origin, Vector2.Zero, new Vector2(_width - 1, _height - 1));
        var (x, y) = ((int)p.X, (int)p.Y);
        var (fx, fy) = (p.X - x, p.Y - y);
        var right = x + 1 < _width ? 1 : 0;
        var row = _pixels.Slice(y * _width, _width);
        var below = y + 1 < _height ? _pixels.Slice((y + 1) * _width, _width) : row;
        var upper = (row[x] * (1 - fx)) + (row[x + right] * fx);
        var lower = (below[x] * (1 - fx)) + (below[x + right] * fx);
        return (upper * (1 - fy)) + (lower * fy);
    }

    /// <summary>Bicubic interpolation with the Catmull–Rom kernel (a = −½), 4×4 pixels: keeps skin and teeth sharp.</summary>
    /// <remarks>R. G. Keys, "Cubic Convolution Interpolation for Digital Image Processing", 1981.</remarks>
    public float CatmullRom(Vector2 point)
    {
        var p = Vector2.Clamp((point * _scale) - _origin, Vector2.Zero, new Vector2(_width - 1, _height - 1));
        var (x, y) = ((int)p.X, (int)p.Y);
        var columns = CatmullRomWeights(p.X - x);
        var rows = CatmullRomWeights(p.Y - y);
        return x >= 1 && y >= 1 && x + 2 < _width && y + 2 < _height
            ? (rows.X * Row(y - 1, x, columns)) + (rows.Y * Row(y, x, columns)) + (rows.Z * Row(y + 1, x, columns)) + (rows.W * Row(y + 2, x, columns))
            : (rows.X * EdgeRow(y - 1, x, columns)) + (rows.Y * EdgeRow(y, x, columns)) + (rows.Z * EdgeRow(y + 1, x, columns)) + (rows.W * EdgeRow(y + 2, x, columns));
    }

    private static Vector4 CatmullRomWeights(float t) => new(
        ((((-0.5f * t) + 1) * t) - 0.5f) * t,
        (((1.5f * t) - 2.5f) * t * t) + 1,
        ((((-1.5f * t) + 2) * t) + 0.5f) * t,
        ((0.5f * t) - 0.5f) * t * t);

    private float Row(int y, int x, Vector4 weights)
    {
        var taps = _pixels.Slice((y * _width) + x - 1, 4);
        return (taps[0] * weights.X) + (taps[1] * weights.Y) + (taps[2] * weights.Z) + (taps[3] * weights.W);
    }

    private float EdgeRow(int y, int x, Vector4 weights)
    {
        var row = _pixels.Slice(Math.Clamp(y, 0, _height - 1) * _width, _width);
        return (row[Math.Max(0, x - 1)] * weights.X)
            + (row[x] * weights.Y)
            + (row[Math.Min(_width - 1, x + 1)] * weights.Z)
            + (row[Math.Min(_width - 1, x + 2)] * weights.W);
    }
}
