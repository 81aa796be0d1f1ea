using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.Server.Media;

/// <summary>What must be done to a video so that no model server chokes on it: H.264, 8-bit 4:2:0, one constant rate, upright, even, not HDR.</summary>
/// <param name="CopyPicture">Nothing: its frames are taken over bit by bit.</param>
/// <param name="Filters">ffmpeg's filters, in order, else.</param>
/// <param name="Rate">Of the result.</param>
/// <param name="Changes">The same for people.</param>
internal sealed record VideoPlan(bool CopyPicture, IReadOnlyList<string> Filters, FrameRate Rate, IReadOnlyList<string> Changes)
{
    public const string MadeWhite = "laid on white where it is transparent";

    // What is faster than the second of these, slow motion, is thinned out to about the first.
    private const double ThinnedRate = 60, FastestRate = 120;

    // Below this a mouth cannot be seen to follow speech.
    private const double SlowestRate = 10;

    // ITU-R BT.2408: the white of a page or a shirt has 203 nits, and becomes SDR's white. Up to nine tenths of it all stays as bright as it is; what shines
    // brighter, up to 1000 nits, shares the rest.
    private const string ToLinear = "zscale=t=linear:npl=203:p=bt709,format=gbrpf32le",
        ToSdr = "tonemap=tonemap=mobius:param=0.9:peak=4.926:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p";

    /// <summary>For ffmpeg, before it opens the video.</summary>
    public IReadOnlyList<string> InputOptions { get; private init; } = [];

    /// <summary>Of one picture, where the result is encoded, at least as many as the file's.</summary>
    public required long Pixels { get; init; }

    /// <summary>What is transparent shows white; the picture is 16…235 by then.</summary>
    private const string WhitePaper =
        "format=yuva420p,split[picture][size];[size]lutyuv=y=235:u=128:v=128:a=255,format=yuv420p[paper];[paper][picture]overlay=format=yuv420,format=yuv420p";

    public static VideoPlan For(SourceFile source, VideoStream video, FrameTimes times, bool canToneMap, MediaLimits limits)
    {
        var changes = new List<string>();
        var rate = ChooseRate(video, times, changes);
        var isConstant = changes.Count == 0;
        var filters = new List<string>();
        if (video.Interlaced)
        {
            filters.Add("bwdif=mode=send_frame");
            changes.Add("made progressive (was interlaced)");
        }

        filters.Add(TimingFilter(rate, isConstant));
        AddUpright(video, changes);
        SquarePixels? square = video.PixelAspect is { } aspect
            ? SquarePixels.Of(video.Width, video.Height, aspect, FramesOf(times, rate), limits)
            : null;
        AddSize(video, square, filters, changes);
        AddColour(video, canToneMap, filters);
        changes.AddRange(video.HasAlpha ? [MadeWhite] : []);
        AddCodec(source, video, changes);

        var copy = changes.Count == 0 && source.Container == ContainerFormat.Mp4;
        return new VideoPlan(copy, filters, rate, changes)
        {
            InputOptions = video.HasHiddenAlpha ? ["-c:v", video.Codec == "vp8" ? "libvpx" : "libvpx-vp9"] : [],
            Pixels = Math.Max((long)video.Width * video.Height, square is { } made ? (long)made.Width * made.Height : 0),
        };
    }

    /// <summary>How many frames the result has.</summary>
    public long FramesOf(FrameTimes times) => FramesOf(times, Rate);

    private static long FramesOf(FrameTimes times, FrameRate rate) =>
        times.AreConstantAt(rate)
            ? times.Count
            : Math.Max(times.Count, (long)Math.Ceiling(times.Duration.TotalSeconds * rate.FramesPerSecond));

    /// <summary>The file's own rate when its frames keep it, else the common one that comes nearest; what was changed is added to <paramref name="changes"/>.</summary>
    public static FrameRate ChooseRate(VideoStream video, FrameTimes times, List<string> changes)
    {
        FrameRate?[] claims = [video.BaseRate, video.AverageRate];
        foreach (var claim in claims.OfType<FrameRate>())
        {
            if (claim.FramesPerSecond is >= SlowestRate and <= FastestRate * 1.01 && times.AreConstantAt(claim))
            {
                return claim;
            }
        }

        var measured = times.FramesPerSecond ?? video.AverageRate?.FramesPerSecond ?? 25;
        if (measured > FastestRate * 1.01)
        {
            var thinned = FrameRate.NearestCommon(measured / Math.Ceiling((measured / ThinnedRate) - 0.01));
            changes.Add($"thinned out to {thinned.Spoken} frames a second (was {measured:0.##})");
            return thinned;
        }

        var chosen = measured < SlowestRate ? new FrameRate(25, 1) : FrameRate.NearestCommon(measured);
        changes.Add(measured < SlowestRate
            ? $"frame rate raised to {chosen.Spoken} (was {measured:0.##})"
            : $"frame rate made constant at {chosen.Spoken} (was variable)");
        return chosen;
    }

