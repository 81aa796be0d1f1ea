namespace IntelliAvatar.LipSync.Face;

/// <summary>Cuts a region of interest out of a picture as a network's input: n×n RGB, interleaved.</summary>
internal sealed class PictureSampler(YuvFrame picture, RegionOfInterest region, int n)
{
    private const float CoarseFrom = 1.6f;
    private const int MostTaps = 3;

    private readonly byte[] _data = picture.Data;
    private readonly int _width = picture.Width;
    private readonly int _height = picture.Height;
    private readonly float _stepX = MathF.Cos(region.Angle) * region.Side / n;
    private readonly float _stepY = MathF.Sin(region.Angle) * region.Side / n;

    // Where one network pixel covers several of the picture, the mean of a few taps keeps edges from flickering.
    private readonly int _taps = region.Side / n > CoarseFrom ? Math.Min(MostTaps, (int)MathF.Round(region.Side / n)) : 1;

    /// <summary>Fills <paramref name="rgb"/> with values from <paramref name="black"/> to <paramref name="white"/>; what lies outside the picture is black.</summary>
    public void Fill(Span<float> rgb, float black, float white)
    {
        var scale = (white - black) / 255;
        for (var row = 0; row < n; row++)
        {
            for (var column = 0; column < n; column++)
            {
                var (fromX, fromY) = (column + 0.5f - (n / 2f), row + 0.5f - (n / 2f));
                var x = region.X + (_stepX * fromX) - (_stepY * fromY) - 0.5f;
                var y = region.Y + (_stepY * fromX) + (_stepX * fromY) - 0.5f;
                var pixel = rgb.Slice(((row * n) + column) * 3, 3);

                // Written so that a NaN counts as outside.
                if (!(x >= -0.5f && y >= -0.5f && x <= _width - 0.5f && y <= _height - 0.5f))
                {
                    pixel.Fill(black);
                    continue;
                }

                var luma = 1.1644f * ((_taps == 1 ? Bilinear(x, y) : MeanOfTaps(x, y)) - 16);
                var (u, v) = Chroma(x, y);
                pixel[0] = (Math.Clamp(luma + (1.596f * v), 0, 255) * scale) + black;
                pixel[1] = (Math.Clamp(luma - (0.392f * u) - (0.813f * v), 0, 255) * scale) + black;
                pixel[2] = (Math.Clamp(luma + (2.017f * u), 0, 255) * scale) + black;
            }
        }
    }

    private float Bilinear(float x, float y)
    {
        var (left, top) = ((int)MathF.Max(x, 0), (int)MathF.Max(y, 0));
        var (right, bottom) = (Math.Min(left + 1, _width - 1), Math.Min(top + 1, _height - 1));
        var (shareX, shareY) = (MathF.Max(x - left, 0), MathF.Max(y - top, 0));
        var upper = _data.AsSpan(top * _width, _width);
        var lower = _data.AsSpan(bottom * _width, _width);
        var above = upper[left] + ((upper[right] - upper[left]) * shareX);
        var below = lower[left] + ((lower[right] - lower[left]) * shareX);
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

    private (float U, float V) Chroma(float x, float y)
    {
        var (width, height) = ((_width + 1) / 2, (_height + 1) / 2);
        var column = Math.Clamp((int)((x * 0.5f) + 0.25f), 0, width - 1);
        var row = Math.Clamp((int)((y * 0.5f) + 0.25f), 0, height - 1);
        var u = (_width * _height) + (row * width) + column;
        return (_data[u] - 128f, _data[u + (width * height)] - 128f);
    }
}
