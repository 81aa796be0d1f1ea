using IntelliAvatar.LipSync.Mouth;

namespace IntelliAvatar.LipSync.Face;

/// <summary>Moves the jaw of the base frame to where the finished frame has its chin; else a second chin would show below the mask.</summary>
public readonly struct JawWarp
{
    private readonly MeanFace _mean;
    private readonly float _top, _chin, _bottom, _shift;

    /// <param name="mean">Where the mouth usually is.</param>
    /// <param name="shape">The base frame's own mouth.</param>
    /// <param name="chin">Height of the chin in the finished frame, canonical pixels.</param>
    public JawWarp(MeanFace mean, MouthShape shape, float chin)
    {
        _mean = mean;
        _top = shape.MidY - (0.02f * mean.EyeSpan);
        _chin = shape.Chin;
        _bottom = shape.Chin + (0.45f * mean.EyeSpan);
        _shift = chin - shape.Chin;
    }

    /// <summary>Share of the chin's move that a column takes part in: 1 in the middle of the face, 0 from 0.75 eye spans on.</summary>
    public static float Share(MeanFace mean, float x)
    {
        var u = (x - mean.MidX) / (0.75f * mean.EyeSpan);
        return MathF.Max(0, 1 - (u * u * u * u));
    }

    /// <summary>The height in the base frame whose pixel belongs at (x, y); exactly y where nothing moves.</summary>
    public float SourceY(float x, float y)
    {
        if (y <= _top || y >= _bottom)
        {
            return y;
        }

        var shift = _shift * Share(_mean, x);
        var chin = _chin + shift;
        return shift == 0 ? y
            : y < chin ? _top + ((_chin - _top) * (y - _top) / (chin - _top))
            : _chin + ((_bottom - _chin) * (y - chin) / (_bottom - chin));
    }
}
