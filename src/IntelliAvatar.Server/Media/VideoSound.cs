namespace IntelliAvatar.Server.Media;

/// <summary>The own sound of a video: which of several it is, and what becomes of it.</summary>
internal static class VideoSound
{
    /// <summary>The first of its sounds in which there is anything to hear.</summary>
    public static async Task<(AudioStream? Sound, string? Chosen)> ChooseAsync(FfmpegCommands commands, VideoLook.Film film, CancellationToken cancel)
    {
        var sounds = film.File.Info.Sounds;
        for (var i = 0; sounds.Count > 1 && i < sounds.Count; i++)
        {
            var (heard, _) = await LoudnessCurve.ReadAsync(commands, film.File.Source, sounds[i].Map, film.Cost.Limit, cancel);
            if (heard is { IsSilent: false })
            {
                return (sounds[i], SoundTracks.Describe(sounds, i));
            }
        }

        return (film.File.Info.Audio, sounds.Count > 1 ? SoundTracks.Describe(sounds, 0) : null);
    }

    /// <summary>What is done to it, for people.</summary>
    public static IEnumerable<string> Changes(ProbedFile file, AudioStream? sound, string? chosen)
    {
        if (chosen is not null)
        {
            yield return chosen;
        }

        if (file.WithoutSound)
        {
            yield return "its own sound was left out (its format is not supported)";
        }
        else if (sound is { Codec: not "aac" })
        {
            yield return $"its own sound converted from {CodecNames.Spoken(sound.Codec)} to AAC";
        }

        if (file.Info.OtherStreams > Math.Max(0, file.Info.Sounds.Count - 1))
        {
            yield return "what else the file holds was left out";
        }
    }

    /// <summary>The same for ffmpeg.</summary>
    public static string[] Arguments(AudioStream? audio) => audio switch
    {
        null => [],
        { Codec: "aac" } => ["-c:a", "copy"],
        _ => ["-c:a", "aac", "-b:a", "160k", "-ac", audio.Channels > 1 ? "2" : "1"],
    };
}
