namespace IntelliAvatar.Server.Media;

/// <summary>What people call what ffmpeg calls otherwise.</summary>
internal static class CodecNames
{
    public static string Spoken(string codec) => codec switch
    {
        "h264" => "H.264",
        "hevc" => "HEVC",
        "mpeg4" => "MPEG-4",
        "prores" => "ProRes",
        "mjpeg" => "Motion JPEG",
        "vorbis" => "Vorbis",
        "opus" => "Opus",
        _ when codec.StartsWith("pcm_", StringComparison.Ordinal) => "PCM",
        _ => codec.ToUpperInvariant(),
    };
}
