using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Stills;

/// <summary>When a person blinks: every 2…5 s, never at equal distances, not in the first second.</summary>
public static class Blinks
{
    // Seconds. One blink in every period, at some place of the part of it that is free.
    private const double First = 1.2, Period = 3.5, Free = 1.5;
    private const double Closing = 0.10, Shut = 0.05, Opening = 0.15;

    // Times the squares, less what is whole: evenly spread, and no two steps alike.
    private const double Golden = 0.6180339887498949;

    /// <summary>How far the eyes are shut, 0…1.</summary>
    /// <param name="seconds">Since the begin of the video.</param>
    public static float ShutAt(double seconds)
    {
        var number = Math.Max(0, Math.Floor((seconds - First) / Period));
        var since = seconds - First - (number * Period) - (Free * (number * number * Golden % 1));
        return since < Closing + Shut
            ? Signal.SmoothStep((float)(since / Closing))
            : 1 - Signal.SmoothStep((float)((since - Closing - Shut) / Opening));
    }
}
