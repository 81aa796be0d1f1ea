using IntelliAvatar.LipSync;
using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.Storage;
using Microsoft.Win32.SafeHandles;

namespace IntelliAvatar.Server.Media;

/// <summary>A video's pictures, decoded into a file that has no name any more: in any order, without holding them in memory. It vanishes with this object or with us.</summary>
public sealed class FrameSpool : IFrameSource, IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly int _frameBytes;

    private FrameSpool(SafeFileHandle file, VideoFormat format, int count)
    {
        _file = file;
        _frameBytes = YuvFrame.BytesOf(format.Width, format.Height);
        Format = format;
        Count = count;
    }

    public VideoFormat Format { get; }

    public int Count { get; }

    public int Width => Format.Width;

    public int Height => Format.Height;

    public void Read(int index, YuvFrame into)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        if (into.Width != Width || into.Height != Height)
        {
            throw new ArgumentException($"The pictures are {Width}x{Height}.", nameof(into));
        }

        for (var done = 0; done < _frameBytes;)
        {
            var read = RandomAccess.Read(_file, into.Data.AsSpan(done), ((long)index * _frameBytes) + done);
            done += read > 0 ? read : throw new EndOfStreamException("The spool of frames was cut.");
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Decodes the beginning of a video: mp4, mov, webm or mkv, upright, at its constant rate (the common rate nearest to it, if it varies).</summary>
    /// <param name="videoPath">Best what <see cref="MediaIntake"/> wrote.</param>
    /// <param name="spoolDirectory">Where there is room for the pictures: 1.5 bytes a pixel.</param>
    /// <param name="limits">What is refused.</param>
    /// <param name="maxFrames">No more are decoded.</param>
    /// <param name="maxBytes">No more are written; one picture always is.</param>
    /// <param name="cancel">Kills the decoder and leaves nothing behind.</param>
    /// <returns>The pictures, at least one, or a refusal with a code of <see cref="MediaIntake.AcceptVideoAsync"/>.</returns>
    public static async Task<MediaResult<FrameSpool>> OpenAsync(
        string videoPath, string spoolDirectory, MediaLimits limits, int maxFrames, long maxBytes, CancellationToken cancel)
    {
        var commands = new FfmpegCommands(limits);
        var source = await SourceFile.RecogniseAsync(videoPath, cancel);
        if (source is not { Container.IsVideo: true })
        {
            return new MediaResult<FrameSpool>.Refused(VideoRules.UnknownFormat(await ContainerFormat.ReadHeadAsync(videoPath, cancel)));
        }

        var (opened, failure) = await new MediaProbe(commands).OpenAsync(source, spoolDirectory, cancel);
        if (opened is null)
        {
            return new MediaResult<FrameSpool>.Refused(FfmpegFailure.Explain(failure!.Exit, VideoRules.Unreadable));
        }

        using (opened)
        {
            if (new VideoRules(limits).RefuseByHeader(opened.Info) is { } refusal)
            {
                return new MediaResult<FrameSpool>.Refused(refusal);
            }

            var video = opened.Info.Video!;
            var (times, counting) = await FrameTimes.ReadAsync(commands, opened.Source, limits.MaxVideoDuration, maxFrames, cancel);
            if (!counting.Succeeded || times.Count == 0)
            {
                return new MediaResult<FrameSpool>.Refused(FfmpegFailure.Explain(counting, VideoRules.Broken));
            }

            var colour = video.IsFullRange ? video.Colour with { Range = "pc" } : video.Colour;
            var corrections = new List<string>();
            var format = new VideoFormat(video.UprightWidth, video.UprightHeight, VideoPlan.ChooseRate(video, times, corrections), colour);
            var timing = VideoPlan.TimingFilter(format.Rate, isConstant: corrections.Count == 0);
            return await DecodeAsync(commands, opened.Source, format, timing, spoolDirectory, maxFrames, maxBytes, cancel);
        }
    }

    private static async Task<MediaResult<FrameSpool>> DecodeAsync(
        FfmpegCommands commands, SourceFile source, VideoFormat format, string timing, string spoolDirectory, int maxFrames, long maxBytes, CancellationToken cancel)
    {
        var frameBytes = YuvFrame.BytesOf(format.Width, format.Height);
        var frames = Math.Max(1, Math.Min(maxFrames, maxBytes / frameBytes));
        var command = commands.Convert(
            source,
            [],
            ["-map", "0:V:0", "-vf", $"{timing},format=yuv420p|yuvj420p", "-fps_mode", "passthrough", "-frames:v", $"{frames}", "-f", "rawvideo", "pipe:1"],
            TimeSpan.FromSeconds(60 + (frames * (double)frameBytes / 10e6)));

        var file = OpenUnnamed(spoolDirectory);
        try
        {
            long written = 0;
            var pipes = new ChildPipes { Output = async (stdout, stop) => written = await SpoolAsync(stdout, file, frames * frameBytes, stop) };
            var exit = await ChildProcess.RunAsync(command, pipes, cancel);
            if (!exit.Succeeded || written < frameBytes)
            {
                file.Dispose();
                return new MediaResult<FrameSpool>.Refused(FfmpegFailure.Explain(exit, VideoRules.Broken));
            }

            return new MediaResult<FrameSpool>.Ready(new FrameSpool(file, format, (int)(written / frameBytes)));
        }
        catch (IOException exception) when (exception.IsDiskFull())
        {
            file.Dispose();
            return new MediaResult<FrameSpool>.Refused(FfmpegFailure.StorageFull);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // Unlinked at once: the disk space comes back however we end.
    private static SafeFileHandle OpenUnnamed(string directory)
    {
        var path = Path.Combine(directory, $".{Guid.NewGuid():N}.frames");
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        File.Delete(path);
        return file;
    }

    private static async Task<long> SpoolAsync(Stream from, SafeFileHandle to, long atMost, CancellationToken cancel)
    {
        var buffer = new byte[256 << 10];
        long written = 0;
        int read;
        while ((read = await from.ReadAsync(buffer, cancel)) > 0)
        {
            var part = (int)Math.Min(read, atMost - written);
            await RandomAccess.WriteAsync(to, buffer.AsMemory(0, part), written, cancel);
            written += part;
        }

        return written;
    }
}
