using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Evaluation;

/// <summary>How much of the lent mouth shows where: 1 around the lips, falling smoothly to 0 between nose, cheeks and chin (a superellipse in the canonical face).</summary>
public readonly struct MouthMask
{
    private const float Exponent = 2.4f, Core = 0.62f;

    // Powers are slow, and there are three a pixel: two curves by table, whose error is below 1e-5.
    private const int Steps = 1024;
    private static readonly float[] Powers = Curve(x => MathF.Pow(x, Exponent));
    private static readonly float[] Falls = Curve(sum => 1 - Signal.SmoothStep((MathF.Pow(sum, 1 / Exponent) - Core) / (1 - Core)));

    private readonly float _centreX, _centreY, _perWidth, _perAbove, _perBelow;

    /// <param name="mean">Where the mouth usually is.</param>
    /// <param name="chin">Height of the chin in the finished frame, canonical pixels.</param>
    public MouthMask(MeanFace mean, float chin)
    {
        (_centreX, _centreY) = (mean.MidX, mean.MidY);
        _perWidth = 1 / (0.56f * mean.EyeSpan);
        _perAbove = 1 / (mean.MidY - (mean.Nose + (0.05f * mean.EyeSpan)));
        _perBelow = 1 / (chin - (0.06f * mean.EyeSpan) - mean.MidY);
    }

    /// <summary>Weight at a canonical point, 0…1.</summary>
    public float At(float x, float y)
    {
        var dx = MathF.Abs(x - _centreX) * _perWidth;
        var dy = MathF.Max(0, y < _centreY ? (_centreY - y) * _perAbove : (y - _centreY) * _perBelow);

        // The superellipse lies between the circle and the square.
        if (dx >= 1 || dy >= 1)
        {
            return 0;
        }

        if ((dx * dx) + (dy * dy) <= Core * Core)
        {
            return 1;
        }

        var sum = Of(Powers, dx) + Of(Powers, dy);
        return sum >= 1 ? 0 : Of(Falls, sum);
    }

    private static float[] Curve(Func<float, float> curve) => [.. Enumerable.Range(0, Steps + 2).Select(i => curve((float)i / Steps))];

    private static float Of(float[] curve, float x)
    {
        var at = x * Steps;
        var i = (int)at;
        return curve[i] + ((at - i) * (curve[i + 1] - curve[i]));
    }
}
