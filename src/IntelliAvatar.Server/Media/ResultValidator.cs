using IntelliAvatar.Server.Media.Processes;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Media;

/// <summary>Whether what a model server sent is a whole avatar video. Nothing is believed: it is walked, probed, counted and decoded to its end.</summary>
public sealed class ResultValidator(IOptions<MediaLimits> options) : IDisposable
{
    private static readonly Refusal NotVideo = new("result_not_video", "The model server did not send a readable mp4 video.");

    private static readonly Refusal Undecodable = new("result_undecodable", "The model server sent a video that cannot be decoded to its end.");

    private readonly SemaphoreSlim _slots = new(Environment.ProcessorCount);
    private readonly MediaLimits _limits = options.Value;
    private readonly FfmpegCommands _commands = new(options.Value);
    private readonly MediaProbe _probe = new(new(options.Value));

    // Encoders delay the sound, servers trim some frames.
    private static readonly TimeSpan MostDelay = TimeSpan.FromSeconds(0.5);

    /// <summary>Checks an mp4 of any codecs we know against the speech it should speak.</summary>
    /// <param name="mp4Path">Only read; scratch files appear beside it for a moment.</param>
    /// <param name="speech">How long the video should be.</param>
    /// <param name="tolerance">How far it may be off; one frame is always allowed.</param>
    /// <param name="cancel">Kills the tools and leaves nothing behind.</param>
    /// <param name="speechPath">What it should say, a wav of ours; null: only its length is known.</param>
    /// <returns>Null when it is sound, else <c>result_not_video</c>, <c>result_truncated</c>, <c>result_undecodable</c>, <c>result_no_picture</c>,
    /// <c>result_no_sound</c>, <c>result_wrong_length</c>, <c>result_wrong_sound</c>, or one of ours: <c>media_too_slow</c>, <c>storage_full</c>.</returns>
    public async Task<Refusal?> CheckAsync(string mp4Path, TimeSpan speech, TimeSpan tolerance, CancellationToken cancel, string? speechPath = null)
    {
        await _slots.WaitAsync(cancel);
        try
        {
            var video = new SourceFile(mp4Path, ContainerFormat.Mp4);
            return await CheckBytesAsync(mp4Path, cancel)
                ?? await CheckContentAsync(video, speech, tolerance, cancel)
                ?? (speechPath is null ? null : await CheckSoundAsync(video, speechPath, speech, tolerance, cancel));
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();

    private static async Task<Refusal?> CheckBytesAsync(string path, CancellationToken cancel)
    {
        var head = await ContainerFormat.ReadHeadAsync(path, cancel);
        if (head.Length < 8 || !head.AsSpan(4, 4).SequenceEqual("ftyp"u8))
        {
            return NotVideo with { Detail = $"The model server did not send an mp4 video; what it sent looks like {ForeignFormat.Recognise(head).Name}." };
        }

        return await Mp4Boxes.FindFaultAsync(path, cancel) is { } fault
            ? new Refusal("result_truncated", $"The model server sent an incomplete video: the file {fault.Clause}.")
            : null;
    }

    private async Task<Refusal?> CheckContentAsync(SourceFile source, TimeSpan speech, TimeSpan tolerance, CancellationToken cancel)
    {
        var (opened, failure) = await _probe.OpenAsync(source, Path.GetDirectoryName(Path.GetFullPath(source.Path))!, cancel);
        if (opened is null)
        {
            return FfmpegFailure.Explain(failure!.Exit, NotVideo);
        }

        using (opened)
        {
            var refusal = opened.Info switch
            {
                { Video: null } => new Refusal("result_no_picture", "The model server sent a file without a moving picture."),
                { Audio: null } => new Refusal("result_no_sound", "The model server sent a video without sound."),
                _ => null,
            };
            return refusal ?? await CheckFramesAsync(opened, speech, tolerance, cancel);
        }
    }

    private async Task<Refusal?> CheckSoundAsync(SourceFile video, string speechPath, TimeSpan speech, TimeSpan tolerance, CancellationToken cancel)
    {
        var cpu = TimeSpan.FromSeconds(10 + (speech.TotalSeconds / 10));
        var (said, _) = await LoudnessCurve.ReadAsync(_commands, new SourceFile(speechPath, ContainerFormat.Wav), "0:a:0", cpu, cancel);
        var (heard, exit) = await LoudnessCurve.ReadAsync(_commands, video, "0:a:0", cpu, cancel);
        return heard is null ? FfmpegFailure.Explain(exit, Undecodable)
            : said is null ? null
            : SpokenSound.Compare(said, heard, tolerance > MostDelay ? tolerance : MostDelay);
    }

    private async Task<Refusal?> CheckFramesAsync(ProbedFile file, TimeSpan speech, TimeSpan tolerance, CancellationToken cancel)
    {
        var atMost = speech + tolerance + TimeSpan.FromSeconds(5);
        var mostFrames = (int)(atMost.TotalSeconds * _limits.MaxFrameRate) + 1;
        var (times, counting) = await FrameTimes.ReadAsync(_commands, file.Source, atMost, mostFrames, cancel);
        if (!counting.Succeeded || times.Count == 0 || times.TooMany)
        {
            return FfmpegFailure.Explain(counting, Undecodable);
        }

        var oneFrame = times.Duration / times.Count;
        var allowed = tolerance > oneFrame ? tolerance : oneFrame;
        // A thousandth of a second for the rounding of time stamps.
        if ((times.Duration - speech).Duration() > allowed + TimeSpan.FromMilliseconds(1))
        {
            var length = times.Duration < atMost - TimeSpan.FromSeconds(1) ? $"{times.Duration.TotalSeconds:0.00} s" : $"more than {(speech + tolerance).TotalSeconds:0.0} s";
            return new Refusal("result_wrong_length", $"The model server sent a video of {length} for a speech of {speech.TotalSeconds:0.00} s.");
        }

        var exit = await ChildProcess.RunAsync(
            _commands.Convert(
                file.Source,
                [],
                ["-map", "0:V:0", "-map", "0:a:0", "-sn", "-dn", "-f", "null", "-"],
                MediaCost.OfDecoding(file.Info.Video!, times.Count, new FileInfo(file.Source.Path).Length).Limit),
            cancel);
        return exit.Succeeded ? null : FfmpegFailure.Explain(exit, Undecodable);
    }
}
