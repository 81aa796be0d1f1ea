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

    /// <summary>Looks at the headers and counts the packets; nothing is decoded.</summary>
    /// <param name="scratch">Where copies without what is not needed may lie.</param>
    public async Task<(VideoLook? Look, Refusal? Refusal)> LookAsync(string uploadedPath, string scratch, CancellationToken cancel)
    {
        var source = await SourceFile.RecogniseAsync(uploadedPath, cancel);
        if (source is not { Container: { IsVideo: true } or { IsPicture: true } })
        {
            return (null, VideoRules.UnknownFormat(await ContainerFormat.ReadHeadAsync(uploadedPath, cancel)));
        }

        if (source.Container == ContainerFormat.Mp4 && await Mp4Boxes.FindFaultAsync(source.Path, cancel) is { } fault)
        {
            return (null, VideoRules.Faulty(fault));
        }

        return source.Container.IsPicture ? await LookAtPictureAsync(source, scratch, cancel) : await LookAtFilmAsync(source, scratch, cancel);
    }

    public Task<IntakeResult> ConvertAsync(VideoLook look, string acceptedPath, IProgress<double>? progress, CancellationToken cancel) => look switch
    {
        VideoLook.Film film => ConvertFilmAsync(film, acceptedPath, progress, cancel),
        VideoLook.Still still => ConvertPictureAsync(still, acceptedPath, cancel),
        _ => throw new InvalidOperationException("Neither film nor picture."),
    };

    private async Task<(VideoLook? Look, Refusal? Refusal)> LookAtPictureAsync(SourceFile source, string scratch, CancellationToken cancel)
    {
        var copy = new TemporaryOutput(Path.Combine(scratch, "picture"));
        try
        {
            var picture = await Task.Run(() => StillPicture.CopyBare(source, copy.Path, limits.MaxPicturePixels), cancel);
            if ((picture.Fault is { } fault ? VideoRules.Faulty(fault, "picture") : _rules.RefuseSize(picture.Width, picture.Height)) is { } wrong)
            {
                return (null, wrong);
            }

            var (opened, failure) = await OpenAsync(source with { Path = copy.Path }, scratch, cancel);
            if (opened is null)
            {
                return (null, VideoRules.OfPicture(failure!));
            }

            var cost = MediaCost.OfPicture(opened.Info.Video!, new FileInfo(copy.Path).Length);
            var look = new VideoLook.Still(opened with { Copy = copy }, picture, cost);
            copy = null;
            return (look, null);
        }
        finally
        {
            copy?.Dispose();
        }
    }

    private async Task<(VideoLook? Look, Refusal? Refusal)> LookAtFilmAsync(SourceFile source, string scratch, CancellationToken cancel)
    {
        var (opened, failure) = await OpenAsync(source, scratch, cancel);
        if (opened is null)
        {
            return (null, failure);
        }

        VideoLook? look = null;
        try
        {
            (look, var refusal) = await CountAsync(opened, cancel);
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

    /// <summary>Opens a file whose header speaks for it.</summary>
    private async Task<(ProbedFile? Opened, Refusal? Refusal)> OpenAsync(SourceFile source, string scratch, CancellationToken cancel)
    {
        var (opened, failure) = await probe.OpenAsync(source, scratch, cancel);
        if (opened is null)
        {
            return (null, failure!.PictureSize is { } size ? _rules.TooLargePicture(size) : FfmpegFailure.Explain(failure.Exit, VideoRules.Unreadable));
        }

        if (_rules.RefuseByHeader(opened.Info) is { } refusal)
        {
            opened.Dispose();
            return (null, refusal);
        }

        return (opened, null);
    }

    private async Task<(VideoLook? Look, Refusal? Refusal)> CountAsync(ProbedFile file, CancellationToken cancel)
    {
        var video = file.Info.Video!;
        var most = (int)Math.Min(MostFrames, _rules.MostFrames(video) + 1);
        var (times, counting) = await FrameTimes.ReadAsync(commands, file.Source, ReadAtMost, most, cancel);
        if (!counting.Succeeded || FfmpegFailure.SaysCut(counting))
        {
            return (null, FfmpegFailure.Explain(counting, VideoRules.Broken));
        }

        if (_rules.RefuseByCount(file.Info, times) is { } refusal)
        {
            return (null, refusal);
        }

        var plan = VideoPlan.For(file.Source, video, times, await _canToneMap.Value);
        var output = plan.FramesOf(times);
        return _rules.RefuseByOutput(video, output) is { } tooMany
            ? (null, tooMany)
            : (new VideoLook.Film(file, times, plan, MediaCost.OfVideo(video, plan, times.Count, output, new FileInfo(file.Source.Path).Length)), null);
    }

    private async Task<IntakeResult> ConvertFilmAsync(VideoLook.Film film, string acceptedPath, IProgress<double>? progress, CancellationToken cancel)
    {
        var (file, plan) = (film.File, film.Plan);
        List<string> changes = [.. plan.Changes, .. SoundChanges(file)];
        if (plan.CopyPicture && await DecodeAsync(film, progress, cancel) is { } broken)
        {
            return new IntakeResult.Refused(broken);
        }

        string[] picture = plan.CopyPicture
            ? ["-c:v", "copy"]
            : ["-vf", string.Join(',', plan.Filters), "-r", $"{plan.Rate}", .. Encoder(file.Info.Video!)];
        string[] arguments =
        [
            "-map", "0:V:0", "-map", "0:a:0?", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1",
            .. picture, .. SoundArguments(file.Info.Audio), "-t", Seconds(ReadAtMost),
        ];
        var told = FfmpegProgress.OfFrames(plan.CopyPicture ? null : progress, plan.FramesOf(film.Times));
        return await WriteAsync(film, [], arguments, acceptedPath, plan.Rate, changes, told, cancel);
    }

    private async Task<IntakeResult> ConvertPictureAsync(VideoLook.Still still, string acceptedPath, CancellationToken cancel)
    {
        var file = still.File;
        var video = file.Info.Video!;
        List<string> changes = ["a still picture was made into a video of one second"];
        // ffmpeg's versions differ in what they make of a jpg's orientation: it is taken off the frame, and read by us.
        List<string> filters = ["sidedata=mode=delete:type=DISPLAYMATRIX"];
        if (still.Picture.UprightFilter is { } upright)
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
        string[] arguments = ["-an", "-sn", "-dn", "-map_metadata", "-1", "-vf", string.Join(',', filters), "-r", $"{StillRate}", "-frames:v", "25", .. Encoder(video)];
        return await WriteAsync(still, ["-err_detect", "explode", "-noautorotate"], arguments, acceptedPath, StillRate, changes, FfmpegProgress.OfFrames(null, 0), cancel);
    }

    /// <summary>Above 720p an encoder that looks ahead would hold a gigabyte.</summary>
    private static string[] Encoder(VideoStream video) =>
    [
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "17", "-threads", "1",
        .. (long)video.Width * video.Height > 1280 * 720 ? ["-x264-params", "rc-lookahead=0:sync-lookahead=0:bframes=0"] : Array.Empty<string>(),
    ];

    private async Task<IntakeResult> WriteAsync(
        VideoLook look, string[] inputOptions, string[] arguments, string acceptedPath, FrameRate rate, IReadOnlyList<string> changes, ChildPipes progress,
        CancellationToken cancel)
    {
        using var output = new TemporaryOutput(acceptedPath);
        var exit = await ChildProcess.RunAsync(
            commands.Convert(
                look.File.Source,
                inputOptions,
                [.. FfmpegProgress.Options, .. arguments, "-movflags", "+faststart", "-y", "-f", "mp4", FfmpegCommands.Url(output.Path)],
                look.Cost.Limit,
                look.Pixels),
            progress,
            cancel);
        if (!exit.Succeeded || FfmpegFailure.SaysCut(exit))
        {
            return new IntakeResult.Refused(FfmpegFailure.Explain(exit, look is VideoLook.Still ? VideoRules.OfPicture(VideoRules.Broken) : VideoRules.Broken));
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
    private async Task<Refusal?> DecodeAsync(VideoLook.Film film, IProgress<double>? progress, CancellationToken cancel)
    {
        var exit = await ChildProcess.RunAsync(
            commands.Convert(
                film.File.Source,
                [],
                [.. FfmpegProgress.Options, "-map", "0:V:0", "-map", "0:a:0?", "-sn", "-dn", "-t", Seconds(ReadAtMost), "-f", "null", "-"],
                film.Cost.Limit,
                film.Pixels),
            FfmpegProgress.OfFrames(progress, film.Times.Count),
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

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private static async Task<bool> CanToneMapAsync()
    {
        var exit = await ChildProcess.RunAsync(FfmpegCommands.ListFilters, CancellationToken.None);
        return exit.OutputText.Contains(" zscale ", StringComparison.Ordinal) && exit.OutputText.Contains(" tonemap ", StringComparison.Ordinal);
    }
}
