namespace IntelliAvatar.Server.Media;

/// <summary>What a file is by its first bytes. Its name never counts, and no tool is ever left to guess: its demuxer is forced.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Demuxer">For ffmpeg's <c>-f</c> and <c>-format_whitelist</c>.</param>
/// <param name="Muxer">Writes the same kind of file.</param>
/// <param name="Decoders">ffmpeg's decoders that may run on it. A decoder that is not here cannot be attacked.</param>
public sealed record ContainerFormat(string Name, string Demuxer, string Muxer, string Decoders)
{
    // What the two kinds of container have in common; VP8 and Vorbis are Matroska's, ProRes and Apple Lossless those of QuickTime.
    private const string MovieDecoders = "h264,hevc,vp9,libdav1d,mpeg4,mjpeg,aac,mp3float,mp2,opus,flac,ac3,eac3," + PcmDecoders;

    private const string PcmDecoders =
        "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_alaw,pcm_mulaw";

    public static ContainerFormat Mp4 { get; } = new("mp4", "mov", "mov", "prores,png,alac,amrnb,amrwb," + MovieDecoders);

    // Of its kinds of VP8 and VP9 only libvpx's decoders know transparency.
    public static ContainerFormat Matroska { get; } = new("webm/mkv", "matroska", "matroska", "vp8,libvpx,libvpx-vp9,vorbis,alac," + MovieDecoders);

    public static ContainerFormat Avi { get; } = new("avi", "avi", "avi", "h264,mpeg4,mjpeg,mp3float,mp2,ac3,aac," + PcmDecoders);

    public static ContainerFormat MpegTs { get; } = new("MPEG-TS", "mpegts", "mpegts", "h264,hevc,aac,mp3float,mp2,ac3,eac3");

    public static ContainerFormat Flv { get; } = new("flv", "flv", "flv", "h264,aac,mp3float");

    public static ContainerFormat Jpeg { get; } = new("jpg", "jpeg_pipe", "image2pipe", "mjpeg");

    public static ContainerFormat Png { get; } = new("png", "png_pipe", "image2pipe", "png");

    public static ContainerFormat WebP { get; } = new("WebP", "webp_pipe", "image2pipe", "webp");

    public static ContainerFormat Gif { get; } = new("GIF", "gif", "gif", "gif");

    public static ContainerFormat Bmp { get; } = new("BMP", "bmp_pipe", "image2pipe", "bmp");

    public static ContainerFormat Tiff { get; } = new("TIFF", "tiff_pipe", "image2pipe", "tiff");

    /// <summary>Its pictures are made into jpg or png by libheif's program before ffmpeg sees them; see <see cref="HeifPicture"/>.</summary>
    public static ContainerFormat Heic { get; } = new("HEIC", "", "", "");

    /// <inheritdoc cref="Heic"/>
    public static ContainerFormat Avif { get; } = new("AVIF", "", "", "");

    public static ContainerFormat Wav { get; } = new("wav", "wav", "wav", "adpcm_ima_wav,adpcm_ms,gsm_ms,mp3float," + PcmDecoders);

    public static ContainerFormat Wave64 { get; } = new("Wave64", "w64", "w64", PcmDecoders);

    public static ContainerFormat Mp3 { get; } = new("mp3", "mp3", "mp3", "mp3float,mp2");

    public static ContainerFormat Ogg { get; } = new("ogg", "ogg", "ogg", "vorbis,opus,flac");

    public static ContainerFormat Flac { get; } = new("flac", "flac", "flac", "flac");

    public static ContainerFormat Aiff { get; } = new("aiff", "aiff", "aiff", "adpcm_ima_qt," + PcmDecoders);

    public static ContainerFormat Caf { get; } = new("caf", "caf", "caf", "aac,alac,opus,adpcm_ima_qt," + PcmDecoders);

    public static ContainerFormat Wma { get; } = new("wma", "asf", "asf", "wmav1,wmav2,wmapro");

    public static ContainerFormat Amr { get; } = new("amr", "amr", "amr", "amrnb,amrwb");

    public static ContainerFormat Aac { get; } = new("aac", "aac", "adts", "aac");

    public static ContainerFormat Au { get; } = new("au", "au", "au", PcmDecoders);

    public bool IsPicture => this == Jpeg || this == Png || this == WebP || this == Gif || this == Bmp || this == Tiff || IsHeif;

    /// <summary>What ffmpeg cannot read itself.</summary>
    public bool IsHeif => this == Heic || this == Avif;

    public bool IsVideo => this == Mp4 || this == Matroska || this == Avi || this == MpegTs || this == Flv;

    /// <summary>Bytes that are looked at to tell what a file is.</summary>
    public const int HeadLength = 512;

