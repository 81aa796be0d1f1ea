using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Evaluation;

/// <summary>Scores the opening of a mouth over time against the speech.</summary>
/// <param name="envelope">Loudness of the speech per frame.</param>
/// <param name="drive">The opening that our drive wants per frame.</param>
/// <param name="reference">The measured opening of another video of the same speech, or null.</param>
/// <param name="fps">Frames per second.</param>
public sealed class MouthScore(float[] envelope, float[] drive, float[]? reference, double fps)
{
    /// <param name="aperture">Measured opening per frame; what is longer than the speech is left out.</param>
    public MouthMetrics Of(float[] aperture)
    {
        var during = aperture.AsSpan(0, Math.Min(aperture.Length, envelope.Length));
        var (silent, speaking) = SpeakingFrames.Split(during, envelope, fps);
        return new MouthMetrics(
            Best(envelope, during, 2),
            reference is null ? null : Best(reference, during, 3),
            Best(drive, during, 2),
            silent.Length > 2 ? silent.Average(value => (double)value) : null,
            silent.Length,
            speaking.Length > 0 ? Signal.Quantile(speaking, 0.5) : null,
            speaking.Length > 0 ? Signal.Quantile(speaking, 0.95) : null,
            Speed(during));
    }

    /// <summary>The best correlation over lags up to ±<paramref name="mostLag"/>, over the common length.</summary>
    public static LaggedCorrelation Best(ReadOnlySpan<float> audio, ReadOnlySpan<float> mouth, int mostLag)
    {
        var (r, lag) = Signal.BestCorrelation(audio, mouth, mostLag);
        return new LaggedCorrelation(r, lag);
    }

    private double Speed(ReadOnlySpan<float> aperture)
    {
        var sum = 0.0;
        for (var t = 1; t < aperture.Length; t++)
        {
            sum += MathF.Abs(aperture[t] - aperture[t - 1]);
        }

        return aperture.Length > 1 ? sum / (aperture.Length - 1) * fps : 0;
    }
}
