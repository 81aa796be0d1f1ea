using System.Globalization;

namespace IntelliAvatar.Server.Media;

/// <summary>Which videos we refuse, and how we say so.</summary>
internal sealed class VideoRules(MediaLimits limits)
{
    public const string Accepted =
        "Accepted are mp4, mov, webm, mkv, avi, flv and MPEG-TS videos (H.264, HEVC, VP8, VP9, AV1, MPEG-4, ProRes or Motion JPEG), and jpg, png, WebP, GIF, BMP, TIFF, HEIC and AVIF pictures.";

    private const string Convert = "Convert it to an mp4 with H.264, and send that.";

    /// <summary>Pixels of the longer side of a still picture: beyond it no decoder was tried.</summary>
    private const int MaxPhotoSide = 16_384;

    /// <summary>Frames a second of the slow motion of phones.</summary>
    private const int MaxSlowMotion = 240;

    public static Refusal Unreadable { get; } = new("video_unreadable", $"The video could not be read: it is damaged, or in a format we do not know. {Accepted}");

    public static Refusal OnlyCover =>
        NoPicture with { Detail = "The file is a recording with a single picture, its cover, and no video. Send a video, or the picture alone, of the speaker." };

    /// <summary>What this machine has no program for.</summary>
    public static Refusal NoHeif(ContainerFormat container) => new(
        "video_heic_not_accepted", $"{container.Name} pictures are not accepted here; send a JPEG. (Who runs the server can install libheif-examples.)");

    /// <param name="codecs">As ffmpeg names them.</param>
    public static Refusal NoDecoder(SourceFile source, IReadOnlyList<string> codecs) => new(
        "video_unreadable",
        $"The video could not be read: {ContainerFormat.WithArticle(source.Kind)} file with {string.Join(" and ", codecs.Select(CodecNames.Spoken).Distinct())} in it is not accepted. {Convert} {Accepted}");

    public static Refusal Broken { get; } = new("video_broken", "The video is damaged: not all of it could be decoded. Export it again, or upload it again if it was cut off.");

    public static Refusal NoPicture { get; } = new("video_no_picture", "The file has no moving picture in it, only sound or data. Send a video, or a jpg or png picture, of the speaker.");

    public static Refusal UnknownFormat(ReadOnlySpan<byte> head)
    {
        var looks = ForeignFormat.Recognise(head);
        var advice = looks.Kind switch
        {
            ForeignKind.Video => $" {Convert}",
            ForeignKind.Picture => " Save it as a jpg or png, and send that.",
            ForeignKind.Sound => " Send a video or a picture of the speaker.",
            ForeignKind.Project => " A project names its videos and does not hold them: export it as an mp4, and send that.",
            ForeignKind.Archive => " Unpack it, and send the video in it.",
            ForeignKind.Page => " It was probably saved in place of the video: download the video again, and play it before you send it.",
            ForeignKind.Playlist => " It only says where a video lies: download the video itself, and send that.",
            _ => "",
        };
        return new("video_unreadable", $"This is not a video we can read; it looks like {looks.Name}.{advice} {Accepted}");
    }

    public static Refusal Faulty(FileFault fault, string what = "video") => Broken with { Detail = fault.SentenceOf(what) };

    /// <summary>What is said of a video, said of a still picture.</summary>
    public static Refusal OfPicture(Refusal refusal) => refusal with
    {
        Detail = refusal == NoPicture
            ? "The picture is damaged: nothing of it could be read. Save it again, or upload it again if it was cut off."
            : refusal.Detail.Replace("The video ", "The picture ", StringComparison.Ordinal),
    };

    public Refusal TooLargePicture(string size) =>
        new("video_too_large_picture", $"The picture is {size} pixels. At most {limits.MaxPictureSide} pixels a side and {limits.MaxPicturePixels / 1_000_000.0:0.0} megapixels are accepted; scale it down.");

    /// <summary>The same for still pictures, which are scaled down.</summary>
    public Refusal? RefusePhotoSize(int width, int height) => Math.Max(width, height) > MaxPhotoSide || (long)width * height > limits.MaxPhotoPixels
        ? new(
            "video_too_large_picture",
            $"The picture is {width}x{height} pixels. At most {MaxPhotoSide} pixels a side and {limits.MaxPhotoPixels / 1_000_000.0:0.0} megapixels are accepted; scale it down.")
        : RefuseSmall(width, height);

    /// <summary>Of some kinds a decoder holds far more than the picture.</summary>
    public static Refusal TooDearPicture(StillPicture picture, ContainerFormat container) => new(
        "video_too_large_picture",
        container == ContainerFormat.Jpeg
            ? $"The picture is a progressive JPEG of {picture.Width}x{picture.Height} pixels, which takes too much memory to read. Save it as an ordinary (baseline) JPEG, or scale it down."
            : $"The picture is {ContainerFormat.WithArticle(container.Name)} of {picture.Width}x{picture.Height} pixels, which takes too much memory to read. Save it as a JPEG, or scale it down.");

