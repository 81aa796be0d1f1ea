using IntelliAvatar.LipSync;
using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Evaluation;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.ModelServers.Cpu;

namespace IntelliAvatar.Server.CommandLine;

/// <summary>A finished video and all that it can be measured against.</summary>
/// <param name="Base">The head it was made of.</param>
/// <param name="Audio">The speech, as it was before any AAC.</param>
/// <param name="Output">The finished video.</param>
/// <param name="Phones">When each sound of the speech begins, if that is known.</param>
/// <param name="Reference">Another engine's video of the same pair, if there is one.</param>
internal sealed record FinishedVideo(string Base, string Audio, string Output, string? Phones = null, string? Reference = null)
{
    /// <summary>What every finished video must be, and what this one is.</summary>
    /// <param name="LengthDifferenceFrames">Frames of the video less frames of the speech.</param>
    public sealed record Contract(
        string? VideoCodec, string? PixelFormat, string? AudioCodec, int? Width, int? Height, string? FrameRate,
        bool BaseSize, bool BaseFrameRate, int LengthDifferenceFrames, bool Met);

    public sealed record Measured(Contract Contract, LipSyncMetrics Metrics);

    /// <summary>Measures it. Takes about as long as rendering did.</summary>
    public async Task<MediaResult<Measured>> MeasureAsync(IProgress<double> progress, CancellationToken cancel)
    {
        var limits = new MediaLimits();
        var folder = Directory.CreateTempSubdirectory("intelliavatar-evaluate-");
        try
        {
            if (await SpeechSamples.ReadAsync(Audio, limits, cancel) is not MediaResult<float[]>.Ready { Value: var samples })
            {
                return Refused("audio_unreadable", $"{Audio} cannot be read.");
            }

            await using var head = await SpoolAsync(Base, folder.FullName, limits, cancel);
            await using var video = await SpoolAsync(Output, folder.FullName, limits, cancel);
            await using var other = Reference is null ? null : await SpoolAsync(Reference, folder.FullName, limits, cancel);
            if (head is null || video is null)
            {
                return Refused("video_unreadable", $"{(head is null ? Base : Output)} cannot be read.");
            }

            var own = await ReadSoundAsync(Base, folder.FullName, limits, cancel);
            var phones = Phones is null ? null : PhoneFile.Parse(await File.ReadAllTextAsync(Phones, cancel));
            return await Task.Run(() => Measure(head, own, video, other, new LipSync.Articulation.Speech(samples, phones), limits, folder.FullName, progress, cancel), cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<MediaResult<Measured>> Measure(
        FrameSpool head, float[]? own, FrameSpool video, FrameSpool? other, LipSync.Articulation.Speech speech, MediaLimits limits, string folder, IProgress<double> progress, CancellationToken cancel)
    {
        var rate = head.Format.Rate;
        var models = EngineModels.Load();
        var threads = Environment.ProcessorCount;
        var engine = new LipSyncEngine(models, threads);
        if (engine.Prepare(head, rate, progress: null, cancel) is not Preparation.Ready { Avatar: var avatar })
        {
            return Refused("no_face", $"{Base} shows no face.");
        }

        if (own is not null)
        {
            avatar = engine.Learn(avatar, own, rate, cancel);
        }

        var metrics = new LipSyncEvaluation(models, threads).Measure(avatar, head, video, speech, rate, other, progress, cancel);
        return new MediaResult<Measured>.Ready(
            new Measured(await ContractAsync(head, video, rate.FramesFor(speech.Samples16kMono.Length), limits, folder, cancel), metrics));
    }

    private async Task<Contract> ContractAsync(FrameSpool head, FrameSpool video, int frames, MediaLimits limits, string folder, CancellationToken cancel)
    {
        MediaInfo? info = null;
        if (await SourceFile.RecogniseAsync(Output, cancel) is { } source)
        {
            var (opened, _) = await new MediaProbe(new FfmpegCommands(limits)).OpenAsync(source, folder, cancel);
            using (opened)
            {
                info = opened?.Info;
            }
        }

        var (size, sameRate, off) = (video.Width == head.Width && video.Height == head.Height, video.Format.Rate == head.Format.Rate, video.Count - frames);
        return new Contract(
            info?.Video?.Codec, info?.Video?.PixelFormat, info?.Audio?.Codec, info?.Video?.Width, info?.Video?.Height,
            video.Format.Rate.ToString(), size, sameRate, off,
            size && sameRate && Math.Abs(off) <= 1 && info is { Video: { Codec: "h264", PixelFormat: "yuv420p" }, Audio.Codec: "aac" });
    }

    private static async Task<FrameSpool?> SpoolAsync(string path, string folder, MediaLimits limits, CancellationToken cancel) =>
        await FrameSpool.OpenAsync(
            path, folder, limits, (int)(limits.MaxVideoDuration.TotalSeconds * limits.MaxFrameRate), long.MaxValue, cancel) is MediaResult<FrameSpool>.Ready { Value: var spool } ? spool : null;

    private static async Task<float[]?> ReadSoundAsync(string path, string folder, MediaLimits limits, CancellationToken cancel)
    {
        if (await VideoReader.OpenAsync(path, folder, limits, limits.MaxVideoDuration, cancel) is not MediaResult<VideoReader>.Ready { Value: var video })
        {
            return null;
        }

        using (video)
        {
            return await video.ReadSoundAsync(limits.MaxVideoDuration, cancel);
        }
    }

    private static MediaResult<Measured>.Refused Refused(string code, string detail) => new(new Refusal(code, detail));
}
