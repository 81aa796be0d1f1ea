using System.Numerics;
using IntelliAvatar.LipSync.Audio;
using IntelliAvatar.LipSync.Mouth;

namespace IntelliAvatar.LipSync.Face;

/// <summary>Brings a lent mouth the last bit to the wanted opening, width and chin. It answers backwards: which point of the source belongs here?</summary>
public readonly struct MouthWarp
{
    private readonly MeanFace _mean;
    private readonly MouthShape _shape;
    private readonly float _gap, _chin;
    private readonly float _ownHalf, _wantedHalf, _reach;
    private readonly float _ownShare;

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

    private float SourceY(float sourceX, float y)
    {
        var span = _mean.EyeSpan;
        Span<float> from = stackalloc float[7];
        Span<float> to = stackalloc float[7];
        var knots = 0;
        Knot(from, to, _shape.Nose + (0.02f * span), 0);
        if (TryOpen(sourceX, out var lips, out var change))
        {
            // The lower jaw does most of the opening; lips keep a thickness even where tracking lets them cross.
            var lower = lips.UpperInner + lips.Gap;
            Knot(from, to, MathF.Min(lips.UpperOuter, lips.UpperInner - 0.3f), -0.12f * change);
            Knot(from, to, lips.UpperInner, -0.18f * change);
            Knot(from, to, lower, 0.82f * change);
            Knot(from, to, MathF.Max(lips.LowerOuter, lower + 0.3f), 0.80f * change);
        }
        else
        {
            Knot(from, to, _shape.Lips.CornerBeside(sourceX), 0);
        }

        Knot(from, to, _shape.Chin, (_chin - _shape.Chin) * JawWarp.Share(_mean, sourceX));
        Knot(from, to, _shape.Chin + (0.45f * span), 0);
        return Invert(from[..knots], to[..knots], y);

        // Knots stay in order, so that the map can be inverted.
        void Knot(Span<float> from, Span<float> to, float source, float move)
        {
            from[knots] = knots == 0 ? source : MathF.Max(source, from[knots - 1] + 0.05f);
            to[knots] = knots == 0 ? source + move : MathF.Max(source + move, to[knots - 1] + 0.02f);
            knots++;
        }
    }

    private static float Invert(ReadOnlySpan<float> from, ReadOnlySpan<float> to, float y)
    {
        if (y <= to[0] || y >= to[^1])
        {
            return y;
        }

        var i = 1;
        while (y > to[i])
        {
            i++;
        }

        return float.Lerp(from[i - 1], from[i], (y - to[i - 1]) / (to[i] - to[i - 1]));
    }
}
