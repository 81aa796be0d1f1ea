using System.Globalization;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.Server.Media;

/// <summary>A video of which everything is known but its pictures.</summary>
public sealed class VideoReader : IDisposable
{
    private readonly FfmpegCommands _commands;
    private readonly ProbedFile _file;
    private readonly bool _isConstant;

    private VideoReader(FfmpegCommands commands, ProbedFile file, VideoFormat format, int packets, bool isConstant)
    {
        (_commands, _file, Format, _isConstant) = (commands, file, format, isConstant);
        ExpectedFrames = isConstant ? packets : null;
    }

    /// <summary>Of its pictures: upright, at one constant rate (the common rate nearest to it, if it varies).</summary>
    public VideoFormat Format { get; }

    /// <summary>How many pictures there seem to be; null when only decoding can tell.</summary>
    public int? ExpectedFrames { get; }

    /// <summary>Probes a video: mp4, mov, webm or mkv.</summary>
    /// <param name="videoPath">Best what <see cref="MediaIntake"/> wrote.</param>
    /// <param name="scratch">Where a copy without unwanted streams may lie.</param>
    /// <param name="limits">What is refused.</param>
    /// <param name="atMost">No more of it is looked at.</param>
    /// <param name="cancel">Kills the tools and leaves nothing behind.</param>
    /// <returns>The video, or a refusal with a code of <see cref="MediaIntake.AcceptVideoAsync"/>.</returns>
    public static async Task<MediaResult<VideoReader>> OpenAsync(string videoPath, string scratch, MediaLimits limits, TimeSpan atMost, CancellationToken cancel)
    {
        var commands = new FfmpegCommands(limits);
        var source = await SourceFile.RecogniseAsync(videoPath, cancel);
        if (source is not { Container.IsVideo: true })
        {
            return new MediaResult<VideoReader>.Refused(VideoRules.UnknownFormat(await ContainerFormat.ReadHeadAsync(videoPath, cancel)));
        }

        var (file, failure) = await new MediaProbe(commands).OpenAsync(source, scratch, cancel);
        if (file is null)
        {
            return new MediaResult<VideoReader>.Refused(FfmpegFailure.Explain(failure!.Exit, VideoRules.Unreadable));
        }

        MediaResult<VideoReader>? result = null;
        try
        {
            return result = await CountAsync(commands, file, limits, atMost, cancel);
        }
        finally
        {
            if (result is not MediaResult<VideoReader>.Ready)
            {
                file.Dispose();
            }
        }
    }

    /// <summary>Starts to decode its beginning into a spool, which can be read at once.</summary>
    /// <param name="spoolDirectory">Where there is room for the pictures: 1.5 bytes a pixel.</param>
    /// <param name="maxFrames">No more are decoded, at least 1.</param>
    /// <param name="count">How many pictures a reader sees; those beyond what is decoded are never read.</param>
    /// <param name="cancel">Ends the decoder.</param>
    public FrameSpool Decode(string spoolDirectory, int maxFrames, int count, CancellationToken cancel)
    {
        var frameBytes = YuvFrame.BytesOf(Format.Width, Format.Height);
        var timing = VideoPlan.TimingFilter(Format.Rate, _isConstant);
        var command = _commands.Convert(
            _file.Source,
            // A render waits for it, and may use two processors for pictures of a usual size.
            ["-threads", MediaCost.IsLargePicture(_file.Info.Video!) ? "1" : "2"],
            [
                "-map", "0:V:0", "-vf", $"{timing},format=yuv420p|yuvj420p", "-fps_mode", "passthrough",
                "-frames:v", maxFrames.ToString(CultureInfo.InvariantCulture), "-f", "rawvideo", "pipe:1",
            ],
            TimeSpan.FromSeconds(60 + (maxFrames * (double)frameBytes / 10e6)));
        return new FrameSpool(Format, command, spoolDirectory, maxFrames, count, cancel);
    }

    /// <summary>Decodes the beginning of its own sound, as the lip-sync engine hears it.</summary>
    /// <param name="atMost">No more is decoded.</param>
    /// <param name="cancel">Ends the decoder.</param>
    /// <returns>16 kHz, mono, from the first picture on; null if it has none, or none that can be read.</returns>
    public async Task<float[]?> ReadSoundAsync(TimeSpan atMost, CancellationToken cancel) =>
        _file.Info.Audio is not null && await SpeechSamples.ReadAsync(_commands, _file.Source, atMost, cancel) is MediaResult<float[]>.Ready { Value: var samples } ? samples : null;

    public void Dispose() => _file.Dispose();

    private static async Task<MediaResult<VideoReader>> CountAsync(FfmpegCommands commands, ProbedFile file, MediaLimits limits, TimeSpan atMost, CancellationToken cancel)
    {
        if (new VideoRules(limits).RefuseByHeader(file.Info) is { } refusal)
        {
            return new MediaResult<VideoReader>.Refused(refusal);
        }

        var video = file.Info.Video!;
        var (times, counting) = await FrameTimes.ReadAsync(commands, file.Source, atMost, (int)Math.Ceiling(atMost.TotalSeconds * limits.MaxFrameRate), cancel);
        if (!counting.Succeeded || times.Count == 0)
        {
            return new MediaResult<VideoReader>.Refused(FfmpegFailure.Explain(counting, VideoRules.Broken));
        }

        var colour = video.IsFullRange ? video.Colour with { Range = "pc" } : video.Colour;
        var corrections = new List<string>();
        var format = new VideoFormat(video.UprightWidth, video.UprightHeight, VideoPlan.ChooseRate(video, times, corrections), colour);
        return new MediaResult<VideoReader>.Ready(new VideoReader(commands, file, format, times.Count, isConstant: corrections.Count == 0));
    }
}