    /// <summary>The container that begins with these bytes, or null.</summary>
    public static ContainerFormat? Of(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [0x1A, 0x45, 0xDF, 0xA3, ..] => Matroska,
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => Flac,
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => Ogg,
        [(byte)'I', (byte)'D', (byte)'3', ..] => Mp3,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Gif,
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => Tiff,
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, _, _, 0, 0, ..] => Bmp,
        _ when IsRiff(head, "WAVE"u8) || (head.StartsWith("RF64"u8) && head.Length >= 12 && head[8..].StartsWith("WAVE"u8)) => Wav,
        _ when IsRiff(head, "WEBP"u8) => WebP,
        _ when IsRiff(head, "AVI "u8) => Avi,
        _ when head.StartsWith("FORM"u8) && head.Length >= 12 && head[8..11].SequenceEqual("AIF"u8) => Aiff,
        _ when head.StartsWith("caff"u8) => Caf,
        _ when head.StartsWith("#!AMR"u8) => Amr,
        _ when head.StartsWith(".snd"u8) => Au,
        _ when head.StartsWith(AsfGuid) => Wma,
        _ when head.StartsWith(Wave64Guid) => Wave64,
        [(byte)'F', (byte)'L', (byte)'V', 1, ..] => Flv,
        // ISO 13818-1: packets of 188 bytes, each begins with the same byte. Cameras (.mts, .m2ts) and Blu-rays write a time of four bytes before each.
        _ when IsTransportStream(head, first: 0, length: 188) || IsTransportStream(head, first: 4, length: 192) => MpegTs,
        // ISO 13818-7 ADTS: 12 bits of sync, layer 0, and a sampling rate that exists.
        [0xFF, 0xF0 or 0xF1 or 0xF8 or 0xF9, var b2, ..] when (b2 >> 2 & 15) < 13 => Aac,
        // ISO 11172-3 frame header: 11 bits of sync, layer II or III, a bit rate and a sampling rate that exist.
        [0xFF, var b1, var b2, ..] when (b1 & 0xE6) is 0xE2 or 0xE4 && b2 >> 4 is > 0 and < 15 && (b2 & 0x0C) != 0x0C => Mp3,
        _ when head.Length >= 16 && head[4..8].SequenceEqual("ftyp"u8) && OfBrands(head) is { } picture => picture,
        _ when head.Length >= 8 && IsFirstBox(head[4..8]) => Mp4,
        _ => null,
    };

    /// <summary>What it is to a person: the container's kind, where there are several.</summary>
    public static string Spoken(ContainerFormat container, ReadOnlySpan<byte> head) =>
        container == Matroska ? (head.IndexOf("webm"u8) >= 0 ? "webm" : "mkv")
        : container != Mp4 || head.Length < 12 ? container.Name
        : head[8..12] switch
        {
            [(byte)'q', (byte)'t', ..] => "mov",
            [(byte)'3', (byte)'g', ..] => "3gp",
            [(byte)'M', (byte)'4', (byte)'A', ..] => "m4a",
            _ when head[4..8].SequenceEqual("ftyp"u8) => "mp4",
            _ => "mov",
        };

    public static async Task<byte[]> ReadHeadAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        var head = new byte[HeadLength];
        return head[..await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel)];
    }

    /// <summary>"an mkv", for it is said letter by letter, but "a mov".</summary>
    public static string WithArticle(string name) =>
        $"{(name[0] is 'a' or 'A' or 'o' || (name[0] is 'm' or 'M' && !name.StartsWith("mov", StringComparison.Ordinal)) ? "an" : "a")} {name}";

    private static ReadOnlySpan<byte> AsfGuid => [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, 0xA6, 0xD9, 0x00, 0xAA, 0x00, 0x62, 0xCE, 0x6C];

    private static ReadOnlySpan<byte> Wave64Guid => [(byte)'r', (byte)'i', (byte)'f', (byte)'f', 0x2E, 0x91, 0xCF, 0x11];

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> kind) => head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual(kind);

    private static bool IsTransportStream(ReadOnlySpan<byte> head, int first, int length)
    {
        const byte Sync = 0x47;
        return head.Length > first + length && head[first] == Sync && head[first + length] == Sync
            && (head.Length <= first + (2 * length) || head[first + (2 * length)] == Sync);
    }

    /// <summary>ISO 23008-12: a picture says so by its brands. A file with both kinds of brand is what its first says.</summary>
    private static ContainerFormat? OfBrands(ReadOnlySpan<byte> head)
    {
        var brands = head[8..Math.Min(head.Length, Math.Max(16, (int)Math.Min(int.MaxValue, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(head))))];
        ReadOnlySpan<byte> first = brands[..4];
        var isPicture = first is [(byte)'h', (byte)'e', (byte)'i' or (byte)'v', ..] or [(byte)'m', (byte)'i' or (byte)'s', (byte)'f', (byte)'1'] or [(byte)'a', (byte)'v', (byte)'i', (byte)'f' or (byte)'s'];
        return !isPicture ? null : brands.IndexOf("avif"u8) >= 0 || brands.IndexOf("avis"u8) >= 0 ? Avif : Heic;
    }

    // QuickTime files from before 2001 have no ftyp.
    private static bool IsFirstBox(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("ftyp"u8) || type.SequenceEqual("moov"u8) || type.SequenceEqual("mdat"u8)
        || type.SequenceEqual("wide"u8) || type.SequenceEqual("free"u8) || type.SequenceEqual("skip"u8);
}
