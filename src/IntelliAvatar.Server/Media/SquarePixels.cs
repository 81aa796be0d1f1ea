namespace IntelliAvatar.Server.Media;

/// <summary>Makes pixels square and the size even.</summary>
/// <remarks>The picture is stretched, so that no line of it is lost, unless it would become too large: then it is scaled down.</remarks>
/// <param name="Width">Of the stretched or scaled picture, as stored.</param>
/// <param name="Height">Of the stretched or scaled picture, as stored.</param>
/// <param name="Filter">ffmpeg's.</param>
internal readonly record struct SquarePixels(int Width, int Height, string Filter)
{
    // No camera, tape or disc has wider ones; a file that says so could ask for many times the work that it shows.
    private const double MostStretched = 2.1;

    private const string Stretch = "scale='trunc(if(gt(sar,1),iw*sar,iw)/2)*2':'trunc(if(gt(sar,1),ih,ih/sar)/2)*2',setsar=1",
        Shrink = "scale='trunc(if(gt(sar,1),iw,iw*sar)/2)*2':'trunc(if(gt(sar,1),ih/sar,ih)/2)*2',setsar=1";

    /// <param name="width">As stored.</param>
    /// <param name="height">As stored.</param>
    /// <param name="aspect">Width by height of one pixel.</param>
    /// <param name="frames">Of the result.</param>
    public static SquarePixels Of(int width, int height, double aspect, long frames, MediaLimits limits)
    {
        var (wide, high) = aspect > 1 ? (width * aspect, (double)height) : (width, height / aspect);
        var pixels = wide * high;
        var fits = Math.Max(wide, high) <= limits.MaxPictureSide && pixels <= Math.Min(MediaCost.LargePixels, limits.MaxPicturePixels)
            && pixels * frames <= limits.MaxVideoPixels;
        return fits && aspect is <= MostStretched and >= 1 / MostStretched
            ? new(Even(wide), Even(high), Stretch)
            : new(Even(aspect > 1 ? width : width * aspect), Even(aspect > 1 ? height / aspect : height), Shrink);
    }

    private static int Even(double side) => (int)(side / 2) * 2;
}
