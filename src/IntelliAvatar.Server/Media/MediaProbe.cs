using System.Text.Json;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>Asks ffprobe what a foreign file says about itself.</summary>
internal sealed partial class MediaProbe(FfmpegCommands commands)
{
    private static readonly TimeSpan CopyTime = TimeSpan.FromSeconds(20);

    /// <summary>Why a file could not be probed.</summary>
    /// <param name="Exit">How ffprobe ended.</param>
    /// <param name="PictureSize">Set when the picture is larger than any decoder may open.</param>
    /// <param name="Codecs">What is in it that no decoder may open, in ffmpeg's words.</param>
    public sealed record Failure(ChildExit Exit, string? PictureSize, IReadOnlyList<string> Codecs);

    /// <summary>Opens a file for its picture. One that carries more than picture and sound (covers, subtitles) is copied without it into <paramref name="scratch"/>.</summary>
    /// <returns>The file, or why not.</returns>
    public Task<(ProbedFile? File, Failure? Failure)> OpenAsync(SourceFile source, string scratch, CancellationToken cancel) =>
        OpenAsync(source, scratch, source.Container.IsVideo ? [["0:V:0?", "0:a?"], ["0:V:0?", "0:a:0?"], ["0:V:0"]] : [["0:a:0"]], cancel);

    /// <summary>The same for its sound.</summary>
    public Task<(ProbedFile? File, Failure? Failure)> OpenSoundAsync(SourceFile source, string scratch, CancellationToken cancel) =>
        OpenAsync(source, scratch, [["0:V:0?", "0:a"], ["0:V:0?", "0:a:0"], ["0:a:0"]], cancel);

    private async Task<(ProbedFile? File, Failure? Failure)> OpenAsync(SourceFile source, string scratch, IReadOnlyList<string>[] choices, CancellationToken cancel)
    {
        var (info, exit) = await ProbeAsync(source, cancel);
        if (info is not null)
        {
            return (new ProbedFile(source, info), null);
        }

        if (exit.Errors.Contains("not on whitelist", StringComparison.Ordinal))
        {
            // The decoder list is not widened for a cover picture or a subtitle: the file is opened without them.
            foreach (var streams in choices)
            {
                if (await OpenCopyAsync(source, streams, scratch, cancel) is { } copy)
                {
                    return (copy with { WithoutSound = streams is ["0:V:0"] }, null);
                }
            }
        }

        var tooLarge = PictureTooLarge().Match(exit.Errors);
        return (null, new Failure(exit, tooLarge.Success ? tooLarge.Groups["size"].Value : null, [.. NotAllowed().Matches(exit.Errors).Select(match => match.Groups["codec"].Value).Distinct()]));
    }

    private async Task<ProbedFile?> OpenCopyAsync(SourceFile source, IReadOnlyList<string> streams, string scratch, CancellationToken cancel)
    {
        var copy = new TemporaryOutput(Path.Combine(scratch, "copy"));
        try
        {
            var exit = await ChildProcess.RunAsync(
                commands.Convert(
                    source,
                    [],
                    [.. streams.SelectMany(stream => new[] { "-map", stream }), "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1", "-c", "copy", "-y", "-f", source.Container.Muxer, FfmpegCommands.Url(copy.Path)],
                    CopyTime),
                cancel);
            if (exit.Succeeded && await ProbeAsync(source with { Path = copy.Path }, cancel) is ({ } info, _))
            {
                var probed = new ProbedFile(source with { Path = copy.Path }, info with { OtherStreams = info.OtherStreams + 1 }, copy);
                copy = null;
                return probed;
            }

            return null;
        }
        finally
        {
            copy?.Dispose();
        }
    }

    private async Task<(MediaInfo? Info, ChildExit Exit)> ProbeAsync(SourceFile source, CancellationToken cancel)
    {
        var exit = await ChildProcess.RunAsync(commands.Probe(source), cancel);
        if (!exit.Succeeded || exit.OutputCut)
        {
            return (null, exit);
        }

        try
        {
            return (FfprobeOutput.Parse(exit.Output), exit);
        }
        catch (JsonException)
        {
            return (null, exit);
        }
    }

    [GeneratedRegex(@"Codec \((?<codec>\w{1,40})\) not on whitelist", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NotAllowed();

    [GeneratedRegex(@"[Pp]icture size (?<size>\d{1,6}x\d{1,6}) (exceeds|is invalid)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PictureTooLarge();
}
