using IntelliAvatar.LipSync.Audio;
using IntelliAvatar.LipSync.Mouth;

namespace IntelliAvatar.LipSync.Face;

/// <summary>How much of the lent mouth shows where: 1 around the lips, falling smoothly to 0 between nose, cheeks and chin (a superellipse in the canonical face).</summary>
public readonly struct MouthMask
{
    private const float Exponent = 2.4f, Core = 0.62f;

    private readonly float _centreX, _centreY, _halfWidth, _above, _below;

    /// <param name="mean">Where the mouth usually is.</param>
    /// <param name="chin">Height of the chin in the finished frame, canonical pixels.</param>
    public MouthMask(MeanFace mean, float chin)
    {
        (_centreX, _centreY) = (mean.MidX, mean.MidY);
        _halfWidth = 0.56f * mean.EyeSpan;
        _above = mean.MidY - (mean.Nose + (0.05f * mean.EyeSpan));
        _below = chin - (0.06f * mean.EyeSpan) - mean.MidY;
    }

    /// <summary>Weight at a canonical point, 0…1.</summary>
    public float At(float x, float y)
    {
        var dx = MathF.Abs(x - _centreX) / _halfWidth;
        var dy = MathF.Max(0, y < _centreY ? (_centreY - y) / _above : (y - _centreY) / _below);

        // Most pixels need no powers: the superellipse lies between the circle and the square.
        if (dx >= 1 || dy >= 1)
        {
            return 0;
        }

        if ((dx * dx) + (dy * dy) <= Core * Core)
        {
            return 1;
        }

        var radius = MathF.Pow(MathF.Pow(dx, Exponent) + MathF.Pow(dy, Exponent), 1 / Exponent);
        return 1 - Signal.SmoothStep((radius - Core) / (1 - Core));
    }
}
