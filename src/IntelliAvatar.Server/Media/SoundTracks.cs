namespace IntelliAvatar.Server.Media;

/// <summary>Which of several sounds was taken, said to the person who sent them.</summary>
internal static class SoundTracks
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

    /// <summary>Of the tracks of a file, in the order in which they were listened to, so many were silent.</summary>
    public static string Describe(IReadOnlyList<AudioStream> sounds, int silent)
    {
        var why = silent > 0 ? $" (the {string.Join(", ", sounds.Take(silent).Select(sound => Ordinal(sound.Position)))} {(silent == 1 ? "is" : "are")} silent)"
            : sounds[0].IsDefault && sounds.Count(sound => sound.IsDefault) == 1 ? " (it is marked as the default)"
            : "";
        return $"of its {sounds.Count} sound tracks the {Ordinal(sounds[silent].Position)} was taken{why}";
    }

    /// <summary>Of the channels of a track.</summary>
    public static string Describe(int channels, SoundChannels.Verdict verdict, int channel)
    {
        var name = (channels, channel) switch
        {
            (2, 0) => "left",
            (2, 1) => "right",
            _ => Ordinal(channel),
        };
        return verdict switch
        {
            SoundChannels.Verdict.Alone => $"only its {name} channel was taken (nothing is heard in the other{(channels == 2 ? "" : "s")})",
            SoundChannels.Verdict.Opposed => $"only its {name} channel was taken (mixed, its channels would silence each other)",
            _ => $"mixed down to mono (had {channels} channels)",
        };
    }

    private static string Ordinal(int position) => position < Ordinals.Length ? Ordinals[position] : $"{position + 1}th";
}
