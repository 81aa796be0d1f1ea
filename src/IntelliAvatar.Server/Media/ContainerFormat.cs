using System.Text;

namespace IntelliAvatar.Server.Media;

/// <summary>What a file is by its first bytes. Its name never counts, and no tool is ever left to guess: its demuxer is forced.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Demuxer">For ffmpeg's <c>-f</c> and <c>-format_whitelist</c>.</param>
/// <param name="Muxer">Writes the same kind of file.</param>
/// <param name="Decoders">ffmpeg's decoders that may run on it. A decoder that is not here cannot be attacked.</param>
public sealed record ContainerFormat(string Name, string Demuxer, string Muxer, string Decoders)
{
    // What the two kinds of container have in common; VP8 and Vorbis are Matroska's, ProRes and Apple Lossless those of QuickTime.
    private const string MovieDecoders = "h264,hevc,vp9,libdav1d,mpeg4,mjpeg,aac,mp3float,opus,flac,ac3," + PcmDecoders;

    private const string PcmDecoders =
        "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_alaw,pcm_mulaw";

    public static ContainerFormat Mp4 { get; } = new("mp4", "mov", "mov", "prores,alac," + MovieDecoders);

    public static ContainerFormat Matroska { get; } = new("webm/mkv", "matroska", "matroska", "vp8,vorbis," + MovieDecoders);

    public static ContainerFormat Jpeg { get; } = new("jpg", "jpeg_pipe", "image2pipe", "mjpeg");

    public static ContainerFormat Png { get; } = new("png", "png_pipe", "image2pipe", "png");

    public static ContainerFormat Wav { get; } = new("wav", "wav", "wav", PcmDecoders);

    public static ContainerFormat Mp3 { get; } = new("mp3", "mp3", "mp3", "mp3float");

    public static ContainerFormat Ogg { get; } = new("ogg", "ogg", "ogg", "vorbis,opus,flac");

    public static ContainerFormat Flac { get; } = new("flac", "flac", "flac", "flac");

    public bool IsPicture => this == Jpeg || this == Png;

    public bool IsVideo => this == Mp4 || this == Matroska;

    /// <summary>Bytes that <see cref="Of"/> and <see cref="Describe"/> look at.</summary>
    public const int HeadLength = 64;

    /// <summary>The container that begins with these bytes, or null.</summary>
    public static ContainerFormat? Of(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [0x1A, 0x45, 0xDF, 0xA3, ..] => Matroska,
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => Flac,
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => Ogg,
        [(byte)'I', (byte)'D', (byte)'3', ..] => Mp3,
        _ when head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("WAVE"u8) => Wav,
        // ISO 11172-3 frame header: 11 bits of sync, layer III, a bit rate and a sampling rate that exist.
        [0xFF, var b1, var b2, ..] when (b1 & 0xE6) == 0xE2 && b2 >> 4 is > 0 and < 15 && (b2 & 0x0C) != 0x0C => Mp3,
        _ when head.Length >= 8 && IsFirstBox(head[4..8]) => Mp4,
        _ => null,
    };

    /// <summary>What a file that we cannot take looks like, to be said in a sentence after "it looks like".</summary>
    public static string Describe(ReadOnlySpan<byte> head) => head switch
    {
        [] => "an empty file",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "a GIF picture",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF document",
        [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..] => "a zip archive",
        [(byte)'#', (byte)'!', (byte)'A', (byte)'M', (byte)'R', ..] => "an AMR recording",
        [(byte)'#', (byte)'E', (byte)'X', (byte)'T', (byte)'M', (byte)'3', (byte)'U', ..] => "a playlist",
        [0xFF, >= 0xF0, ..] => "an AAC stream",
        _ when head.StartsWith("ffconcat"u8) => "a playlist",
        _ when Of(head) is { } known => $"a {known.Name} file",
        _ when head.StartsWith("RIFF"u8) && head.Length >= 12 => head[8..12] switch
        {
            [(byte)'A', (byte)'V', (byte)'I', (byte)' '] => "an AVI video",
            [(byte)'W', (byte)'E', (byte)'B', (byte)'P'] => "a WebP picture",
            _ => "a RIFF file of another kind",
        },
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => "a BMP picture",
        [(byte)'I', (byte)'I', (byte)'*', 0, ..] or [(byte)'M', (byte)'M', 0, (byte)'*', ..] => "a TIFF picture",
        [(byte)'F', (byte)'L', (byte)'V', 1, ..] => "a Flash video",
        [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, ..] => "a Windows Media file",
        [0, 0, 1, 0xBA or 0xB3, ..] => "an MPEG-1 or MPEG-2 video",
        _ => DescribeText(head),
    };

    public static async Task<byte[]> ReadHeadAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        var head = new byte[HeadLength];
        return head[..await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel)];
    }

    private static string DescribeText(ReadOnlySpan<byte> head)
    {
        var text = Encoding.UTF8.GetString(head).TrimStart();
        return text switch
        {
            ['{' or '[', ..] => "a JSON text",
            ['<', ..] => "a web page or XML text",
            _ when text.Length > 0 && text.All(c => !char.IsControl(c) || char.IsWhiteSpace(c)) && !text.Contains('\uFFFD') => "a text",
            _ => "a file of a kind that we do not know",
        };
    }

    // QuickTime files from before 2001 have no ftyp.
    private static bool IsFirstBox(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("ftyp"u8) || type.SequenceEqual("moov"u8) || type.SequenceEqual("mdat"u8)
        || type.SequenceEqual("wide"u8) || type.SequenceEqual("free"u8) || type.SequenceEqual("skip"u8);
}