    public Refusal? RefuseSize(int width, int height) =>
        Math.Max(width, height) > limits.MaxPictureSide || (long)width * height > limits.MaxPicturePixels ? TooLargePicture($"{width}x{height}")
        : RefuseSmall(width, height);

    /// <param name="isPhoto">A still picture, whose size was judged before.</param>
    public Refusal? RefuseByHeader(MediaInfo info, bool isPhoto = false) => info.Video switch
    {
        null => NoPicture,
        { Width: < 1 } or { Height: < 1 } => NoPicture,
        var video when !isPhoto && RefuseSize(video.UprightWidth, video.UprightHeight) is { } refusal => refusal,
        { PixelAspect: { } aspect and (< 0.1 or > 10) } =>
            new("video_pixel_aspect", $"The file says that its pixels are {aspect:0.##} times as wide as high, which no picture is. Export it again with square pixels."),
        { Duration: { } length } when length > limits.MaxVideoDuration => TooLong(length),
        { Duration: { TotalSeconds: > 0 } length, Frames: { } frames } when frames / length.TotalSeconds > MaxSourceRate * 1.01 => TooFast(frames / length.TotalSeconds),
        { Frames: { } frames } video when frames > MostFrames(video) => TooManyPixels(video, frames),
        _ => RefuseSound(info),
    };

    /// <summary>The same after the frames were counted.</summary>
    public Refusal? RefuseByCount(MediaInfo info, FrameTimes times)
    {
        if (times.Count == 0)
        {
            return Broken;
        }

        if (times.Count == 1 && info.Audio is not null)
        {
            return OnlyCover;
        }

        if (times.FramesPerSecond is { } rate && (rate > MaxSourceRate * 1.01 || times.TooMany))
        {
            return TooFast(rate);
        }

        if (times.Count > MostFrames(info.Video!))
        {
            return TooManyPixels(info.Video!, times.TooMany ? null : times.Count);
        }

        if (times.Duration > limits.MaxVideoDuration)
        {
            return TooLong(times.Duration);
        }

        if (times.Duration < limits.MinDuration)
        {
            return new Refusal("video_too_short", $"The video lasts {times.Duration.TotalSeconds:0.##} s. It needs at least {limits.MinDuration.TotalSeconds:0.##} s.");
        }

        return info.Duration is { } said && said <= limits.MaxVideoDuration && said - times.End > LongestGap(said)
            ? Faulty(new($"says that it lasts {said.TotalSeconds:0.0} s, but ends after {times.End.TotalSeconds:0.0} s"))
            : null;
    }

    /// <summary>The same for the frames that would be encoded, which may be far more than there are: two frames can last for half an hour.</summary>
    public Refusal? RefuseByOutput(VideoStream video, long frames) => frames > MostFrames(video) ? TooManyPixels(video, frames, ", once its frame rate is made constant") : null;

    /// <summary>Slow motion is taken and thinned out.</summary>
    public int MaxSourceRate => Math.Max(MaxSlowMotion, limits.MaxFrameRate);

    /// <summary>How many frames of this size are accepted.</summary>
    public long MostFrames(VideoStream video) => limits.MaxVideoPixels / Math.Max(1, (long)video.Width * video.Height);

    /// <summary>Matroska does not say how long a stream is, only how long the file.</summary>
    private Refusal? RefuseSound(MediaInfo info) =>
        info.Audio is { } sound && (sound.Duration ?? info.Duration) is { } length && length.TotalSeconds * sound.Channels * sound.SampleRate is var samples && samples > limits.MaxAudioSamples
            ? AudioRules.TooManySamples("video's own sound", sound, length, limits.MaxAudioSamples)
            : null;

    private Refusal TooManyPixels(VideoStream video, long? frames, string when = "") => new(
        "video_too_many_pixels",
        string.Create(
            CultureInfo.InvariantCulture,
            $"The video has {video.UprightWidth} × {video.UprightHeight} pixels and {(frames is { } known ? $"{known:N0}" : $"more than {MostFrames(video):N0}")} frames{when}; of this size at most {MostFrames(video):N0} are accepted. Scale it down or shorten it."));

    private Refusal TooLong(TimeSpan length) =>
        new("video_too_long", $"The video lasts {length.TotalMinutes:0.0} minutes. At most {limits.MaxVideoDuration.TotalMinutes:0.#} are accepted; a minute is plenty, it is repeated as needed.");

    private Refusal TooFast(double rate) =>
        new("video_too_many_frames", $"The video has {rate:0} frames a second. At most {MaxSourceRate} are accepted.");

    private Refusal? RefuseSmall(int width, int height) => Math.Min(width, height) < limits.MinPictureSide
        ? new("video_too_small_picture", $"The picture is {width}x{height} pixels. Each side needs at least {limits.MinPictureSide}.")
        : null;

    private static TimeSpan LongestGap(TimeSpan duration) => TimeSpan.FromSeconds(Math.Max(1, duration.TotalSeconds / 10));
}
