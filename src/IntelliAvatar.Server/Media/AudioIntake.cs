using System.Globalization;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>Turns a person's recording into a wav that every model server can read: mono, 16-bit PCM, 16 to 48 kHz.</summary>
internal sealed class AudioIntake(MediaLimits limits, FfmpegCommands commands, MediaProbe probe)
{
    private const int LowestRate = 16_000;
    private const int HighestRate = 48_000;
    private const string Accepted = "Accepted are wav, mp3, m4a, ogg (Vorbis or Opus) and flac.";

    private static readonly TimeSpan DecodeDeadline = TimeSpan.FromMinutes(5);

    private static readonly Refusal Unreadable = new("audio_unreadable", $"The audio could not be read: it is damaged, or in a format we do not know. {Accepted}");

    private static readonly Refusal Broken = new("audio_broken", "The audio is damaged: not all of it could be decoded. Export it again, or upload it again if it was cut off.");

    private static readonly Refusal NoSound = new("audio_no_sound", $"The file has no sound in it. {Accepted}");

    private static readonly Refusal IsVideo = new("audio_is_video", $"This is a video, where an audio file is needed. Save its sound as an audio file and send that. {Accepted}");

    public async Task<IntakeResult> AcceptAsync(string uploadedPath, string acceptedPath, CancellationToken cancel)
    {
        var source = await SourceFile.RecogniseAsync(uploadedPath, cancel);
        if (source is null || source.Container.IsPicture || source.Container == ContainerFormat.Matroska)
        {
            var head = await ContainerFormat.ReadHeadAsync(uploadedPath, cancel);
            return new IntakeResult.Refused(new("audio_unreadable", $"This is not an audio file we can read; it looks like {ContainerFormat.Describe(head)}. {Accepted}"));
        }

        if (source.Container == ContainerFormat.Mp4 && await Mp4Boxes.FindFaultAsync(source.Path, cancel) is { } fault)
        {
            return new IntakeResult.Refused(Broken with { Detail = $"The audio is damaged: the file {fault}. Export it again, or upload it again if it was cut off." });
        }

        if (source.Container == ContainerFormat.Wav && await WavFile.IsCutAsync(source.Path, cancel))
        {
            return new IntakeResult.Refused(Broken);
        }

        using var output = new TemporaryOutput(acceptedPath);
        var changes = new List<string>();
        if (!await IsAcceptableAsItIsAsync(source, cancel))
        {
            if (await DecodeAsync(source, output, changes, cancel) is { } refusal)
            {
                return new IntakeResult.Refused(refusal);
            }
        }
        else
        {
            File.Copy(source.Path, output.Path);
        }

        return await JudgeAsync(output, changes, cancel);
    }

    private static async Task<bool> IsAcceptableAsItIsAsync(SourceFile source, CancellationToken cancel)
    {
        if (source.Container != ContainerFormat.Wav)
        {
            return false;
        }

        await using var file = File.OpenRead(source.Path);
        return await WavFile.ReadPlainAsync(file, cancel) is { SampleRate: >= LowestRate and <= HighestRate };
    }

    private async Task<Refusal?> DecodeAsync(SourceFile source, TemporaryOutput output, List<string> changes, CancellationToken cancel)
    {
        var (opened, failure) = await probe.OpenAsync(source, Path.GetDirectoryName(output.Path)!, cancel);
        if (opened is null)
        {
            return FfmpegFailure.Explain(failure!.Exit, Unreadable);
        }

        using (opened)
        {
            var audio = opened.Info.Audio;
            if (opened.Info.Video is not null && source.Container == ContainerFormat.Mp4)
            {
                return audio is null ? NoSound : IsVideo;
            }

            if (audio is null or { SampleRate: < 1 } or { Channels: < 1 })
            {
                return NoSound;
            }

            var rate = Math.Clamp(audio.SampleRate, LowestRate, HighestRate);
            Describe(source, audio, rate, changes);
            var exit = await ChildProcess.RunAsync(
                commands.Convert(
                    opened.Source,
                    ["-t", (limits.MaxAudioDuration.TotalSeconds + 1).ToString(CultureInfo.InvariantCulture)],
                    [
                        "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-ac", "1", "-ar", $"{rate}", "-c:a", "pcm_s16le",
                        "-fflags", "+bitexact", "-flags:a", "+bitexact", "-y", "-f", "wav", FfmpegCommands.Url(output.Path),
                    ],
                    DecodeDeadline),
                cancel);
            return exit.Succeeded ? RefuseIfCut(source, audio, output) : FfmpegFailure.Explain(exit, Broken);
        }
    }

    /// <summary>FLAC and mp4 count their samples in their headers; what is missing then was cut off.</summary>
    private Refusal? RefuseIfCut(SourceFile source, AudioStream audio, TemporaryOutput output)
    {
        if (source.Container != ContainerFormat.Flac && source.Container != ContainerFormat.Mp4)
        {
            return null;
        }

        var rate = Math.Clamp(audio.SampleRate, LowestRate, HighestRate);
        var decoded = TimeSpan.FromSeconds(new FileInfo(output.Path).Length / 2.0 / rate);
        return audio.Duration is { } said && said <= limits.MaxAudioDuration && said - decoded > TimeSpan.FromSeconds(Math.Max(0.5, said.TotalSeconds / 50)) ? Broken : null;
    }

    private static void Describe(SourceFile source, AudioStream audio, int rate, List<string> changes)
    {
        if (audio.Channels > 1)
        {
            changes.Add($"mixed down to mono (had {audio.Channels} channels)");
        }

        if (rate != audio.SampleRate)
        {
            changes.Add($"resampled to {rate} Hz (was {audio.SampleRate} Hz)");
        }

        if (audio.Codec != "pcm_s16le")
        {
            changes.Add($"converted from {source.Container.Name} ({CodecNames.Spoken(audio.Codec)}) to 16-bit wav");
        }
        else if (changes.Count == 0)
        {
            changes.Add("its wav header was put right");
        }
    }

    private async Task<IntakeResult> JudgeAsync(TemporaryOutput output, IReadOnlyList<string> changes, CancellationToken cancel)
    {
        TimeSpan duration;
        await using (var file = File.OpenRead(output.Path))
        {
            var wav = await WavFile.ReadPlainAsync(file, cancel);
            var refusal = wav switch
            {
                null or { Samples: 0 } => NoSound,
                _ when wav.Duration > limits.MaxAudioDuration =>
                    new("audio_too_long", $"The audio lasts more than {limits.MaxAudioDuration.TotalMinutes:0.#} minutes, which is the most we accept. Send it in parts."),
                _ when wav.Duration < limits.MinDuration =>
                    new("audio_too_short", $"The audio lasts {wav.Duration.TotalSeconds:0.##} s. It needs at least {limits.MinDuration.TotalSeconds:0.##} s."),
                _ when await Silence.IsAllAsync(file, wav, cancel) =>
                    new("audio_silent", "There is nothing to hear in the audio: it is silent, or quieter than -60 dB. Check the recording's level."),
                _ => null,
            };
            if (refusal is not null)
            {
                return new IntakeResult.Refused(refusal);
            }

            duration = wav!.Duration;
        }

        output.Publish();
        return new IntakeResult.Accepted(duration, changes);
    }
}
