using System.Globalization;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>A few pictures a second of a video, made small, one after another: for a look at what it shows.</summary>
/// <param name="limits">What is refused.</param>
public sealed class FrameSampler(MediaLimits limits)
{
    private const int LongestSide = 960;

    private readonly FfmpegCommands _commands = new(limits);

    /// <summary>Shows the pictures of the beginning of a video.</summary>
    /// <param name="videoPath">What <see cref="MediaIntake"/> wrote.</param>
    /// <param name="scratch">Where unfinished files may lie.</param>
    /// <param name="perSecond">How many.</param>
    /// <param name="atMost">No more of it is looked at.</param>
    /// <param name="look">Gets each picture, which is overwritten by the next, and by how much it was made smaller. Called one after another.</param>
    /// <param name="cancel">Kills the decoder.</param>
    /// <returns>Null when all were shown, else why not.</returns>
    public async Task<Refusal?> ShowAsync(string videoPath, string scratch, int perSecond, TimeSpan atMost, Action<YuvFrame, float> look, CancellationToken cancel)
    {
        var opened = await VideoReader.OpenAsync(videoPath, scratch, limits, atMost, cancel);
        if (opened is not MediaResult<VideoReader>.Ready { Value: var video })
        {
            return ((MediaResult<VideoReader>.Refused)opened).Refusal;
        }

        VideoFormat format;
        using (video)
        {
            format = video.Format;
        }

        var shrink = Math.Max(1f, Math.Max(format.Width, format.Height) / (float)LongestSide);
        var picture = new YuvFrame(Math.Max(2, (int)(format.Width / shrink) & ~1), Math.Max(2, (int)(format.Height / shrink) & ~1));
        var command = _commands.Convert(
            new SourceFile(videoPath, ContainerFormat.Mp4),
            ["-t", atMost.TotalSeconds.ToString(CultureInfo.InvariantCulture)],
            ["-map", "0:V:0", "-vf", $"fps={perSecond}:round=down,scale={picture.Width}:{picture.Height},format=yuv420p", "-f", "rawvideo", "pipe:1"],
            TimeSpan.FromMinutes(5));
        var pipes = new ChildPipes { Output = (stdout, stop) => ReadAsync(stdout, picture, () => look(picture, shrink), stop) };
        var exit = await ChildProcess.RunAsync(command, pipes, cancel);
        return exit.Succeeded ? null : FfmpegFailure.Explain(exit, VideoRules.Broken);
    }

    private static async Task ReadAsync(Stream stdout, YuvFrame picture, Action look, CancellationToken cancel)
    {
        while (await stdout.ReadAtLeastAsync(picture.Data, picture.Data.Length, throwOnEndOfStream: false, cancel) == picture.Data.Length)
        {
            look();
        }
    }
}
