using System.Globalization;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>Turns a person's video or picture into an mp4 that every model server can read, once, with as little change as may be.</summary>
internal sealed class VideoIntake(MediaLimits limits, FfmpegCommands commands, MediaProbe probe)
{
    internal static readonly FrameRate StillRate = new(25, 1);

    private readonly VideoRules _rules = new(limits);
    private readonly Lazy<Task<bool>> _canToneMap = new(CanToneMapAsync);

    // A little more than we accept is read, so that what is too long can be told from what just fits.
    private TimeSpan ReadAtMost => limits.MaxVideoDuration + TimeSpan.FromSeconds(1);

    private int MostFrames => (int)(ReadAtMost.TotalSeconds * _rules.MaxSourceRate) + 1;

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

        return source.Container switch
        {
            { IsHeif: true } => await LookAtHeifAsync(source, cancel),
            { IsPicture: true } => await LookAtPictureAsync(source, scratch, cancel),
            _ => await LookAtFilmAsync(source, scratch, cancel),
        };
    }

    public Task<IntakeResult> ConvertAsync(VideoLook look, string acceptedPath, IProgress<double>? progress, CancellationToken cancel) => look switch
    {
        VideoLook.Film film => ConvertFilmAsync(film, acceptedPath, progress, cancel),
        VideoLook.Still still => ConvertPictureAsync(still, acceptedPath, cancel),
        VideoLook.Heif heif => ConvertHeifAsync(heif, acceptedPath, cancel),
        _ => throw new InvalidOperationException("Neither film nor picture."),
    };

    private async Task<(VideoLook? Look, Refusal? Refusal)> LookAtHeifAsync(SourceFile source, CancellationToken cancel)
    {
        var boxes = await HeifBoxes.ReadAsync(source.Path, cancel);
        return HeifPicture.FaultOf(boxes) is { } fault ? (null, VideoRules.Faulty(fault, "picture"))
            : _rules.RefusePhotoSize(boxes!.Width, boxes.Height) is { } wrong ? (null, wrong)
            : await HeifPicture.ProgramAsync() is null ? (null, VideoRules.NoHeif(source.Container))
            : (new VideoLook.Heif(source, boxes, MediaCost.OfHeif(boxes)), null);
    }

    private async Task<(VideoLook.Still? Look, Refusal? Refusal)> LookAtPictureAsync(SourceFile source, string scratch, CancellationToken cancel)
    {
        var copy = new TemporaryOutput(Path.Combine(scratch, "picture"));
        try
        {
            var picture = await Task.Run(() => StillPicture.CopyBare(source, copy.Path, limits.MaxPhotoPixels), cancel);
            if ((picture.Fault is { } fault ? VideoRules.Faulty(fault, "picture") : _rules.RefusePhotoSize(picture.Width, picture.Height)) is { } wrong)
            {
                return (null, wrong);
            }

            var bytes = new FileInfo(copy.Path).Length;
            if (StillSize.Of(picture, source.Container, bytes, limits) is not { } size)
            {
                return (null, VideoRules.TooDearPicture(picture, source.Container));
            }

            var (opened, failure) = await OpenAsync(source with { Path = copy.Path, Pixels = WithMargin(picture) }, scratch, cancel);
            if (opened is null)
            {
                return (null, VideoRules.OfPicture(failure!));
            }

            var look = new VideoLook.Still(opened with { Copy = copy }, picture, size, MediaCost.OfPicture(size, bytes));
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
            return (null, failure!.PictureSize is { } size ? _rules.TooLargePicture(size)
                : FfmpegFailure.Explain(failure.Exit, failure.Codecs.Count > 0 ? VideoRules.NoDecoder(source, failure.Codecs) : VideoRules.Unreadable));
        }

        var refusal = opened.Info.Video is { Codec: var codec } && codec.StartsWith(CodecNames.UnknownPrefix, StringComparison.Ordinal)
            ? VideoRules.NoDecoder(source, [codec])
            : _rules.RefuseByHeader(opened.Info, source.Container.IsPicture);
        if (refusal is not null)
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

        var plan = VideoPlan.For(file.Source, video, times, await _canToneMap.Value, limits);
        var output = plan.FramesOf(times);
        return _rules.RefuseByOutput(video, output) is { } tooMany
            ? (null, tooMany)
            : (new VideoLook.Film(file, times, plan, MediaCost.OfVideo(video, plan, times.Count, output, new FileInfo(file.Source.Path).Length)), null);
    }

    private async Task<IntakeResult> ConvertFilmAsync(VideoLook.Film film, string acceptedPath, IProgress<double>? progress, CancellationToken cancel)
    {
        var (file, plan) = (film.File, film.Plan);
        var (sound, chosen) = await VideoSound.ChooseAsync(commands, film, cancel);
        List<string> changes = [.. plan.Changes, .. VideoSound.Changes(file, sound, chosen)];
        if (plan.CopyPicture && await DecodeAsync(film, progress, cancel) is { } broken)
        {
            return new IntakeResult.Refused(broken);
        }

        string[] picture = plan.CopyPicture
            ? ["-c:v", "copy"]
            : ["-vf", string.Join(',', plan.Filters), "-r", $"{plan.Rate}", .. Encoder(film.Pixels)];
        string[] arguments =
        [
            "-map", "0:V:0", .. sound is null ? [] : new[] { "-map", sound.Map }, "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1",
            .. picture, .. VideoSound.Arguments(sound), "-t", Seconds(ReadAtMost),
        ];
        var told = FfmpegProgress.OfFrames(plan.CopyPicture ? null : progress, plan.FramesOf(film.Times));
        return await WriteAsync(file.Source, plan.InputOptions, arguments, acceptedPath, plan.Rate, changes, told, film.Cost.Limit, (film.Pixels, 0), cancel);
    }

    private async Task<IntakeResult> ConvertHeifAsync(VideoLook.Heif heif, string acceptedPath, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(acceptedPath))!, $".{Guid.NewGuid():N}.heif"));
        try
        {
            var (picture, broken) = await new HeifPicture(limits).ConvertAsync(heif.Source.Path, heif.Boxes, folder.FullName, cancel);
            if (picture is null)
            {
                return new IntakeResult.Refused(broken!);
            }

            var (still, refusal) = await LookAtPictureAsync(picture, folder.FullName, cancel);
            using (still)
            {
                // libheif has turned it already.
                return still is null
                    ? new IntakeResult.Refused(refusal!)
                    : await ConvertPictureAsync(still with { Picture = still.Picture with { Orientation = 1 } }, acceptedPath, cancel);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IntakeResult> ConvertPictureAsync(VideoLook.Still still, string acceptedPath, CancellationToken cancel)
    {
        var (file, size) = (still.File, still.Size);
        var filters = StillFilters.Of(still, limits, out var changes);
        string[] arguments = ["-an", "-sn", "-dn", "-map_metadata", "-1", "-vf", string.Join(',', filters), "-r", $"{StillRate}", "-frames:v", "25", .. Encoder((long)size.Width * size.Height)];
        return await WriteAsync(
            file.Source, [.. Strictness(file.Source), .. InOnePiece(file), "-noautorotate", "-lowres", $"{size.Halvings}"], arguments, acceptedPath, StillRate, changes, FfmpegProgress.OfFrames(null, 0),
            still.Cost.Limit, ((long)size.Width * size.Height, size.DecodedBytes), cancel);
    }

    /// <summary>Decoders round a picture up before they ask whether it is too large.</summary>
    private static long WithMargin(StillPicture picture) => (picture.Width + 128L) * (picture.Height + 128L);

    /// <summary>Else it would be put together from pieces, and be held twice.</summary>
    private static string[] InOnePiece(ProbedFile picture) =>
        picture.Source.Container == ContainerFormat.Png ? ["-frame_size", $"{new FileInfo(picture.Source.Path).Length}"] : [];

    /// <summary>A tag that it does not know would count as an error of a TIFF.</summary>
    private static string[] Strictness(SourceFile picture) => picture.Container == ContainerFormat.Tiff ? [] : ["-err_detect", "explode"];

    /// <summary>Above 720p an encoder that looks ahead would hold a gigabyte.</summary>
    private static string[] Encoder(long pixels) =>
    [
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "17", "-threads", "1",
        .. pixels > 1280 * 720 ? ["-x264-params", "rc-lookahead=0:sync-lookahead=0:bframes=0"] : Array.Empty<string>(),
    ];

    private async Task<IntakeResult> WriteAsync(
        SourceFile source, IReadOnlyList<string> inputOptions, string[] arguments, string acceptedPath, FrameRate rate, IReadOnlyList<string> changes, ChildPipes progress,
        TimeSpan cpu, (long Pixels, long More) memory, CancellationToken cancel)
    {
        using var output = new TemporaryOutput(acceptedPath);
        var exit = await ChildProcess.RunAsync(
            commands.Convert(
                source,
                inputOptions,
                [.. FfmpegProgress.Options, .. arguments, "-movflags", "+faststart", "-y", "-f", "mp4", FfmpegCommands.Url(output.Path)],
                cpu,
                memory.Pixels,
                memory.More),
            progress,
            cancel);
        if (!exit.Succeeded || FfmpegFailure.SaysCut(exit))
        {
            return new IntakeResult.Refused(FfmpegFailure.Explain(exit, source.Container.IsPicture ? VideoRules.OfPicture(VideoRules.Broken) : VideoRules.Broken));
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
                [.. FfmpegProgress.Options, "-map", "0:V:0", "-map", "0:a?", "-sn", "-dn", "-t", Seconds(ReadAtMost), "-f", "null", "-"],
                film.Cost.Limit,
                film.Pixels),
            FfmpegProgress.OfFrames(progress, film.Times.Count),
            cancel);
        return exit.Succeeded ? null : FfmpegFailure.Explain(exit, VideoRules.Broken);
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private static async Task<bool> CanToneMapAsync()
    {
        var exit = await ChildProcess.RunAsync(FfmpegCommands.ListFilters, CancellationToken.None);
        return exit.OutputText.Contains(" zscale ", StringComparison.Ordinal) && exit.OutputText.Contains(" tonemap ", StringComparison.Ordinal);
    }
}
