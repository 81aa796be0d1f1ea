using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Compositing;

/// <summary>How much of the lent mouth shows where: 1 on the lips and what is between them, falling smoothly to 0 on the skin around.</summary>
public sealed class LipsMask
{
    // In eye spans. The skin around the lips is the base's own; so near it takes part in what the lips do.
    private const float Side = 0.15f, Above = 0.13f, Below = 0.16f, Least = 0.05f;

    // And so far beside the mouth there is surely a chin below it, in every picture.
    private const float ChinSide = 0.25f;

    // Whole up to this share of the way.
    private const float Whole = 0.3f;

    private readonly WantedMouth _wanted;
    private readonly float _perSide, _perChinSide, _nose, _chin, _above, _below, _least, _left, _right, _top, _bottom;

    /// <param name="mean">Where the mouth usually is.</param>
    /// <param name="wanted">The mouth of the finished frame.</param>
    /// <param name="chin">Height of its chin, canonical pixels.</param>
    public LipsMask(MeanFace mean, WantedMouth wanted, float chin)
    {
        var span = mean.EyeSpan;
        _wanted = wanted;
        (_perSide, _perChinSide) = (1 / (Side * span), 1 / (ChinSide * span));
        (_nose, _chin) = (mean.Nose + (0.04f * span), chin - (0.04f * span));
        (_above, _below, _least) = (Above * span, Below * span, Least * span);
        (_left, _right) = (wanted.Left, wanted.Right);
        (_top, _bottom) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var column in wanted.Lips.Columns)
        {
            _top = MathF.Min(_top, column.UpperOuter - _above - 1);
            _bottom = MathF.Max(_bottom, column.LowerOuter + _below + 1);
        }
    }

    /// <summary>How much of a column lies below the mouth, 0…1.</summary>
    public float Beside(float x) => 1 - Signal.SmoothStep(MathF.Max(0, MathF.Max(_wanted.Left - x, x - _wanted.Right)) * _perChinSide);

    /// <summary>Weight at a canonical point, 0…1.</summary>
    public float At(float x, float y)
    {
        var side = (x < _left ? _left - x : x > _right ? x - _right : 0) * _perSide;
        if (side >= 1 || y < _top || y > _bottom)
        {
            return 0;
        }

        var (upper, lower) = _wanted.Lips.OuterAt(x);
        var height = y < upper
            ? (upper - y) / Math.Clamp(upper - _nose, _least, _above)
            : y <= lower ? 0 : (y - lower) / Math.Clamp(_chin - lower, _least, _below);
        var distance = MathF.Sqrt((side * side) + (height * height));
        return distance >= 1 ? 0 : 1 - Signal.SmoothStep((distance - Whole) / (1 - Whole));
    }
}
