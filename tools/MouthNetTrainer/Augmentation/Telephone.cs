namespace MouthNetTrainer.Augmentation;

/// <summary>What lines and codecs leave of a sound.</summary>
internal static class Telephone
{
    private const float Mu = 255;

    /// <summary>Nothing above <paramref name="highest"/> hertz.</summary>
    public static float[] LimitBand(float[] samples, double highest, int rate)
    {
        var limited = Resampling.Resample(Resampling.Resample(samples, rate / (2 * highest)), 2 * highest / rate);
        Array.Resize(ref limited, samples.Length);
        return limited;
    }

    /// <summary>8 bits a sample (ITU-T G.711, µ-law), as loud as the line allows.</summary>
    public static void Quantise(Span<float> samples)
    {
        var peak = 1e-6f;
        foreach (var sample in samples)
        {
            peak = Math.Max(peak, Math.Abs(sample));
        }

        foreach (ref var sample in samples)
        {
            var compressed = MathF.Log(1 + (Mu * Math.Abs(sample) / peak)) / MathF.Log(1 + Mu);
            var coarse = MathF.Round(compressed * 127) / 127;
            sample = MathF.CopySign(peak * (MathF.Pow(1 + Mu, coarse) - 1) / Mu, sample);
        }
    }
}
