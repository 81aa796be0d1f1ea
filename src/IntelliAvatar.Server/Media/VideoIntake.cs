using System.Globalization;
using IntelliAvatar.LipSync;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>Turns a person's video or picture into an mp4 that every model server can read, once, with as little change as may be.</summary>
internal sealed class VideoIntake(MediaLimits limits, FfmpegCommands commands, MediaProbe probe)
{
    private static readonly FrameRate StillRate = new(25, 1);

    private readonly VideoRules _rules = new(limits);
    private readonly Lazy<Task<bool>> _canToneMap = new(CanToneMapAsync);

    // A little more than we accept is read, so that what is too long can be told from what just fits.
    private TimeSpan ReadAtMost => limits.MaxVideoDuration + TimeSpan.FromSeconds(1);

    private int MostFrames => (int)(ReadAtMost.TotalSeconds * limits.MaxFrameRate) + 1;

    public async Task<IntakeResult> AcceptAsync(string uploadedPath, string acceptedPath, CancellationToken cancel)
    {
        var source = await SourceFile.RecogniseAsync(uploadedPath, cancel);
        if (source is not { Container: { IsVideo: true } or { IsPicture: true } })
        {
            return new IntakeResult.Refused(VideoRules.UnknownFormat(await ContainerFormat.ReadHeadAsync(uploadedPath, cancel)));
        }

        if (source.Container == ContainerFormat.Mp4 && await Mp4Boxes.FindFaultAsync(source.Path, cancel) is { } fault)
        {
            return new IntakeResult.Refused(VideoRules.Damaged(fault));
        }

        var still = source.Container.IsPicture ? await StillPicture.InspectAsync(source, cancel) : null;
        if (still is { IsWhole: false })
        {
            return new IntakeResult.Refused(VideoRules.Damaged("ends before the picture does"));
        }

        var (opened, failure) = await probe.OpenAsync(source, Path.GetDirectoryName(Path.GetFullPath(acceptedPath))!, cancel);
        if (opened is null)
        {
            return new IntakeResult.Refused(failure!.PictureSize is { } size ? _rules.TooLargePicture(size) : FfmpegFailure.Explain(failure.Exit, VideoRules.Unreadable));
        }

        using (opened)
        {
            var refusal = _rules.RefuseByHeader(opened.Info);
            return refusal is not null ? new IntakeResult.Refused(refusal)
                : still is not null ? await AcceptPictureAsync(opened, still, acceptedPath, cancel)
                : await AcceptFilmAsync(opened, acceptedPath, cancel);
        }
    }

    private async Task<IntakeResult> AcceptFilmAsync(ProbedFile file, string acceptedPath, CancellationToken cancel)
    {
        var (times, counting) = await FrameTimes.ReadAsync(commands, file.Source, ReadAtMost, MostFrames, cancel);
        if (!counting.Succeeded || FfmpegFailure.SaysCut(counting))
        {
            return new IntakeResult.Refused(FfmpegFailure.Explain(counting, VideoRules.Broken));
        }

        if (_rules.RefuseByCount(file.Info, times) is { } refusal)
        {
            return new IntakeResult.Refused(refusal);
        }

        var video = file.Info.Video!;
        var plan = VideoPlan.For(file.Source, video, times, await _canToneMap.Value);
        List<string> changes = [.. plan.Changes, .. SoundChanges(file)];
        if (plan.CopyPicture && await DecodeAsync(file, times, cancel) is { } broken)
        {
            return new IntakeResult.Refused(broken);
        }

        string[] picture = plan.CopyPicture
            ? ["-c:v", "copy"]
            : ["-vf", string.Join(',', plan.Filters), "-r", $"{plan.Rate}", .. Encoder];
        string[] arguments =
        [
            "-map", "0:V:0", "-map", "0:a:0?", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1",
            .. picture, .. SoundArguments(file.Info.Audio), "-t", Seconds(ReadAtMost),
        ];
        return await WriteAsync(file.Source, [], arguments, acceptedPath, plan.Rate, Deadline(video, times.Count, plan.CopyPicture), changes, cancel);
    }

