using System.Globalization;
using System.Runtime.InteropServices;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>A recording of which everything is known but its samples. Disposing deletes its copy, if there is one.</summary>
/// <param name="File">Null: it is a wav that can be taken as it is.</param>
/// <param name="ReadAtMost">No more of it is decoded.</param>
internal sealed record AudioLook(SourceFile Source, ProbedFile? File, MediaCost Cost, TimeSpan ReadAtMost) : IDisposable
{
    public void Dispose() => File?.Dispose();
}

/// <summary>Turns a person's recording into a wav that every model server can read: mono, 16-bit PCM, 16 to 48 kHz.</summary>
internal sealed class AudioIntake(MediaLimits limits, FfmpegCommands commands, MediaProbe probe)
{
    private const int LowestRate = 16_000;
    private const int HighestRate = 48_000;

    /// <summary>Looks at the headers; nothing is decoded.</summary>
    /// <param name="scratch">Where a copy without unwanted streams may lie.</param>
    public async Task<(AudioLook? Look, Refusal? Refusal)> LookAsync(string uploadedPath, string scratch, CancellationToken cancel)
    {
        var source = await SourceFile.RecogniseAsync(uploadedPath, cancel);
        if (source is null || source.Container.IsPicture)
        {
            return (null, AudioRules.UnknownFormat(await ContainerFormat.ReadHeadAsync(uploadedPath, cancel)));
        }

        if (source.Container == ContainerFormat.Mp4 && await Mp4Boxes.FindFaultAsync(source.Path, cancel) is { } fault)
        {
            return (null, AudioRules.Faulty(fault));
        }

        if (source.Container == ContainerFormat.Wav && await WavFile.IsCutAsync(source.Path, cancel))
        {
            return (null, AudioRules.Broken);
        }

        return await IsAcceptableAsItIsAsync(source, cancel)
            ? (new(source, null, MediaCost.Look, limits.MaxAudioDuration), null)
            : await OpenAsync(source, scratch, cancel);
    }

