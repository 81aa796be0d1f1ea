using System.Numerics;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Compositing;

/// <summary>
/// Brings the lower face of a frame onto the wanted mouth and chin. It answers backwards: which point of that frame belongs here?
/// The same for the mouth that is lent and for the skin of the base around it.
/// </summary>
public sealed class MouthWarp
{
    private const float TeethShare = 0.6f, MostTeethShare = 0.85f, ThinnestLip = 0.3f;

    // In eye spans: how far lips press, how far beside the corners and below the chin the skin gives way.
    private const float Pressed = 0.012f, SideReach = 0.22f, ChinReach = 0.45f, JawHalfWidth = 0.75f;

    private readonly MeanFace _mean;
    private readonly MouthShape _shape;
    private readonly WantedMouth _wanted;
    private readonly float _chin, _left, _right, _leftEnd, _rightEnd;
    private readonly WarpColumns _columns;

    /// <param name="mean">Where the mouth usually is.</param>
    /// <param name="shape">The mouth of the frame that is warped.</param>
    /// <param name="wanted">The mouth it becomes.</param>
    /// <param name="chin">Wanted height of the chin, canonical pixels.</param>
    public MouthWarp(MeanFace mean, MouthShape shape, WantedMouth wanted, float chin)
    {
        (_mean, _shape, _wanted, _chin) = (mean, shape, wanted, chin);
        (_left, _right) = (shape.MidX - (shape.Width / 2), shape.MidX + (shape.Width / 2));
        _leftEnd = MathF.Min(_left, wanted.Left) - (SideReach * mean.EyeSpan);
        _rightEnd = MathF.Max(_right, wanted.Right) + (SideReach * mean.EyeSpan);
        var reach = (int)MathF.Ceiling(JawHalfWidth * mean.EyeSpan) + 1;
        _columns = new WarpColumns((int)MathF.Floor(mean.MidX) - reach, (2 * reach) + 2, KnotsAt);
    }

    /// <summary>The canonical point of the warped frame whose pixel belongs at (x, y); exactly (x, y) where nothing moves.</summary>
    public Vector2 SourceOf(float x, float y) => new(SourceX(x, y), _columns.Invert(x, y));

    /// <summary>x after the change of width, which fades out above and below the mouth.</summary>
    private float SourceX(float x, float y)
    {
        if (x <= _leftEnd || x >= _rightEnd)
        {
            return x;
        }

        var fade = Signal.SmoothStep(1.6f - (MathF.Abs(y - _wanted.MidY) / (SideReach * _mean.EyeSpan)));
        return fade == 0 ? x : x + ((Moved(x) - x) * fade);
    }

    private float Moved(float x) =>
        x < _wanted.Left ? _leftEnd + ((x - _leftEnd) * (_left - _leftEnd) / (_wanted.Left - _leftEnd))
        : x > _wanted.Right ? _rightEnd - ((_rightEnd - x) * (_rightEnd - _right) / (_rightEnd - _wanted.Right))
        : _wanted.ToShape(x, _shape);

    /// <summary>Where a column goes. Beside the mouth its four lines have become one, at the height of the corner.</summary>
    private WarpKnots KnotsAt(float x)
    {
        var span = _mean.EyeSpan;
        var lips = _shape.Lips.At(Moved(x));
        var wanted = _wanted.Lips.At(x);
        var beside = Signal.SmoothStep(1 - (MathF.Max(0, MathF.Max(_wanted.Left - x, x - _wanted.Right)) / (SideReach * span)));
        var lower = lips.UpperInner + lips.Gap;

        // Lips that shut press on each other: else what was between them would show as a thin line.
        var pressed = lips.Gap > wanted.Gap ? Pressed * span * Signal.SmoothStep(1 - (wanted.Gap / (2 * Pressed * span))) : 0;

        // Teeth are stiff, and end at one height: they keep their size, and what is below them grows or is covered by the lower lip.
        var teeth = MathF.Min(TeethShare * _shape.Gap, MostTeethShare * MathF.Min(lips.Gap, wanted.Gap));

        var knots = new WarpKnots();
        knots.Add(_shape.Nose + (0.02f * span), _shape.Nose + (0.02f * span));
        Add(MathF.Min(lips.UpperOuter, lips.UpperInner - pressed - ThinnestLip), MathF.Min(wanted.UpperOuter, wanted.UpperInner - ThinnestLip));
        Add(lips.UpperInner - pressed, wanted.UpperInner);
        Add(lips.UpperInner + teeth, wanted.UpperInner + teeth);
        Add(lower + pressed, wanted.UpperInner + wanted.Gap);
        Add(MathF.Max(lips.LowerOuter, lower + pressed + ThinnestLip), MathF.Max(wanted.LowerOuter, wanted.UpperInner + wanted.Gap + ThinnestLip));
        knots.Add(_shape.Chin, _shape.Chin + ((_chin - _shape.Chin) * JawShare(x)));
        knots.Add(_shape.Chin + (ChinReach * span), _shape.Chin + (ChinReach * span));
        return knots;

        void Add(float from, float to) => knots.Add(from, from + ((to - from) * beside));
    }

    /// <summary>Share of the chin's move that a column takes part in: 1 in the middle of the face, 0 at its sides.</summary>
    private float JawShare(float x)
    {
        var u = (x - _mean.MidX) / (JawHalfWidth * _mean.EyeSpan);
        return MathF.Max(0, 1 - (u * u * u * u));
    }
}
