using System.Runtime.CompilerServices;

namespace IntelliAvatar.LipSync.Face;

/// <summary>Cuts a region of interest out of a picture as a network's input: n×n RGB, interleaved.</summary>
internal sealed class PictureSampler(YuvFrame picture, RegionOfInterest region, int n)
{
    private const float CoarseFrom = 1.6f;
    private const int MostTaps = 3;

    private readonly byte[] _data = picture.Data;
    private readonly int _width = picture.Width;
    private readonly int _height = picture.Height;
    private readonly int _chromaWidth = picture.ChromaWidth;
    private readonly int _chromaHeight = picture.ChromaHeight;
    private readonly float _stepX = MathF.Cos(region.Angle) * region.Side / n;
    private readonly float _stepY = MathF.Sin(region.Angle) * region.Side / n;

    // Where one network pixel covers several of the picture, the mean of a few taps keeps edges from flickering.
    private readonly int _taps = region.Side / n > CoarseFrom ? Math.Min(MostTaps, (int)MathF.Round(region.Side / n)) : 1;

    /// <summary>Fills <paramref name="rgb"/> with values from <paramref name="black"/> to <paramref name="white"/>; what lies outside the picture is black.</summary>
    public void Fill(Span<float> rgb, float black, float white)
    {
        var scale = (white - black) / 255;
        var (stepX, stepY, size) = (_stepX, _stepY, n);
        var (lastX, lastY) = (_width - 0.5f, _height - 0.5f);
        for (var row = 0; row < size; row++)
        {
            var fromY = row + 0.5f - (size / 2f);
            var (rowX, rowY) = (region.X - (stepY * fromY) - 0.5f, region.Y + (stepX * fromY) - 0.5f);
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

    private float MeanOfTaps(float x, float y)
    {
        var sum = 0;
        for (var row = 0; row < _taps; row++)
        {
            for (var column = 0; column < _taps; column++)
            {
                var (shareX, shareY) = (((column + 0.5f) / _taps) - 0.5f, ((row + 0.5f) / _taps) - 0.5f);
                var tapX = Math.Clamp((int)(x + (_stepX * shareX) - (_stepY * shareY) + 0.5f), 0, _width - 1);
                var tapY = Math.Clamp((int)(y + (_stepY * shareX) + (_stepX * shareY) + 0.5f), 0, _height - 1);
                sum += _data[(tapY * _width) + tapX];
            }
        }

        return (float)sum / (_taps * _taps);
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
