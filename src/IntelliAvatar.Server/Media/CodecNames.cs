namespace IntelliAvatar.Server.Media;

/// <summary>What people call what ffmpeg calls otherwise.</summary>
internal static class CodecNames
{
    /// <summary>Begins the name of a codec that ffmpeg does not know; the file's tag for it follows.</summary>
    public const string UnknownPrefix = "unknown:";

    /// <param name="codec">The name of a codec or of a decoder.</param>
    public static string Spoken(string codec) => codec switch
    {
        _ when codec.StartsWith(UnknownPrefix, StringComparison.Ordinal) =>
            codec.Length > UnknownPrefix.Length && codec[UnknownPrefix.Length] != '[' ? $"an unknown codec ('{codec[UnknownPrefix.Length..]}')" : "an unknown codec",
        "libdav1d" or "av1" => "AV1",
        "mpeg1video" => "MPEG-1",
        "mpeg2video" => "MPEG-2",
        "dnxhd" => "DNxHD/DNxHR",
        "h263" or "h263i" or "h263p" => "H.263",
        "qtrle" => "QuickTime Animation",
        "flv" or "flv1" => "Sorenson Spark",
        "rawvideo" => "uncompressed video",
        "dvvideo" => "DV",
        "cfhd" => "CineForm",
        "wmv1" or "wmv2" or "wmv3" => "Windows Media Video",
        "msmpeg4" or "msmpeg4v1" or "msmpeg4v2" or "msmpeg4v3" => "Microsoft MPEG-4",
        "libtheora" or "theora" => "Theora",
        "speex" or "libspeex" => "Speex",
        "gsm" or "gsm_ms" => "GSM 6.10",
        "adpcm_ima_wav" or "adpcm_ima_qt" => "IMA ADPCM",
        "adpcm_ms" => "Microsoft ADPCM",
        "adpcm_g722" or "g722" => "G.722",
        "adpcm_g726" or "g726" or "adpcm_g726le" => "G.726",
        "pcm_alaw" => "A-law",
        "pcm_mulaw" => "µ-law",
        "amrnb" or "amr_nb" => "AMR",
        "amrwb" or "amr_wb" => "AMR wideband",
        "mp3float" => "MP3",
        "mp2" or "mp2float" => "MP2",
        "alac" => "Apple Lossless",
        "wmav1" or "wmav2" => "Windows Media Audio",
        "wmapro" => "Windows Media Audio Professional",
        "wmalossless" => "Windows Media Audio Lossless",
        "wmavoice" => "Windows Media Voice",
        "eac3" => "Dolby Digital Plus",
        "dca" => "DTS",
        "qdm2" => "QDesign Music 2",
        "mace3" or "mace6" => "MACE",
        "truespeech" => "TrueSpeech",
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
