using System.Globalization;

namespace IntelliAvatar.LipSync.Core;

/// <summary>Frames per second as a fraction, so that 29.97 is exactly 30000/1001.</summary>
public readonly record struct FrameRate
{
    /// <summary>The rates that cameras and players agree on (SMPTE ST 12-1, and twice as fast).</summary>
    private static readonly FrameRate[] Common =
    [
        new(24000, 1001), new(24, 1), new(25, 1), new(30000, 1001), new(30, 1), new(48, 1), new(50, 1), new(60000, 1001), new(60, 1), new(100, 1), new(120, 1),
    ];

    public FrameRate(int numerator, int denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        (Numerator, Denominator) = (numerator, denominator);
    }

    public int Numerator { get; }

    public int Denominator { get; }

    public double FramesPerSecond => Numerator / (double)Denominator;

    public TimeSpan FrameDuration => DurationOf(1);

    /// <summary>As people say it: <c>29.97</c>.</summary>
    public string Spoken => FramesPerSecond.ToString("0.##", CultureInfo.InvariantCulture);

    public static FrameRate NearestCommon(double framesPerSecond) => Common.MinBy(rate => Math.Abs(rate.FramesPerSecond - framesPerSecond));

    /// <summary>Reads <c>n/d</c>; null for <c>0/0</c> and everything else that is no rate.</summary>
    public static FrameRate? Parse(string? text)
    {
        var parts = text?.Split('/', ':');
        return parts is [var n, var d]
            && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)
            && int.TryParse(d, NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
            && numerator > 0 && denominator > 0
            ? new FrameRate(numerator, denominator)
            : null;
    }

    public TimeSpan DurationOf(long frames) => TimeSpan.FromSeconds((double)frames * Denominator / Numerator);

    /// <summary>How many whole frames come nearest to a duration.</summary>
    public int FramesIn(TimeSpan duration) => (int)Math.Round(duration.TotalSeconds * Numerator / Denominator, MidpointRounding.AwayFromZero);

    /// <summary>Frames that so many samples of 16 kHz sound last: rounded, at least 1.</summary>
    public int FramesFor(int samples) =>
        (int)Math.Max(1, Math.Round(samples * FramesPerSecond / SoundRate.SampleRate, MidpointRounding.AwayFromZero));

    /// <summary>As ffmpeg writes and reads it: <c>30000/1001</c>.</summary>
    public override string ToString() => $"{Numerator}/{Denominator}";
}
