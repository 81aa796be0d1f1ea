using System.Numerics;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Evaluation;

/// <summary>Collects how far the luma outside the lower face is from the base's: PSNR over all frames, and SSIM of 8×8 blocks.</summary>
/// <remarks>SSIM: Z. Wang et al., "Image Quality Assessment: From Error Visibility to Structural Similarity", 2004; C1 and C2 for 8-bit luma.</remarks>
public sealed class Fidelity(MeanFace mean)
{
    private const double C1 = 6.5, C2 = 58.5;
    private const int BlockSize = 8, Pitch = 16, Pixels = BlockSize * BlockSize;

    private double _squares, _similarity;
    private long _pixels, _blocks;

    /// <summary>dB; null if nothing was outside.</summary>
    public double? Psnr => _pixels == 0 ? null : 10 * Math.Log10(255.0 * 255 / ((_squares / _pixels) + 1e-9));

    /// <summary>0…1; null if no block was outside.</summary>
    public double? Ssim => _blocks == 0 ? null : _similarity / _blocks;

    public void Add(YuvFrame output, YuvFrame baseFrame, PosedFace face)
    {
        var (left, top, right, bottom) = LowerFace(face);
        var (width, height) = (output.Width, output.Height);
        var a = output.Y;
        var b = baseFrame.Y;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x += 2)
            {
                if (x > left && x < right && y > top && y < bottom)
                {
                    continue;
                }

                var difference = a[(y * width) + x] - b[(y * width) + x];
                _squares += difference * difference;
                _pixels++;
            }
        }

        for (var y = 0; y + BlockSize <= height; y += Pitch)
        {
            for (var x = 0; x + BlockSize <= width; x += Pitch)
            {
                if (x + BlockSize <= left || x >= right || y + BlockSize <= top || y >= bottom)
                {
                    _similarity += Similarity(a[((y * width) + x)..], b[((y * width) + x)..], width);
                    _blocks++;
                }
            }
        }
    }

    private Box LowerFace(PosedFace face)
    {
        var mouth = Vector2.Transform(new Vector2(mean.MidX, mean.MidY), face.ToPicture);
        var nose = Vector2.Transform(new Vector2(mean.MidX, mean.Nose), face.ToPicture);
        var span = mean.EyeSpan;
        return new Box(
            MathF.Truncate(mouth.X - (0.95f * span)),
            MathF.Truncate(nose.Y - (0.15f * span)),
            MathF.Truncate(mouth.X + (0.95f * span)),
            MathF.Truncate(mouth.Y + (1.15f * span)));
    }

    private static double Similarity(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int width)
    {
        double sumA = 0, sumB = 0, squaresA = 0, squaresB = 0, products = 0;
        for (var y = 0; y < BlockSize; y++)
        {
            for (var i = y * width; i < (y * width) + BlockSize; i++)
            {
                sumA += a[i];
                sumB += b[i];
                squaresA += a[i] * a[i];
                squaresB += b[i] * b[i];
                products += a[i] * b[i];
            }
        }

        var (meanA, meanB) = (sumA / Pixels, sumB / Pixels);
        var varianceA = (squaresA / Pixels) - (meanA * meanA);
        var varianceB = (squaresB / Pixels) - (meanB * meanB);
        var covariance = (products / Pixels) - (meanA * meanB);
        return ((2 * meanA * meanB) + C1) * ((2 * covariance) + C2)
            / (((meanA * meanA) + (meanB * meanB) + C1) * (varianceA + varianceB + C2));
    }
}
