using System.Runtime.InteropServices;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>How loud a sound is, in each hundredth of a second.</summary>
/// <param name="values">Root mean squares, 0…1.</param>
internal sealed class LoudnessCurve(float[] values)
{
    private const int Rate = 8000, Window = Rate / 100;

    // Measured, of parts of two seconds: the same speech after AAC, Opus, noise reduction, compression to a tenth, a limiter, an echo or a change of tempo by 3 %
    // is alike by 0.7 and more, other sentences by 0.6 at most, unless by chance.
    private const int Part = 200;
    private const double LeastLikeness = 0.65;

    /// <summary>The end of a video may be cut off.</summary>
    private const double LeastOverlap = 0.5;

    /// <summary>Against the mean: less is a pause.</summary>
    private const double QuietPart = 0.25;

    /// <summary>Of the whole sound.</summary>
    public double Energy { get; } = values.Length == 0 ? 0 : values.Average(value => (double)value * value);

    /// <summary>No moment of it is louder than −60 dB.</summary>
    public bool IsSilent => Array.TrueForAll(values, value => value < 0.001);

    /// <summary>It rises and falls as speech does. Of a tone or a hum nothing can be compared but its level.</summary>
    public bool Varies => values.Length >= 50 && Smoothed() is var curve && Deviation(curve) > 0.15 * curve.Average();

    /// <summary>Reads a file's sound from its first picture on.</summary>
    /// <param name="map">Which track, in ffmpeg's words.</param>
    /// <returns>Null when it could not be read.</returns>
    public static async Task<(LoudnessCurve? Curve, ChildExit Exit)> ReadAsync(FfmpegCommands commands, SourceFile source, string map, TimeSpan cpu, CancellationToken cancel)
    {
        var values = new List<float>();
        var exit = await ChildProcess.RunAsync(
            commands.Convert(
                source, [], ["-map", map, "-vn", "-sn", "-dn", "-af", "aresample=async=1:first_pts=0", "-ac", "1", "-ar", $"{Rate}", "-c:a", "pcm_s16le", "-f", "s16le", "pipe:1"], cpu),
            new ChildPipes { Output = (stdout, stop) => ReadAsync(stdout, values, stop) },
            cancel);
        return (exit.Succeeded ? new LoudnessCurve([.. values]) : null, exit);
    }

    /// <summary>Which share of its louder seconds, 0…1, another sound has too, part by part: a part may lie elsewhere, and each a little farther off than the one before.</summary>
    /// <param name="most">How far a part may lie off.</param>
    public double ShareIn(LoudnessCurve other, TimeSpan most)
    {
        var (one, two) = (Smoothed(), other.Smoothed());
        var (shifts, quiet) = ((int)(most.TotalSeconds * Rate / Window), QuietPart * one.Average());
        var (heard, alike) = (0, 0);
        for (var from = 0; from < one.Length;)
        {
            // What remains at the end is too short for a part of its own.
            var length = one.Length - from < 2 * Part ? one.Length - from : Part;
            var part = one.AsSpan(from, length);
            if (Mean(part) > quiet)
            {
                heard += length;
                alike += IsIn(two, part, from, shifts) ? length : 0;
            }

            from += length;
        }

        return heard == 0 ? 1 : (double)alike / heard;
    }

    private static bool IsIn(float[] two, ReadOnlySpan<float> part, int from, int shifts)
    {
        for (var shift = -shifts; shift <= shifts; shift++)
        {
            var first = Math.Max(0, -(from + shift));
            var end = Math.Min(part.Length, two.Length - (from + shift));
            if (end - first >= LeastOverlap * part.Length && Correlation(part[first..end], two.AsSpan(from + shift + first, end - first)) >= LeastLikeness)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task ReadAsync(Stream stdout, List<float> values, CancellationToken cancel)
    {
        var block = new byte[Window * sizeof(short) * 100];
        for (var read = block.Length; read == block.Length;)
        {
            read = await stdout.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancel);
            for (var samples = MemoryMarshal.Cast<byte, short>(block.AsSpan(0, read)); samples.Length >= Window; samples = samples[Window..])
            {
                var sum = 0.0;
                foreach (var sample in samples[..Window])
                {
                    sum += (double)sample * sample;
                }

                values.Add((float)(Math.Sqrt(sum / Window) / 32768));
            }
        }
    }

    /// <summary>The root brings loud and soft sounds nearer to each other, as compressors do.</summary>
    private float[] Smoothed()
    {
        var smooth = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            smooth[i] = (MathF.Sqrt(values[Math.Max(0, i - 1)]) + MathF.Sqrt(values[i]) + MathF.Sqrt(values[Math.Min(values.Length - 1, i + 1)])) / 3;
        }

        return smooth;
    }

    private static double Mean(ReadOnlySpan<float> curve)
    {
        var sum = 0.0;
        foreach (var value in curve)
        {
            sum += value;
        }

        return sum / curve.Length;
    }

    private static double Deviation(float[] curve)
    {
        var mean = curve.Average();
        return Math.Sqrt(curve.Average(value => (value - mean) * (value - mean)));
    }

    private static double Correlation(ReadOnlySpan<float> one, ReadOnlySpan<float> two)
    {
        double sum1 = 0, sum2 = 0, square1 = 0, square2 = 0, product = 0;
        for (var i = 0; i < one.Length; i++)
        {
            var (a, b) = ((double)one[i], (double)two[i]);
            sum1 += a;
            sum2 += b;
            square1 += a * a;
            square2 += b * b;
            product += a * b;
        }

        var (spread1, spread2) = (square1 - (sum1 * sum1 / one.Length), square2 - (sum2 * sum2 / one.Length));
        return spread1 <= 0 || spread2 <= 0 ? 0 : (product - (sum1 * sum2 / one.Length)) / Math.Sqrt(spread1 * spread2);
    }
}
