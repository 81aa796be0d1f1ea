using System.Globalization;

namespace IntelliAvatar.Server.Media;

/// <summary>Whether a finished video says what it was given to say.</summary>
internal static class SpokenSound
{
    /// <summary>A server may fade the last word out.</summary>
    private const double LeastShare = 0.8;

    // A loud voice that was compressed to a tenth and not made louder again loses less.
    private const double MostLossInDecibels = 26;

    /// <summary>Null when it is the speech.</summary>
    /// <param name="most">How far the sound may lie off the speech.</param>
    public static Refusal? Compare(LoudnessCurve speech, LoudnessCurve heard, TimeSpan most)
    {
        var loss = 10 * Math.Log10(speech.Energy / Math.Max(heard.Energy, 1e-12));
        return speech.Energy <= 0 ? null
            : loss > MostLossInDecibels ? Wrong(string.Create(CultureInfo.InvariantCulture, $"it is {Math.Min(loss, 99):0} dB quieter"))
            : speech.Varies && speech.ShareIn(heard, most) < LeastShare ? Wrong("much of it rises and falls at other moments")
            : null;
    }

    private static Refusal Wrong(string why) => new("result_wrong_sound", $"The model server sent a video whose sound is not the speech: {why}.");
}
