namespace IntelliAvatar.Server.Media;

/// <summary>How large a still picture is, and how large the video that is made of it.</summary>
/// <param name="Pixels">Of the picture as it was sent.</param>
/// <param name="Halvings">How often the decoder halves it, which only that of a jpg can.</param>
/// <param name="Width">Of the video, before it is turned.</param>
/// <param name="Height">The same.</param>
/// <param name="IsScaled">The video is smaller than the picture.</param>
internal sealed record StillSize(long Pixels, int Halvings, int Width, int Height, bool IsScaled)
{
    // A jpg can be halved while it is read three times.
    private const int MostHalvings = 3, FewestPixels = 2_000_000, FewestOfLargest = 1_200_000;

    // Measured: what ffmpeg takes for nothing, and for each pixel of the video, transparent or not. With more than the most a picture would take more than any other file.
    private const double Most = 256e6, Program = 56e6, Encoding = 23, Paper = 15;

    /// <summary>Leaves what is no larger than a video may be; of the rest makes what a video of an ordinary size has, less if the picture alone takes much memory.</summary>
    /// <param name="bytes">Of the file.</param>
    /// <returns>Null when reading it takes more memory than a picture may.</returns>
    public static StillSize? Of(StillPicture picture, ContainerFormat container, long bytes, MediaLimits limits)
    {
        long pixels = (long)picture.Width * picture.Height;
        if (pixels <= limits.MaxPicturePixels && Math.Max(picture.Width, picture.Height) <= limits.MaxPictureSide)
        {
            return new(pixels, 0, picture.Width, picture.Height, IsScaled: false);
        }

        // What a jpg is read from stays until the end.
        var left = Most - Program - (pixels * picture.BytesAPixel) - (container == ContainerFormat.Jpeg ? 2 * bytes : 0);
        var most = Math.Min(Math.Min(limits.MaxPicturePixels, MediaCost.LargePixels), left / (picture.IsOpaque || container == ContainerFormat.Jpeg ? Encoding : Encoding + Paper));
        if (left < bytes || most < Math.Min(FewestOfLargest, limits.MaxPicturePixels))
        {
            return null;
        }

        var halvings = 0;
        while (container == ContainerFormat.Jpeg && halvings < MostHalvings && pixels >> (2 * (halvings + 1)) >= Math.Min(left < Most / 4 ? FewestOfLargest : FewestPixels, limits.MaxPicturePixels))
        {
            halvings++;
        }

        var (width, height) = ((double)Halved(picture.Width, halvings), (double)Halved(picture.Height, halvings));
        var factor = Math.Min(1, Math.Min(Math.Sqrt(most / (width * height)), limits.MaxPictureSide / Math.Max(width, height)));
        return new(pixels, halvings, Even(width * factor), Even(height * factor), IsScaled: true);
    }

    /// <summary>As large as ffmpeg's <c>-lowres</c> makes it.</summary>
    public static int Halved(int side, int halvings) => (side + (1 << halvings) - 1) >> halvings;

    /// <summary>Bytes that a decoder may hold of it: eight a pixel, and the coefficients of a progressive jpg.</summary>
    public long DecodedBytes => Halvings == 0 ? Pixels * 8 : (Pixels * 6) + (Pixels >> (2 * Halvings)) * 8;

    private static int Even(double side) => Math.Max(2, (int)Math.Floor(side / 2 + 1e-9) * 2);
}
