namespace IntelliAvatar.LipSync.Core;

/// <summary>The few tools for sampled curves that everything here shares.</summary>
public static class Signal
{
    /// <summary>Gaussian smoothing, cut at 3 <paramref name="sigma"/> (in samples) and normalised; the ends are repeated. A sigma of 0 copies.</summary>
    public static float[] GaussianSmooth(ReadOnlySpan<float> track, double sigma)
    {
        if (sigma <= 0)
        {
            return track.ToArray();
        }

        var reach = (int)Math.Ceiling(3 * sigma);
        var kernel = new double[(2 * reach) + 1];
        for (var i = 0; i < kernel.Length; i++)
        {
            kernel[i] = Math.Exp(-(i - reach) * (i - reach) / (2 * sigma * sigma));
        }

        var total = kernel.Sum();
        var smooth = new float[track.Length];
        for (var i = 0; i < smooth.Length; i++)
        {
            var sum = 0.0;
            for (var k = 0; k < kernel.Length; k++)
            {
                sum += kernel[k] * track[Math.Clamp(i + k - reach, 0, track.Length - 1)];
            }

            smooth[i] = (float)(sum / total);
        }

        return smooth;
    }

    /// <summary>The value below which the share <paramref name="q"/> (0…1) lies, linear between order statistics at q·(n−1); 0 for no values.</summary>
    public static float Quantile(ReadOnlySpan<float> values, double q)
    {
        if (values.IsEmpty)
        {
            return 0;
        }

        var sorted = values.ToArray();
        Array.Sort(sorted);
        var place = q * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? (float)(sorted[below] + ((sorted[below + 1] - sorted[below]) * (place - below))) : sorted[below];
    }

    /// <summary>Pearson correlation of <paramref name="audio"/>[i] with <paramref name="mouth"/>[i + lag] over all i where both exist; 0 if one of them does not vary. A positive lag: the mouth is late.</summary>
    public static double Correlation(ReadOnlySpan<float> audio, ReadOnlySpan<float> mouth, int lag = 0)
    {
        var length = Math.Min(audio.Length, mouth.Length) - Math.Abs(lag);
        if (length < 2)
        {
            return 0;
        }

        var x = audio.Slice(Math.Max(0, -lag), length);
        var y = mouth.Slice(Math.Max(0, lag), length);
        var (meanX, meanY) = (Mean(x), Mean(y));
        double xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < length; i++)
        {
            var (fromMeanX, fromMeanY) = (x[i] - meanX, y[i] - meanY);
            xy += fromMeanX * fromMeanY;
            xx += fromMeanX * fromMeanX;
            yy += fromMeanY * fromMeanY;
        }

        return xy / Math.Sqrt((xx * yy) + 1e-12);
    }

    /// <summary>The largest <see cref="Correlation"/> over the lags −<paramref name="mostLag"/>…<paramref name="mostLag"/>, and its lag.</summary>
    public static (double Correlation, int Lag) BestCorrelation(ReadOnlySpan<float> audio, ReadOnlySpan<float> mouth, int mostLag)
    {
        var best = (Correlation: double.NegativeInfinity, Lag: 0);
        for (var lag = -mostLag; lag <= mostLag; lag++)
        {
            var correlation = Correlation(audio, mouth, lag);
            best = correlation > best.Correlation ? (correlation, lag) : best;
        }

        return best;
    }

    /// <summary>0 below 0, 1 above 1, between them 3t² − 2t³.</summary>
    public static float SmoothStep(float t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - (2 * t));
    }

    /// <summary>A 100 Hz track at the middles of video frames: smoothed with <paramref name="sigmaMilliseconds"/>, then linear at (i + ½)/fps.</summary>
    public static float[] ToFrames(ReadOnlySpan<float> track, double sigmaMilliseconds, double fps, int frames)
    {
        var values = new float[frames];
        if (track.IsEmpty)
        {
            return values;
        }

        var smooth = GaussianSmooth(track, sigmaMilliseconds * SoundRate.HopsPerSecond / 1000);
        for (var i = 0; i < frames; i++)
        {
            var place = Math.Min((i + 0.5) / fps * SoundRate.HopsPerSecond, smooth.Length - 1);
            var before = (int)place;
            var after = Math.Min(before + 1, smooth.Length - 1);
            values[i] = (float)(smooth[before] + ((smooth[after] - smooth[before]) * (place - before)));
        }

        return values;
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
