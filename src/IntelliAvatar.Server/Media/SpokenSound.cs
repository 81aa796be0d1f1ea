using System.Globalization;

namespace IntelliAvatar.Server.Media;

/// <summary>Whether a finished video says what it was given to say.</summary>
internal static class SpokenSound
{
    // Measured: the same speech after AAC, Opus, noise reduction, compression, an echo or a change of tempo by 3 % is alike by 0.85 and more; other sentences
    // of the same length by 0.55 at most.
    private const double LeastLikeness = 0.65;

    // A loud voice that was made even for broadcasting loses less.
    private const double MostLossInDecibels = 20;

    /// <summary>Null when it is the speech.</summary>
    /// <param name="most">How far the sound may lie off the speech.</param>
    public static Refusal? Compare(LoudnessCurve speech, LoudnessCurve heard, TimeSpan most)
    {
        var loss = 10 * Math.Log10(speech.Energy / Math.Max(heard.Energy, 1e-12));
        return speech.Energy <= 0 ? null
            : loss > MostLossInDecibels ? Wrong(string.Create(CultureInfo.InvariantCulture, $"it is {Math.Min(loss, 99):0} dB quieter"))
            : speech.Varies && speech.LikenessTo(heard, most) is var likeness && likeness < LeastLikeness ? Wrong("it rises and falls at other moments")
            : null;
    }

    private static Refusal Wrong(string why) => new("result_wrong_sound", $"The model server sent a video whose sound is not the speech: {why}.");
}
