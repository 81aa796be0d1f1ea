using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IntelliAvatar.LipSync.Core;

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
        var rows = CatmullRomWeights(p.Y - y);
        Vector4 sum;
        if (x >= 1 && y >= 1 && x + 2 < _width && y + 2 < _height)
        {
            // The one check of bounds for all sixteen pixels.
            ref var corner = ref MemoryMarshal.GetReference(_pixels.Slice(((y - 1) * _width) + x - 1, (3 * _width) + 4));
            sum = (Four(ref corner) * rows.X) + (Four(ref Unsafe.Add(ref corner, _width)) * rows.Y)
                + (Four(ref Unsafe.Add(ref corner, 2 * _width)) * rows.Z) + (Four(ref Unsafe.Add(ref corner, 3 * _width)) * rows.W);
        }
        else
        {
            sum = (rows.X * EdgeFour(y - 1, x)) + (rows.Y * EdgeFour(y, x)) + (rows.Z * EdgeFour(y + 1, x)) + (rows.W * EdgeFour(y + 2, x));
        }

        return Vector4.Dot(sum, CatmullRomWeights(p.X - x));
    }

    // The four cubics side by side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector4 CatmullRomWeights(float t) =>
        (((((new Vector4(-0.5f, 1.5f, -1.5f, 0.5f) * t) + new Vector4(1, -2.5f, 2, -0.5f)) * t) + new Vector4(-0.5f, 0, 0.5f, 0)) * t) + new Vector4(0, 1, 0, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector4 Four(ref byte pixels)
    {
        var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<int>(ref pixels)).AsByte();
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32()).AsVector4();
    }

    private Vector4 EdgeFour(int y, int x)
    {
        var row = _pixels.Slice(Math.Clamp(y, 0, _height - 1) * _width, _width);
        return new Vector4(row[Math.Max(0, x - 1)], row[x], row[Math.Min(_width - 1, x + 1)], row[Math.Min(_width - 1, x + 2)]);
    }
}
