using System.Numerics;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Library;

/// <summary>A small grey picture of the mouth without its mean brightness, to tell how visible a jump from one frame to another would be.</summary>
public sealed class MouthTexture
{
    private const int Columns = 16, Rows = 10;

    private readonly float[] _luma = new float[Columns * Rows];

    /// <summary>Samples 0.8 × 0.5 eye spans around the middle of the mouth.</summary>
    public MouthTexture(PictureRegion picture, PosedFace face, float eyeSpan)
    {
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var x = face.Shape.MidX + ((column - 7.5f) / Columns * 0.8f * eyeSpan);
                var y = face.Shape.MidY + ((row - 4.5f) / Rows * 0.5f * eyeSpan);
                _luma[(row * Columns) + column] = picture.Luma.Bilinear(Vector2.Transform(new Vector2(x, y), face.ToPicture));
            }
        }

        var mean = _luma.Average();
        for (var i = 0; i < _luma.Length; i++)
        {
            _luma[i] -= mean;
        }
    }

    /// <summary>Root of the mean squared difference, in luma steps.</summary>
    public float DistanceTo(MouthTexture other)
    {
        double sum = 0;
        for (var i = 0; i < _luma.Length; i++)
        {
            double d = _luma[i] - other._luma[i];
            sum += d * d;
        }

        return (float)Math.Sqrt(sum / _luma.Length);
    }
}
