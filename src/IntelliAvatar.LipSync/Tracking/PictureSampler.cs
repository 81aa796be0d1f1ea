using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>Cuts a region of interest out of a picture as a network's input: n×n RGB, interleaved.</summary>
internal sealed class PictureSampler
{
    private const float CoarseFrom = 1.6f;
    private const int MostTaps = 3;

    private readonly RegionOfInterest _region;
    private readonly int _size;
    private readonly byte[] _data;
    private readonly int _width, _height, _chromaWidth, _chromaHeight;
    private readonly float _stepX, _stepY;
    private readonly int _taps, _besideMiddle;
    private readonly Vector256<float> _tapsX, _tapsY;

    /// <param name="picture">Where to look.</param>
    /// <param name="region">What to cut out.</param>
    /// <param name="n">Side of the network's input.</param>
    public PictureSampler(YuvFrame picture, RegionOfInterest region, int n)
    {
        (_region, _size, _data) = (region, n, picture.Data);
        (_width, _height, _chromaWidth, _chromaHeight) = (picture.Width, picture.Height, picture.ChromaWidth, picture.ChromaHeight);
        (_stepX, _stepY) = (MathF.Cos(region.Angle) * region.Side / n, MathF.Sin(region.Angle) * region.Side / n);

        // Where one network pixel covers several of the picture, the mean of a few taps keeps edges from flickering.
        _taps = region.Side / n > CoarseFrom ? Math.Min(MostTaps, (int)MathF.Round(region.Side / n)) : 1;
        _besideMiddle = _taps == MostTaps ? (MostTaps * MostTaps) - 1 : _taps * _taps;
        (_tapsX, _tapsY) = (Taps(_taps, _stepX, -_stepY), Taps(_taps, _stepY, _stepX));
    }

    /// <summary>Fills <paramref name="rgb"/> with values from <paramref name="black"/> to <paramref name="white"/>; what lies outside the picture is black.</summary>
    public void Fill(Span<float> rgb, float black, float white)
    {
        var scale = (white - black) / 255;
        var (stepX, stepY, size) = (_stepX, _stepY, _size);
        var (lastX, lastY) = (_width - 0.5f, _height - 0.5f);
        for (var row = 0; row < size; row++)
        {
            var fromY = row + 0.5f - (size / 2f);
            var (rowX, rowY) = (_region.X - (stepY * fromY) - 0.5f, _region.Y + (stepX * fromY) - 0.5f);
            var pixels = rgb.Slice(row * size * 3, size * 3);
            for (var column = 0; column < size; column++)
            {
                var fromX = column + 0.5f - (size / 2f);
                var (x, y) = (rowX + (stepX * fromX), rowY + (stepY * fromX));
                var pixel = pixels.Slice(column * 3, 3);

                // Written so that a NaN counts as outside.
                if (!(x >= -0.5f && y >= -0.5f && x <= lastX && y <= lastY))
                {
                    pixel.Fill(black);
                    continue;
                }

                var luma = 1.1644f * ((_taps == 1 ? Bilinear(x, y) : MeanOfTaps(x, y)) - 16);
                var (u, v) = Chroma(x, y);
                pixel[2] = (float.ClampNative(luma + (2.017f * u), 0, 255) * scale) + black;
                pixel[1] = (float.ClampNative(luma - (0.392f * u) - (0.813f * v), 0, 255) * scale) + black;
                pixel[0] = (float.ClampNative(luma + (1.596f * v), 0, 255) * scale) + black;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Bilinear(float x, float y)
    {
        (x, y) = (float.MaxNative(x, 0), float.MaxNative(y, 0));
        var (left, top) = ((int)x, (int)y);
        var (toRight, toBelow) = (left + 1 < _width ? 1 : 0, top + 1 < _height ? _width : 0);
        var (shareX, shareY) = (x - left, y - top);
        var at = (top * _width) + left;
        var above = _data[at] + ((_data[at + toRight] - _data[at]) * shareX);
        var below = _data[at + toBelow] + ((_data[at + toBelow + toRight] - _data[at + toBelow]) * shareX);
        return above + ((below - above) * shareY);
    }

    /// <summary>Mean of the pixels nearest to each of the taps, which are worked out side by side.</summary>
    private float MeanOfTaps(float x, float y)
    {
        var columns = Vector256.ConvertToInt32Native(Vector256.Create(x) + _tapsX);
        var rows = Vector256.ConvertToInt32Native(Vector256.Create(y) + _tapsY);
        columns = Vector256.Min(Vector256.Max(columns, Vector256<int>.Zero), Vector256.Create(_width - 1));
        rows = Vector256.Min(Vector256.Max(rows, Vector256<int>.Zero), Vector256.Create(_height - 1));
        Span<int> places = stackalloc int[Vector256<int>.Count];
        ((rows * _width) + columns).CopyTo(places);

        // The middle of nine taps is the point itself.
        var sum = _taps == MostTaps ? _data[(Math.Min((int)(y + 0.5f), _height - 1) * _width) + Math.Min((int)(x + 0.5f), _width - 1)] : 0;
        foreach (var place in places[.._besideMiddle])
        {
            sum += _data[place];
        }

        return (float)sum / (_taps * _taps);
    }

    /// <summary>How far the taps lie from the point, all but a middle one, and half a pixel to round by.</summary>
    private static Vector256<float> Taps(int taps, float alongColumns, float alongRows)
    {
        Span<float> offsets = stackalloc float[Vector256<float>.Count];
        var count = 0;
        for (var row = 0; row < taps; row++)
        {
            for (var column = 0; column < taps; column++)
            {
                if (taps < MostTaps || (row, column) != (1, 1))
                {
                    offsets[count++] = (alongColumns * (((column + 0.5f) / taps) - 0.5f)) + (alongRows * (((row + 0.5f) / taps) - 0.5f)) + 0.5f;
                }
            }
        }

        return Vector256.Create<float>(offsets);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (float U, float V) Chroma(float x, float y)
    {
        var column = Math.Min((int)((x * 0.5f) + 0.25f), _chromaWidth - 1);
        var row = Math.Min((int)((y * 0.5f) + 0.25f), _chromaHeight - 1);
        var u = (_width * _height) + (row * _chromaWidth) + column;
        return (_data[u] - 128f, _data[u + (_chromaWidth * _chromaHeight)] - 128f);
    }
}
