using System.Numerics;
using IntelliAvatar.LipSync.Audio;
using IntelliAvatar.LipSync.Mouth;

namespace IntelliAvatar.LipSync.Face;

/// <summary>Brings a lent mouth the last bit to the wanted opening, width and chin. It answers backwards: which point of the source belongs here?</summary>
public sealed class MouthWarp
{
    private const float LeastInside = 0.02f, TeethShare = 0.6f, MostTeethShare = 0.85f;

    private readonly MeanFace _mean;
    private readonly MouthShape _shape;
    private readonly float _gap, _chin;
    private readonly float _ownHalf, _wantedHalf, _reach;
    private readonly float _ownShare;
    private readonly WarpColumns _columns;

    /// <param name="mean">Where the mouth usually is.</param>
    /// <param name="shape">The lent mouth.</param>
    /// <param name="gap">Wanted opening, canonical pixels.</param>
    /// <param name="chin">Wanted height of the chin, canonical pixels.</param>
    /// <param name="width">How wide the base's mouth is around this time; the lent one goes most of the way there.</param>
    public MouthWarp(MeanFace mean, MouthShape shape, float gap, float chin, float width)
    {
        (_mean, _shape, _gap, _chin) = (mean, shape, gap, chin);
        var wanted = Math.Clamp(shape.Width + (0.6f * (width - shape.Width)), 0.85f * shape.Width, 1.18f * shape.Width);
        (_ownHalf, _wantedHalf) = (shape.Width / 2, wanted / 2);
        _reach = MathF.Max(_ownHalf, _wantedHalf) + (0.22f * mean.EyeSpan);

        // A shut mouth has no form of its own to enlarge: it opens as an arch.
        _ownShare = gap < shape.Gap ? 1 : Math.Clamp(shape.Gap / (0.04f * mean.EyeSpan), 0, 1);

        // As far as the mask reaches, and a little more, for x moves too.
        var reach = (int)MathF.Ceiling(0.6f * mean.EyeSpan);
        _columns = new WarpColumns((int)MathF.Floor(mean.MidX) - reach, (2 * reach) + 1, KnotsAt);
    }

    /// <summary>The canonical point of the source frame whose pixel belongs at (x, y).</summary>
    public Vector2 SourceOf(float x, float y)
    {
        var sourceX = SourceX(x, y);
        return new Vector2(sourceX, SourceY(sourceX, y));
    }

    /// <summary>x after the widening, which fades out above and below the mouth.</summary>
    public float SourceX(float x, float y)
    {
        var (offset, distance) = (x - _shape.MidX, MathF.Abs(x - _shape.MidX));
        var fade = Signal.SmoothStep(1.6f - (MathF.Abs(y - _shape.MidY) / (0.22f * _mean.EyeSpan)));
        if (distance >= _reach || fade == 0)
        {
            return x;
        }

        var moved = distance < _wantedHalf
            ? distance * _ownHalf / _wantedHalf
            : _ownHalf + ((distance - _wantedHalf) * (_reach - _ownHalf) / (_reach - _wantedHalf));
        return x + (((MathF.Sign(offset) * moved) - offset) * fade);
    }

    /// <summary>The lips of a column of the source, and by how much this column opens (at least −its gap). False beside the mouth.</summary>
    public bool TryOpen(float sourceX, out LipColumn lips, out float change)
    {
        change = 0;
        if (!_shape.Lips.TryAt(sourceX, out lips))
        {
            return false;
        }

        var own = _shape.Gap > 1e-3f ? MathF.Min(1.4f, lips.Gap / _shape.Gap) : 0;
        var form = own * _ownShare;
        if (_ownShare < 1)
        {
            var u = (sourceX - _shape.MidX) / (0.46f * _shape.Width);
            form += MathF.Pow(MathF.Max(0, 1 - (u * u)), 0.8f) * (1 - _ownShare);
        }

        change = MathF.Max(-lips.Gap, (_gap - _shape.Gap) * form);
        return true;
    }

    private float SourceY(float sourceX, float y) => _columns.TryInvert(sourceX, y, out var source) ? source : KnotsAt(sourceX).Invert(y);

    /// <summary>Where a column of the source goes.</summary>
    internal WarpKnots KnotsAt(float sourceX)
    {
        var span = _mean.EyeSpan;
        var knots = new WarpKnots();
        knots.Add(_shape.Nose + (0.02f * span), 0);
        if (TryOpen(sourceX, out var lips, out var change))
        {
            // The lower jaw does most of the opening; lips keep a thickness even where tracking lets them cross.
            var lower = lips.UpperInner + lips.Gap;
            knots.Add(MathF.Min(lips.UpperOuter, lips.UpperInner - 0.3f), -0.12f * change);
            knots.Add(lips.UpperInner, -0.18f * change);
            if (lips.Gap > LeastInside * span)
            {
                // Teeth are stiff, and end at one height: they keep their size, and what is below them grows or is covered by the lower lip.
                var teeth = MathF.Min(TeethShare * _shape.Gap, MostTeethShare * MathF.Min(lips.Gap, lips.Gap + change));
                knots.Add(lips.UpperInner + teeth, -0.18f * change);
            }

            knots.Add(lower, 0.82f * change);
            knots.Add(MathF.Max(lips.LowerOuter, lower + 0.3f), 0.80f * change);
        }
        else
        {
            knots.Add(_shape.Lips.CornerBeside(sourceX), 0);
        }

        knots.Add(_shape.Chin, (_chin - _shape.Chin) * JawWarp.Share(_mean, sourceX));
        knots.Add(_shape.Chin + (0.45f * span), 0);
        return knots;
    }
}
