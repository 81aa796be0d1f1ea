using IntelliAvatar.LipSync.Audio;

namespace IntelliAvatar.LipSync;

/// <summary>Frames per second as a fraction, e.g. 30000/1001.</summary>
public readonly record struct FrameRate
{
    public FrameRate(int numerator, int denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        (Numerator, Denominator) = (numerator, denominator);
    }

    public int Numerator { get; }

    public int Denominator { get; }

    public double FramesPerSecond => Numerator / (double)Denominator;

    /// <summary>Frames that so many samples of 16 kHz sound last: rounded, at least 1.</summary>
    public int FramesFor(int samples) =>
        (int)Math.Max(1, Math.Round(samples * FramesPerSecond / AudioFeatures.SampleRate, MidpointRounding.AwayFromZero));
}
