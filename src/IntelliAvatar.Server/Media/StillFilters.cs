namespace IntelliAvatar.Server.Media;

/// <summary>What is done to a still picture before it becomes a second of video.</summary>
internal static class StillFilters
{
    /// <summary>ffmpeg's filters, in order.</summary>
    /// <param name="changes">The same for people.</param>
    public static List<string> Of(VideoLook.Still still, MediaLimits limits, out List<string> changes)
    {
        var (picture, size, video) = (still.Picture, still.Size, still.File.Info.Video!);
        var container = still.File.Source.Container;
        changes = ["a still picture was made into a video of one second"];
        // ffmpeg's versions differ in what they make of a jpg's orientation: it is taken off the frame, and read by us.
        List<string> filters = ["sidedata=mode=delete:type=DISPLAYMATRIX"];
        // Neither scaled nor made YUV rightly as it is.
        filters.AddRange(video.PixelFormat == "pal8" ? ["format=rgba"] : []);
        if (picture.IsFirstOfMany)
        {
            changes.Add("only its first picture was taken");
        }

        if (size.IsScaled)
        {
            filters.Add($"scale={size.Width}:{size.Height}");
            var isOnItsSide = picture.Orientation >= 5;
            changes.Add(isOnItsSide
                ? $"scaled down to {size.Height}x{size.Width} (was {picture.Height}x{picture.Width})"
                : $"scaled down to {size.Width}x{size.Height} (was {picture.Width}x{picture.Height})");
        }

        if (picture.UprightFilter is { } upright)
        {
            filters.Add(upright);
            changes.Add("turned upright, as its camera noted");
        }

        // What ffmpeg calls the transparency of a CMYK jpg is its black.
        if (container != ContainerFormat.Jpeg && !picture.IsOpaque && (container == ContainerFormat.Png || video.HasAlpha))
        {
            filters.Add("format=rgba,split[picture][size];[size]lutrgb=r=255:g=255:b=255:a=255[paper];[paper][picture]overlay=format=rgb");
            changes.AddRange(video.HasAlpha ? [VideoPlan.MadeWhite] : []);
        }

        if (video.PixelAspect is { } aspect)
        {
            filters.Add(SquarePixels.Of(size.Width, size.Height, aspect, frames: 1, limits).Filter);
            changes.Add("pixels made square");
        }
        else if (size.Width % 2 != 0 || size.Height % 2 != 0)
        {
            filters.Add("crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0");
            changes.Add("cut by one pixel to an even size");
        }

        filters.Add(ToBt709(container, video));
        filters.AddRange(["format=yuv420p", ColourTags.Bt709.Filter!, "setsar=1", "loop=loop=-1:size=1", $"setpts=N/{VideoIntake.StillRate.FramesPerSecond}/TB"]);
        return filters;
    }

    /// <summary>JFIF pictures and those of TIFF are BT.601 and full range, WebP's are BT.601 and 16…235; of the others, which are RGB, nothing has to be said.</summary>
    private static string ToBt709(ContainerFormat container, VideoStream video)
    {
        var isYuv = !video.HasAlpha && (video.PixelFormat.StartsWith("yuv", StringComparison.Ordinal) || video.PixelFormat.StartsWith("gray", StringComparison.Ordinal));
        return !isYuv || container == ContainerFormat.Png ? "scale=out_color_matrix=bt709:out_range=tv"
            : $"scale=in_color_matrix=bt601:in_range={(container == ContainerFormat.WebP ? "tv" : "pc")}:out_color_matrix=bt709:out_range=tv";
    }
}
