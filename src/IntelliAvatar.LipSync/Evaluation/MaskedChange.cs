using System.Numerics;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Evaluation;

/// <summary>Collects how much the luma changes from frame to frame on the seam of the mouth mask and inside it, and how sharp the inside is.</summary>
public sealed class MaskedChange(MeanFace mean)
{
    private const float Seam = 0.02f, Inside = 0.95f;

    private double _ring, _inside, _detail, _baseDetail;
    private long _ringPixels, _insidePixels;

    public double Ring => _ring / Math.Max(1, _ringPixels);

    public double Mouth => _inside / Math.Max(1, _insidePixels);

    /// <summary>Root of the summed squared Laplacians, against the base's; 1 if there is nothing to compare.</summary>
    public double Sharpness => _baseDetail > 0 ? Math.Sqrt(_detail / _baseDetail) : 1;

    /// <param name="now">A frame.</param>
    /// <param name="before">The frame before it.</param>
    /// <param name="baseFrame">The base frame of that time.</param>
    /// <param name="face">The face in it, which places the mask.</param>
    public void Add(YuvFrame now, YuvFrame before, YuvFrame baseFrame, PosedFace face)
    {
        var mask = new MouthMask(mean, face.Shape.Chin);
        var (min, max) = new Box(mean.MidX - mean.EyeSpan, mean.Nose, mean.MidX + mean.EyeSpan, face.Shape.Chin).BoundsIn(face.ToPicture);
        var width = now.Width;
        var luma = now.Y;
        var earlier = before.Y;
        var original = baseFrame.Y;
        for (var y = Math.Max(1, (int)min.Y); y <= Math.Min(now.Height - 2, (int)max.Y); y++)
        {
            for (var x = Math.Max(1, (int)min.X); x <= Math.Min(width - 2, (int)max.X); x++)
            {
                var p = Vector2.Transform(new Vector2(x + 0.5f, y + 0.5f), face.ToCanonical);
                var weight = mask.At(p.X, p.Y);
                var i = (y * width) + x;
                if (weight > Inside)
                {
                    _inside += Math.Abs(luma[i] - earlier[i]);
                    _insidePixels++;
                    _detail += Square(Laplacian(luma, i, width));
                    _baseDetail += Square(Laplacian(original, i, width));
                }
                else if (weight > Seam)
                {
                    _ring += Math.Abs(luma[i] - earlier[i]);
                    _ringPixels++;
                }
            }
        }
    }

    private static int Laplacian(ReadOnlySpan<byte> luma, int i, int width) =>
        (4 * luma[i]) - luma[i - 1] - luma[i + 1] - luma[i - width] - luma[i + width];

    private static double Square(double x) => x * x;
}