    public async Task<IntakeResult> ConvertAsync(AudioLook look, string acceptedPath, IProgress<double>? progress, CancellationToken cancel)
    {
        using var output = new TemporaryOutput(acceptedPath);
        var changes = new List<string>();
        if (look.File is null)
        {
            File.Copy(look.Source.Path, output.Path);
        }
        else if (await DecodeAsync(look, output, changes, progress, cancel) is { } refusal)
        {
            return new IntakeResult.Refused(refusal);
        }

        return await JudgeAsync(look, output, changes, cancel);
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

    private async Task<(AudioLook? Look, Refusal? Refusal)> OpenAsync(SourceFile source, string scratch, CancellationToken cancel)
    {
        var (opened, failure) = await probe.OpenSoundAsync(source, scratch, cancel);
        if (opened is null)
        {
            return (null, FfmpegFailure.Explain(failure!.Exit, failure.Codecs.Count > 0 ? AudioRules.NoDecoder(source, failure.Codecs) : AudioRules.Unreadable));
        }

        AudioLook? look = null;
        try
        {
            (look, var refusal) = await LookAsync(source, opened, cancel);
            return (look, refusal);
        }
        finally
        {
            if (look is null)
            {
                opened.Dispose();
            }
        }
    }

    private async Task<(AudioLook? Look, Refusal? Refusal)> LookAsync(SourceFile source, ProbedFile opened, CancellationToken cancel)
    {
        var audio = opened.Info.Audio;
        if (RefuseByHeader(source, opened.Info) is { } refusal)
        {
            return (null, refusal);
        }

        if (opened.Info.Video is { } video && await IsVideoAsync(opened.Source, video, cancel))
        {
            return (null, AudioRules.IsVideo);
        }

        // A little more than we accept is read, so that what is too long can be told from what just fits.
        var most = TimeSpan.FromSeconds(Math.Min(limits.MaxAudioDuration.TotalSeconds, (double)limits.MaxAudioSamples / audio!.Channels / audio.SampleRate) + 1);
        var seconds = Math.Min(most.TotalSeconds, (audio.Duration ?? most).TotalSeconds);
        // Channels are listened to before they are mixed, and a silent track is passed over.
        var passes = (audio.Channels > 1 ? 2 : 1) * opened.Info.Sounds.Count;
        return (new(source, opened, MediaCost.OfAudio(passes * seconds * audio.Channels * audio.SampleRate, passes * new FileInfo(source.Path).Length), most), null);
    }

    /// <summary>One picture is a cover, however it is stored.</summary>
    private async Task<bool> IsVideoAsync(SourceFile source, VideoStream video, CancellationToken cancel)
    {
        if (video.Frames is { } said)
        {
            return said > 1;
        }

        var (times, exit) = await FrameTimes.ReadAsync(commands, source, limits.MaxAudioDuration, mostFrames: 2, cancel);
        return !exit.Succeeded || times.Count > 1;
    }

    private Refusal? RefuseByHeader(SourceFile source, MediaInfo info) => info switch
    {
        { Audio: null } => AudioRules.NoSound,
        { Audio.Codec: var codec } when codec.StartsWith(CodecNames.UnknownPrefix, StringComparison.Ordinal) => AudioRules.NoDecoder(source, [codec]),
        { Audio: { SampleRate: < 1 } or { Channels: < 1 } } => AudioRules.NoSound,
        { Audio.Duration: { } length } when length > limits.MaxAudioDuration + TimeSpan.FromSeconds(1) && SaysItsLength(source) => AudioRules.TooLong(limits.MaxAudioDuration),
        { Audio: { Duration: { } length } audio } when length.TotalSeconds * audio.Channels * audio.SampleRate > limits.MaxAudioSamples =>
            AudioRules.TooManySamples("audio", audio, length, limits.MaxAudioSamples),
        _ => null,
    };

    /// <summary>FLAC and mp4 count their samples in their headers; of others ffprobe guesses the length.</summary>
    private static bool SaysItsLength(SourceFile source) => source.Container == ContainerFormat.Flac || source.Container == ContainerFormat.Mp4;

    /// <summary>Decodes the first track in which there is anything to hear.</summary>
    private async Task<Refusal?> DecodeAsync(AudioLook look, TemporaryOutput output, List<string> changes, IProgress<double>? progress, CancellationToken cancel)
    {
        var sounds = look.File!.Info.Sounds;
        foreach (var (audio, before) in sounds.Select((sound, before) => (sound, before)))
        {
            changes.Clear();
            if (sounds.Count > 1)
            {
                changes.Add(SoundTracks.Describe(sounds, before));
            }

            if (await DecodeAsync(look, audio, output, changes, progress, cancel) is { } refusal)
            {
                return refusal;
            }

            if (sounds.Count == 1 || !await IsSilentAsync(output, cancel))
            {
                return null;
            }
        }

        return AudioRules.AllSilent(sounds.Count);
    }

    private async Task<Refusal?> DecodeAsync(AudioLook look, AudioStream audio, TemporaryOutput output, List<string> changes, IProgress<double>? progress, CancellationToken cancel)
    {
        var rate = Math.Clamp(audio.SampleRate, LowestRate, HighestRate);
        var (listened, verdict) = await ListenAsync(look, audio, cancel);
        if (!listened.Succeeded)
        {
            return FfmpegFailure.Explain(listened, AudioRules.Broken);
        }

        Describe(look.Source, audio, verdict, rate, changes);
        string[] mix = verdict.Verdict == SoundChannels.Verdict.Mixed ? ["-ac", "1"] : ["-af", $"pan=mono|c0=c{verdict.Channel}"];
        var exit = await ChildProcess.RunAsync(
            commands.Convert(
                look.File!.Source,
                ReadAtMost(look),
                [
                    .. FfmpegProgress.Options, "-map", audio.Map, "-vn", "-sn", "-dn", "-map_metadata", "-1", .. mix, "-ar", $"{rate}", "-c:a", "pcm_s16le",
                    "-fflags", "+bitexact", "-flags:a", "+bitexact", "-y", "-f", "wav", FfmpegCommands.Url(output.Path),
                ],
                look.Cost.Limit,
                pixels: 0),
            FfmpegProgress.OfTime(progress, audio.Duration ?? look.File.Info.Duration ?? TimeSpan.Zero),
            cancel);
        return exit.Succeeded ? RefuseIfCut(look, audio, rate, output) : FfmpegFailure.Explain(exit, AudioRules.Broken);
    }

    private async Task<(ChildExit Exit, (SoundChannels.Verdict Verdict, int Channel) Verdict)> ListenAsync(AudioLook look, AudioStream audio, CancellationToken cancel)
    {
        if (audio.Channels is < 2 or > SoundChannels.Most)
        {
            return (new ChildExit(0, PastDeadline: false, [], "", OutputCut: false), (SoundChannels.Verdict.Mixed, 0));
        }

        var heard = new SoundChannels(audio.Channels, audio.SampleRate);
        var pipes = new ChildPipes { Output = (stdout, stop) => ListenAsync(stdout, heard, audio.Channels, stop) };
        var exit = await ChildProcess.RunAsync(
            commands.Convert(
                look.File!.Source,
                ReadAtMost(look),
                ["-map", audio.Map, "-vn", "-sn", "-dn", "-ac", $"{audio.Channels}", "-c:a", "pcm_s16le", "-f", "s16le", "pipe:1"],
                look.Cost.Limit,
                pixels: 0),
            pipes,
            cancel);
        return (exit, heard.Judge());
    }

    private static async Task ListenAsync(Stream stdout, SoundChannels heard, int channels, CancellationToken cancel)
    {
        var block = new byte[(64 << 10) / channels / sizeof(short) * channels * sizeof(short)];
        for (var read = block.Length; read == block.Length;)
        {
            read = await stdout.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancel);
            heard.Add(MemoryMarshal.Cast<byte, short>(block.AsSpan(0, read)));
        }
    }

