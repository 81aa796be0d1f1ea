using System.Globalization;

namespace IntelliAvatar.Server.Media;

/// <summary>Which recordings we refuse, and how we say so.</summary>
internal static class AudioRules
{
    public const string Accepted = "Accepted are wav, mp3, m4a, ogg (Vorbis or Opus), webm, flac, aac, aiff, caf, wma, amr and 3gp.";

    private const string Convert = "Convert it to wav, mp3 or m4a, and send that.";

    public static Refusal Unreadable { get; } = new("audio_unreadable", $"The audio could not be read: it is damaged, or in a format we do not know. {Accepted}");

    public static Refusal Broken { get; } = new("audio_broken", "The audio is damaged: not all of it could be decoded. Export it again, or upload it again if it was cut off.");

    public static Refusal NoSound { get; } = new("audio_no_sound", $"The file has no sound in it. {Accepted}");

    public static Refusal IsVideo { get; } = new("audio_is_video", $"This is a video, where an audio file is needed. Save its sound as an audio file and send that. {Accepted}");

    public static Refusal Silent { get; } = new("audio_silent", "There is nothing to hear in the audio: it is silent, or quieter than -60 dB. Check the recording's level.");

    /// <summary>The same of a file with several tracks.</summary>
    public static Refusal AllSilent(int tracks) =>
        Silent with { Detail = $"There is nothing to hear in the audio: all its {tracks} sound tracks are silent, or quieter than -60 dB. Check the recording's level." };

    /// <param name="codecs">As ffmpeg names them.</param>
    public static Refusal NoDecoder(SourceFile source, IReadOnlyList<string> codecs) => new(
        "audio_unreadable",
        $"The audio could not be read: {ContainerFormat.WithArticle(source.Kind)} file with {string.Join(" and ", codecs.Select(CodecNames.Spoken).Distinct())} in it is not accepted. {Convert} {Accepted}");

    public static Refusal UnknownFormat(ReadOnlySpan<byte> head)
    {
        var looks = ForeignFormat.Recognise(head);
        var advice = looks.Kind switch
        {
            ForeignKind.Sound => $" {Convert}",
            ForeignKind.Video => " Save its sound as wav, mp3 or m4a, and send that.",
            ForeignKind.Picture => " Send a recording of the speech.",
            ForeignKind.Text => " To have a text spoken, send it as the text in place of the audio.",
            ForeignKind.Project => " A project is no recording: export its sound as wav or mp3, and send that.",
            ForeignKind.Archive => " Unpack it, and send the recording in it.",
            ForeignKind.Page => " It was probably saved in place of the recording: download the recording again, and listen to it before you send it.",
            ForeignKind.Playlist => " It only says where a recording lies: download the recording itself, and send that.",
            _ => "",
        };
        return new("audio_unreadable", $"This is not an audio file we can read; it looks like {looks.Name}.{advice} {Accepted}");
    }

    public static Refusal Faulty(FileFault fault) => Broken with { Detail = fault.SentenceOf("audio") };

    public static Refusal TooLong(TimeSpan most) =>
        new("audio_too_long", $"The audio lasts more than {most.TotalMinutes:0.#} minutes, which is the most we accept. Send it in parts.");

    public static Refusal TooShort(TimeSpan length, TimeSpan least) =>
        new("audio_too_short", $"The audio lasts {length.TotalSeconds:0.##} s. It needs at least {least.TotalSeconds:0.##} s.");

    public static Refusal TooManySamples(string what, AudioStream audio, TimeSpan? length, long most) => new(
        "audio_too_many_samples",
        string.Create(
            CultureInfo.InvariantCulture,
            $"The {what} has {audio.Channels} channels at {audio.SampleRate:N0} Hz{(length is { } known ? $" and lasts {known.TotalMinutes:0.0} minutes" : "")}; of this form at most {most / 60.0 / audio.Channels / audio.SampleRate:0.0} minutes are accepted. Save it with fewer channels or a lower sampling rate, or shorten it."));
}
