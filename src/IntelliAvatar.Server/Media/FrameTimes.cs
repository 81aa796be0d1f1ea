using System.Globalization;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>When each frame is shown, counted packet by packet without decoding: what headers only claim.</summary>
internal sealed class FrameTimes
{
    private static readonly TimeSpan CountingTime = TimeSpan.FromSeconds(20);

    private readonly double[] _seconds;
    private readonly double _tick;

    private FrameTimes(List<double> seconds, double tick, TimeSpan end, bool tooMany)
    {
        seconds.Sort();
        _seconds = [.. seconds];
        _tick = tick;
        End = end;
        TooMany = tooMany;
    }

    public int Count => _seconds.Length;

    /// <summary>There are more frames than was asked to count; the others are not looked at.</summary>
    public bool TooMany { get; }

    /// <summary>When the last packet of picture or sound ends.</summary>
    public TimeSpan End { get; }

    /// <summary>From the first frame to the end of the last, which is taken to last as long as the others.</summary>
    public TimeSpan Duration => Count < 2 ? TimeSpan.Zero : TimeSpan.FromSeconds((_seconds[^1] - _seconds[0]) * Count / (Count - 1));

    public double? FramesPerSecond => Count < 2 || _seconds[^1] <= _seconds[0] ? null : (Count - 1) / (_seconds[^1] - _seconds[0]);

    /// <summary>Every frame lies where this rate puts it, give or take a tenth of a frame (or the tick of the file's clock).</summary>
    public bool AreConstantAt(FrameRate rate)
    {
        var frame = 1 / rate.FramesPerSecond;
        var slack = Math.Max(frame / 10, _tick * 1.01);
        return !_seconds.Where((at, i) => Math.Abs(at - _seconds[0] - (i * frame)) > slack).Any();
    }

    /// <summary>Counts the frames of the first <paramref name="atMost"/>.</summary>
    /// <returns>The times, and how ffmpeg ended: after a failure they are of as much as could be read.</returns>
    public static async Task<(FrameTimes Times, ChildExit Exit)> ReadAsync(FfmpegCommands commands, SourceFile source, TimeSpan atMost, int mostFrames, CancellationToken cancel)
    {
        var command = commands.Convert(
            source,
            ["-t", atMost.TotalSeconds.ToString(CultureInfo.InvariantCulture)],
            ["-map", "0:V:0?", "-map", "0:a:0?", "-sn", "-dn", "-c", "copy", "-f", "framecrc", "pipe:1"],
            CountingTime);
        FrameTimes? times = null;
        var pipes = new ChildPipes { Output = async (stdout, stop) => times = await ParseAsync(stdout, mostFrames, stop) };
        var exit = await ChildProcess.RunAsync(command, pipes, cancel);
        return (times ?? new FrameTimes([], 0, TimeSpan.Zero, tooMany: false), exit);
    }

    /// <summary>Reads ffmpeg's <c>framecrc</c>: lines <c>#tb stream: n/d</c>, <c>#media_type stream: video</c> and <c>stream, dts, pts, duration, size, crc</c>.</summary>
    internal static async Task<FrameTimes> ParseAsync(Stream framecrc, int mostFrames, CancellationToken cancel)
    {
        var ticks = new Dictionary<string, double>();
        var seconds = new List<double>();
        var end = 0.0;
        var video = "";
        var tooMany = false;
        using var lines = new StreamReader(framecrc, leaveOpen: true);
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            if (line.StartsWith("#tb ", StringComparison.Ordinal) && line[4..].Split(": ") is [var stream, var timeBase] && FrameRate.Parse(timeBase) is { } tick)
            {
                ticks[stream] = tick.FramesPerSecond;
            }
            else if (line.StartsWith("#media_type ", StringComparison.Ordinal) && line[12..].Split(": ") is [var its, "video"])
            {
                video = its;
            }
            else if (line.Split(',', StringSplitOptions.TrimEntries) is [var of, var dts, var pts, var duration, ..] && ticks.TryGetValue(of, out var unit) && TryParse(pts, dts) is { } at)
            {
                _ = long.TryParse(duration, out var lasts);
                end = Math.Max(end, (at + lasts) * unit);
                tooMany |= of == video && seconds.Count == mostFrames;
                if (of == video && !tooMany)
                {
                    seconds.Add(at * unit);
                }
            }
        }

        return new FrameTimes(seconds, ticks.GetValueOrDefault(video), TimeSpan.FromSeconds(Math.Clamp(end, 0, 1e8)), tooMany);
    }

    /// <summary>An avi says only in which order its packets are decoded; as many are shown, as long.</summary>
    private static long? TryParse(string pts, string dts) =>
        long.TryParse(pts, out var shown) && shown != long.MinValue ? shown : long.TryParse(dts, out var decoded) && decoded != long.MinValue ? decoded : null;
}
