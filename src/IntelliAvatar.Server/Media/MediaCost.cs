namespace IntelliAvatar.Server.Media;

/// <summary>What the conversion of one file takes, estimated before anything is decoded.</summary>
/// <param name="Cpu">Processor time on an ordinary core.</param>
/// <param name="IsLarge">Its pictures are so large that only one such file is converted at a time.</param>
public sealed record MediaCost(TimeSpan Cpu, bool IsLarge)
{
    /// <summary>Pictures with more pixels than 2560 × 1440 are large.</summary>
    internal const int LargePixels = 2560 * 1440;

    // Nanoseconds for one pixel or sample, and for one byte of entropy-coded data. Measured on one 2.5 GHz core.
    private const double Decode = 1.5, DecodeDeep = 3, Encode = 5, ToneMap = 20, Deinterlace = 8, Sample = 4.5, Byte = 60;

    /// <summary>Reading headers and counting packets.</summary>
    public static MediaCost Look { get; } = new(TimeSpan.FromSeconds(0.2), IsLarge: false);

    public static bool IsLargePicture(VideoStream video) => (long)video.Width * video.Height > LargePixels;

    /// <summary>Decoding all frames, and encoding them again unless the picture can be copied.</summary>
    /// <param name="outputFrames">After the frame rate was made constant.</param>
    /// <param name="bytes">Of the file.</param>
    internal static MediaCost OfVideo(VideoStream video, VideoPlan plan, int frames, long outputFrames, long bytes)
    {
        var pixels = (double)plan.Pixels;
        var filtering = pixels * ((video.Colour.IsHighDynamicRange ? outputFrames * ToneMap : 0) + (video.Interlaced ? frames * Deinterlace : 0));
        var encoding = plan.CopyPicture ? 0 : (pixels * outputFrames * Encode) + filtering;
        var decoding = OfDecoding(video, frames, bytes);
        return decoding with { Cpu = decoding.Cpu + TimeSpan.FromSeconds(encoding / 1e9) };
    }

    /// <summary>Decoding all frames.</summary>
    internal static MediaCost OfDecoding(VideoStream video, int frames, long bytes) =>
        Of(((double)video.Width * video.Height * frames * (video.BitDepth > 8 ? DecodeDeep : Decode)) + (bytes * Byte), IsLargePicture(video));

    /// <summary>Decoding one picture and encoding a second of it, after it was scaled down.</summary>
    internal static MediaCost OfPicture(StillSize size, long bytes) =>
        Of(((double)size.Pixels * 20) + ((double)size.Width * size.Height * 100) + (bytes * Byte), size.Pixels > LargePixels);

    /// <summary>The same of a HEIC or AVIF, which is decoded by another program first.</summary>
    internal static MediaCost OfHeif(HeifBoxes boxes) => Of((double)boxes.Width * boxes.Height * 150, (long)boxes.Width * boxes.Height > LargePixels);

    /// <summary>Decoding and mixing a recording.</summary>
    internal static MediaCost OfAudio(double samples, long bytes) => Of((samples * Sample) + (bytes * Byte / 4), isLarge: false);

    /// <summary>What a child may use before it is ended: machines differ, estimates too.</summary>
    public TimeSpan Limit => TimeSpan.FromSeconds(10) + (4 * Cpu);

    private static MediaCost Of(double nanoseconds, bool isLarge) => new(TimeSpan.FromSeconds(nanoseconds / 1e9), isLarge);
}
