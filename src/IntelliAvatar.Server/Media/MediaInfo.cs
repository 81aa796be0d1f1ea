using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.Server.Media;

/// <summary>What a file says about itself. Nothing here is counted: headers can lie.</summary>
/// <param name="Duration">Of the longest stream.</param>
/// <param name="Video">The first moving picture that is no cover.</param>
/// <param name="Audio">The sound track that is marked as the default, else the first.</param>
/// <param name="OtherStreams">Streams besides <paramref name="Video"/> and <paramref name="Audio"/>: subtitles, cover pictures, second tracks, data.</param>
public sealed record MediaInfo(TimeSpan? Duration, VideoStream? Video, AudioStream? Audio, int OtherStreams)
{
    /// <summary>All sound tracks, the one that a player would take first.</summary>
    public IReadOnlyList<AudioStream> Sounds { get; init; } = Audio is null ? [] : [Audio];
}

/// <param name="Codec">ffmpeg's name, e.g. <c>h264</c>.</param>
/// <param name="Width">As stored, before <paramref name="Rotation"/>.</param>
/// <param name="Height">As stored, before <paramref name="Rotation"/>.</param>
/// <param name="PixelFormat">ffmpeg's name, e.g. <c>yuv420p10le</c>.</param>
/// <param name="BaseRate">The rate whose frames would fit all timestamps; absurdly high when the rate varies.</param>
/// <param name="AverageRate">Frames by duration.</param>
/// <param name="Frames">Length of the sample table.</param>
/// <param name="Duration">Of this stream; Matroska does not say it.</param>
/// <param name="Rotation">Degrees clockwise, 0…359, that a player turns the picture by.</param>
/// <param name="HasDisplayMatrix">A player turns or mirrors the picture.</param>
/// <param name="PixelAspect">Width by height of one pixel; null when square or not said.</param>
/// <param name="Interlaced">A frame is two half pictures.</param>
/// <param name="Colour">What its samples mean.</param>
public sealed record VideoStream(
    string Codec, int Width, int Height, string PixelFormat, FrameRate? BaseRate, FrameRate? AverageRate, long? Frames, TimeSpan? Duration,
    int Rotation, bool HasDisplayMatrix, double? PixelAspect, bool Interlaced, ColourTags Colour)
{
    private bool OnItsSide => Rotation is 90 or 270;

    /// <summary>As a person sees it.</summary>
    public int UprightWidth => OnItsSide ? Height : Width;

    /// <summary>As a person sees it.</summary>
    public int UprightHeight => OnItsSide ? Width : Height;

    /// <summary>Bits of one sample, read off the name of the pixel format.</summary>
    public int BitDepth => PixelFormat switch
    {
        _ when PixelFormat.Contains("p16") || PixelFormat.Contains("64") || PixelFormat.Contains("48") => 16,
        _ when PixelFormat.Contains("p12") || PixelFormat.Contains("gray12") => 12,
        _ when PixelFormat.Contains("p10") || PixelFormat.Contains("gray10") => 10,
        _ => 8,
    };

    /// <summary>The file says that its pictures are transparent in a way that only libvpx's decoders see.</summary>
    public bool HasHiddenAlpha { get; init; }

    public bool HasAlpha => HasHiddenAlpha
        || Array.Exists(["rgba", "bgra", "argb", "abgr", "gbrap", "ya8", "ya16", "yuva", "pal8"], format => PixelFormat.StartsWith(format, StringComparison.Ordinal));

    /// <summary>Samples are 0…255.</summary>
    public bool IsFullRange => Colour.Range == "pc" || PixelFormat.StartsWith("yuvj", StringComparison.Ordinal);
}

/// <param name="Codec">ffmpeg's name, e.g. <c>aac</c>.</param>
/// <param name="SampleRate">Samples a second.</param>
/// <param name="Channels">1 = mono.</param>
/// <param name="Duration">Of this stream, when the file says it.</param>
/// <param name="Position">Among the sound tracks, from 0.</param>
/// <param name="IsDefault">A player takes it unless told otherwise.</param>
public sealed record AudioStream(string Codec, int SampleRate, int Channels, TimeSpan? Duration, int Position = 0, bool IsDefault = false)
{
    /// <summary>For ffmpeg's <c>-map</c>.</summary>
    public string Map => $"0:a:{Position}";
}