    private async Task<IntakeResult> AcceptPictureAsync(ProbedFile file, StillPicture still, string acceptedPath, CancellationToken cancel)
    {
        var video = file.Info.Video!;
        List<string> changes = ["a still picture was made into a video of one second"];
        // ffmpeg's versions differ in what they make of a jpg's orientation: it is taken off the frame, and read by us.
        List<string> filters = ["sidedata=mode=delete:type=DISPLAYMATRIX"];
        if (still.UprightFilter is { } upright)
        {
            filters.Add(upright);
            changes.Add("turned upright, as its camera noted");
        }

        if (file.Source.Container == ContainerFormat.Png)
        {
            filters.Add("format=rgba,split[picture][size];[size]lutrgb=r=255:g=255:b=255:a=255[paper];[paper][picture]overlay=format=rgb");
            changes.AddRange(video.HasAlpha ? ["transparent parts made white"] : []);
        }

        if (video.PixelAspect is not null)
        {
            filters.Add(VideoPlan.SquarePixels);
            changes.Add("pixels made square");
        }
        else if (video.Width % 2 != 0 || video.Height % 2 != 0)
        {
            filters.Add("crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0");
            changes.Add("cut by one pixel to an even size");
        }

        // JFIF pictures are BT.601 and full range; png pictures are RGB, where the first two words mean nothing.
        filters.Add(file.Source.Container == ContainerFormat.Jpeg && !video.PixelFormat.StartsWith("gbr", StringComparison.Ordinal)
            ? "scale=in_color_matrix=bt601:in_range=pc:out_color_matrix=bt709:out_range=tv"
            : "scale=out_color_matrix=bt709:out_range=tv");
        filters.AddRange(["format=yuv420p", ColourTags.Bt709.Filter!, "setsar=1", "loop=loop=-1:size=1", $"setpts=N/{StillRate.FramesPerSecond}/TB"]);
        string[] arguments = ["-an", "-sn", "-dn", "-map_metadata", "-1", "-vf", string.Join(',', filters), "-r", $"{StillRate}", "-frames:v", "25", .. Encoder];
        return await WriteAsync(file.Source, ["-err_detect", "explode", "-noautorotate"], arguments, acceptedPath, StillRate, Deadline(video, 25, copy: false), changes, cancel);
    }

    private static string[] Encoder => ["-c:v", "libx264", "-preset", "veryfast", "-crf", "17", "-threads", "2"];

    private async Task<IntakeResult> WriteAsync(
        SourceFile source, string[] inputOptions, string[] arguments, string acceptedPath, FrameRate rate, TimeSpan deadline, IReadOnlyList<string> changes, CancellationToken cancel)
    {
        using var output = new TemporaryOutput(acceptedPath);
        var exit = await ChildProcess.RunAsync(
            commands.Convert(source, inputOptions, [.. arguments, "-movflags", "+faststart", "-y", "-f", "mp4", FfmpegCommands.Url(output.Path)], deadline), cancel);
        if (!exit.Succeeded || FfmpegFailure.SaysCut(exit))
        {
            return new IntakeResult.Refused(FfmpegFailure.Explain(exit, VideoRules.Broken));
        }

        var (written, counting) = await FrameTimes.ReadAsync(commands, new SourceFile(output.Path, ContainerFormat.Mp4), ReadAtMost, MostFrames, cancel);
        if (!counting.Succeeded || written.Count == 0)
        {
            return new IntakeResult.Refused(FfmpegFailure.Explain(counting, VideoRules.Broken));
        }

        output.Publish();
        return new IntakeResult.Accepted(rate.DurationOf(written.Count), changes);
    }

    /// <summary>Truncated and zero-filled files pass every check but this one.</summary>
    private async Task<Refusal?> DecodeAsync(ProbedFile file, FrameTimes times, CancellationToken cancel)
    {
        var exit = await ChildProcess.RunAsync(
            commands.Convert(
                file.Source,
                [],
                ["-map", "0:V:0", "-map", "0:a:0?", "-sn", "-dn", "-t", Seconds(ReadAtMost), "-f", "null", "-"],
                Deadline(file.Info.Video!, times.Count, copy: true)),
            cancel);
        return exit.Succeeded ? null : FfmpegFailure.Explain(exit, VideoRules.Broken);
    }

    private static IEnumerable<string> SoundChanges(ProbedFile file)
    {
        if (file.WithoutSound)
        {
            yield return "its own sound was left out (its format is not supported)";
        }
        else if (file.Info.Audio is { Codec: not "aac" } audio)
        {
            yield return $"its own sound converted from {CodecNames.Spoken(audio.Codec)} to AAC";
        }

        if (file.Info.OtherStreams > 0)
        {
            yield return "all but its picture and its sound was left out";
        }
    }

    private static string[] SoundArguments(AudioStream? audio) => audio switch
    {
        null => [],
        { Codec: "aac" } => ["-c:a", "copy"],
        _ => ["-c:a", "aac", "-b:a", "160k", "-ac", audio.Channels > 1 ? "2" : "1"],
    };

    /// <summary>A slow core decodes 40 and converts 10 megapixels a second; nobody waits longer than half an hour.</summary>
    private static TimeSpan Deadline(VideoStream video, int frames, bool copy)
    {
        var seconds = 60 + ((double)video.Width * video.Height * frames / (copy ? 40e6 : 10e6));
        return TimeSpan.FromSeconds(Math.Min(seconds, 1800));
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private static async Task<bool> CanToneMapAsync()
    {
        var exit = await ChildProcess.RunAsync(FfmpegCommands.ListFilters, CancellationToken.None);
        return exit.OutputText.Contains(" zscale ", StringComparison.Ordinal) && exit.OutputText.Contains(" tonemap ", StringComparison.Ordinal);
    }
}
