using System.Numerics;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;

namespace IntelliAvatar.LipSync.Compositing;

/// <summary>
/// Gives back the sharpness that resampling takes: unsharp mask over a 3×3 binomial blur. How much that is depends on the video: fine grain
/// loses a lot, an enlarged or soft picture nothing. So it is measured once on the mouths themselves.
/// </summary>
/// <param name="amount">How much of the difference to the blurred picture is added.</param>
public sealed class Sharpening(float amount)
{
    private const int MostMeasured = 16;
    private const float MostAmount = 0.6f;

    // Of a pixel: the distance that loses as much as all distances do on average.
    private const float UsualShift = 0.35f;

    public float Amount => amount;

    /// <summary>As much as the mouths that are lent need.</summary>
    public static Sharpening For(IReadOnlyList<MouthSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        double wanted = 0, resampled = 0, product = 0, gain = 0;
        for (var i = 0; i < Math.Min(MostMeasured, sources.Count); i++)
        {
            Measure(sources[(int)((long)i * sources.Count / Math.Min(MostMeasured, sources.Count))]);
        }

        // The detail (energy of the Laplacian) is a parabola in the amount; it becomes what it was before.
        var missing = (product * product) + (gain * (wanted - resampled));
        return new Sharpening(gain > 0 && missing > 0 ? (float)Math.Clamp((Math.Sqrt(missing) - product) / gain, 0, MostAmount) : 0);

        void Measure(MouthSource source)
        {
            var (shape, map) = (source.Face.Shape, source.Face.ToPicture);
            var half = new Vector2(0.5f * shape.Width, 0.3f * shape.Width);
            var middle = new Vector2(shape.MidX, shape.MidY);
            var (min, max) = new Box(middle.X - half.X, middle.Y - half.Y, middle.X + half.X, middle.Y + half.Y).BoundsIn(map);
            var (width, height) = ((int)(max.X - min.X), (int)(max.Y - min.Y));
            var luma = source.Region.Luma;
            var (original, moved) = (new float[Math.Max(0, width * height)], new float[Math.Max(0, width * height)]);
            for (var i = 0; i < original.Length; i++)
            {
                var at = new Vector2((int)min.X + (i % width) + 0.5f, (int)min.Y + (i / width) + 0.5f);
                (original[i], moved[i]) = (luma.CatmullRom(at), luma.CatmullRom(at + new Vector2(UsualShift)));
            }

            var (sharpened, everywhere) = (new float[original.Length], new float[original.Length]);
            Array.Fill(everywhere, 1);
            new Sharpening(1).Apply(moved, everywhere, sharpened, width, height);
            for (var y = 2; y < height - 2; y++)
            {
                for (var i = (y * width) + 2; i < ((y + 1) * width) - 2; i++)
                {
                    var (before, now) = (Laplacian(original, i, width), Laplacian(moved, i, width));
                    var more = Laplacian(sharpened, i, width) - now;
                    wanted += before * before;
                    resampled += now * now;
                    product += now * more;
                    gain += more * more;
                }
            }
        }
    }

    /// <param name="values">Rows without padding.</param>
    /// <param name="mask">Pixels count as present where this is above 0; at the edge of what is present nothing is sharpened.</param>
    /// <param name="into">Receives the result.</param>
    /// <param name="width">Of all three.</param>
    /// <param name="height">Of all three.</param>
    public void Apply(ReadOnlySpan<float> values, ReadOnlySpan<float> mask, Span<float> into, int width, int height)
    {
        values[..(width * height)].CopyTo(into);
        for (var y = 1; y < height - 1; y++)
        {
            for (var i = (y * width) + 1; i < ((y + 1) * width) - 1; i++)
            {
                if (mask[i] <= 0 || mask[i - 1] <= 0 || mask[i + 1] <= 0 || mask[i - width] <= 0 || mask[i + width] <= 0)
                {
                    continue;
                }

                var sides = values[i - 1] + values[i + 1] + values[i - width] + values[i + width];
                var corners = values[i - width - 1] + values[i - width + 1] + values[i + width - 1] + values[i + width + 1];
                var blurred = (0.25f * values[i]) + (0.125f * sides) + (0.0625f * corners);
                into[i] = values[i] + (amount * (values[i] - blurred));
            }
        }
    }

    private static double Laplacian(float[] values, int i, int width) =>
        (4 * values[i]) - values[i - 1] - values[i + 1] - values[i - width] - values[i + width];
}