    private static string[] ReadAtMost(AudioLook look) => ["-t", look.ReadAtMost.TotalSeconds.ToString(CultureInfo.InvariantCulture)];

    private static async Task<bool> IsSilentAsync(TemporaryOutput output, CancellationToken cancel)
    {
        await using var file = File.OpenRead(output.Path);
        return await WavFile.ReadPlainAsync(file, cancel) is not { } wav || await Silence.IsAllAsync(file, wav, cancel);
    }

    /// <summary>What is missing of a length that the header says was cut off.</summary>
    private Refusal? RefuseIfCut(AudioLook look, AudioStream audio, int rate, TemporaryOutput output)
    {
        var decoded = TimeSpan.FromSeconds(new FileInfo(output.Path).Length / 2.0 / rate);
        return SaysItsLength(look.Source) && audio.Duration is { } said && said <= limits.MaxAudioDuration
            && said - decoded > TimeSpan.FromSeconds(Math.Max(0.5, said.TotalSeconds / 50)) ? AudioRules.Broken : null;
    }

    private static void Describe(SourceFile source, AudioStream audio, (SoundChannels.Verdict Verdict, int Channel) channels, int rate, List<string> changes)
    {
        if (audio.Channels > 1)
        {
            changes.Add(SoundTracks.Describe(audio.Channels, channels.Verdict, channels.Channel));
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

    private async Task<IntakeResult> JudgeAsync(AudioLook look, TemporaryOutput output, List<string> changes, CancellationToken cancel)
    {
        WavFile? wav;
        await using (var file = File.OpenRead(output.Path))
        {
            wav = await WavFile.ReadPlainAsync(file, cancel);
            var refusal = wav switch
            {
                null or { Samples: 0 } => AudioRules.NoSound,
                _ when wav.Duration > limits.MaxAudioDuration => AudioRules.TooLong(limits.MaxAudioDuration),
                _ when look.File is { Info.Audio: { } audio } && wav.Duration.TotalSeconds * audio.Channels * audio.SampleRate > limits.MaxAudioSamples =>
                    AudioRules.TooManySamples("audio", audio, null, limits.MaxAudioSamples),
                _ when wav.Duration < limits.MinDuration => AudioRules.TooShort(wav.Duration, limits.MinDuration),
                _ when await Silence.IsAllAsync(file, wav, cancel) => AudioRules.Silent,
                _ => null,
            };
            if (refusal is not null)
            {
                return new IntakeResult.Refused(refusal);
            }
        }

        changes.AddRange(await SpeechLevel.MendAsync(output.Path, wav!, cancel));
        output.Publish();
        return new IntakeResult.Accepted(wav!.Duration, changes);
    }
}