    /// <summary>Puts every frame where the rate wants it. A constant film keeps its very frames, whatever its first time stamp and the rounding of its clock.</summary>
    public static string TimingFilter(FrameRate rate, bool isConstant) =>
        isConstant ? $"setpts=N*{rate.Denominator}/({rate.Numerator}*TB)" : $"fps={rate}";

    private static void AddUpright(VideoStream video, List<string> changes)
    {
        // ffmpeg turns the picture itself, before the first filter.
        if (video.HasDisplayMatrix)
        {
            changes.Add(video.Rotation == 0 ? "turned upright (was mirrored)" : $"turned upright (was rotated by {video.Rotation} degrees)");
        }
    }

    private static void AddSize(VideoStream video, SquarePixels? square, List<string> filters, List<string> changes)
    {
        if (square is { } made)
        {
            filters.Add(made.Filter);
            changes.Add("pixels made square");
        }
        else if (video.Width % 2 != 0 || video.Height % 2 != 0)
        {
            filters.Add("crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0");
            changes.Add($"cut by one pixel to an even size (was {video.UprightWidth}x{video.UprightHeight})");
        }
    }

    private static void AddColour(VideoStream video, bool canToneMap, List<string> filters)
    {
        var colour = video.Colour;
        if (colour.IsHighDynamicRange && canToneMap && !video.HasAlpha)
        {
            // Not every HDR file says its matrix and primaries; they are BT.2020's then.
            var said = colour with { Range = colour.Range ?? "tv", Matrix = colour.Matrix ?? "bt2020nc", Primaries = colour.Primaries ?? "bt2020" };
            filters.Add(said.Filter!);
            // The quick curve of HLG takes each colour for itself and makes red redder; that of PQ is near enough.
            filters.Add(colour.Transfer == "arib-std-b67" ? ToLinear.Replace("p=bt709,", "p=bt709:agamma=false,", StringComparison.Ordinal) : ToLinear);
            // A linear frame takes 12 bytes a pixel: of large ones the second copy is made strip by strip.
            filters.Add(MediaCost.IsLargePicture(video) && video is { PixelAspect: null, UprightHeight: var height } && height % 8 == 0 ? $"untile=1x4,{ToSdr},tile=1x4" : ToSdr);
            filters.Add(ColourTags.Bt709.Filter!);
            return;
        }

        var isYuv = video.PixelFormat.StartsWith("yuv", StringComparison.Ordinal);
        var target = isYuv ? colour with { Range = "tv" } : ColourTags.Bt709;
        if (colour.IsHighDynamicRange)
        {
            target = target with { Transfer = "bt709" };
        }

        filters.Add((isYuv, video.IsFullRange) switch
        {
            (false, _) => "scale=out_color_matrix=bt709:out_range=tv",
            (true, true) => "scale=in_range=pc:out_range=tv",
            (true, false) => "scale=in_range=tv:out_range=tv",
        });
        filters.Add(video.HasAlpha ? WhitePaper : "format=yuv420p");
        filters.Add(target.Filter!);
    }

    private static void AddCodec(SourceFile source, VideoStream video, List<string> changes)
    {
        var isPlain = video.PixelFormat is "yuv420p" or "yuvj420p" && !video.Colour.IsHighDynamicRange;
        if (video.Codec != "h264" || !isPlain)
        {
            changes.Add($"converted from {Describe(video)} to H.264 8-bit");
        }
        else if (source.Container != ContainerFormat.Mp4)
        {
            changes.Add($"converted from {source.Container.Name} to mp4");
        }
    }

    private static string Describe(VideoStream video)
    {
        var chroma = video.PixelFormat switch
        {
            _ when video.PixelFormat.Contains("422") => " 4:2:2",
            _ when video.PixelFormat.Contains("444") => " 4:4:4",
            _ => "",
        };
        var depth = video.BitDepth > 8 ? $" {video.BitDepth}-bit" : "";
        return $"{CodecNames.Spoken(video.Codec)}{depth}{chroma}{(video.Colour.IsHighDynamicRange ? " HDR" : "")}";
    }
}
