using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>How ffmpeg and ffprobe are called on files of strangers.</summary>
/// <remarks>
/// The demuxer is forced and alone allowed: a playlist that calls itself .mp4 would else read other people's files. Only decoders that we
/// need may run; one allocation, the picture, the streams, memory, processor time and files written all have bounds. Paths are absolute,
/// made by us, and opened by the file protocol, the only one there is.
/// </remarks>
internal sealed class FfmpegCommands(MediaLimits limits)
{
    /// <summary>The figures below were measured with pictures of so many pixels; larger ones need more memory.</summary>
    private const double MeasuredPixels = 4096 * 2176;

    private const int LookNiceness = 5, DearNiceness = 15;

    /// <summary>What may take longer than this does not stand in the way of what is done in a moment.</summary>
    private static readonly TimeSpan DearTime = TimeSpan.FromSeconds(20);

    private const long ProbeMemory = 2_500_000_000;

    private const long ConvertMemory = 3_000_000_000;

    // Measured: of all that we convert, 10-bit HEVC with tone mapping needs most, 610 MB at 4096 x 2160.
    private const long BaseMemory = 150_000_000, BytesPerPixel = 60;

    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(10);

    public static ChildCommand ListFilters => new("ffmpeg", ["-hide_banner", "-filters"]);

    public ChildCommand Probe(SourceFile source) => new(
        "ffprobe", ["-hide_banner", "-v", "error", .. Open(source), "-show_format", "-show_streams", "-of", "json", "-i", Url(source.Path)])
    {
        Deadline = StallGuard(ProbeTime),
        WithoutNetwork = true,
        Limits = new ChildLimits(ForPictures(ProbeMemory), ProbeTime, FileBytes: 1 << 20, DataBytes: BaseMemory + (limits.MaxPicturePixels * BytesPerPixel)),
        Niceness = LookNiceness,
    };

    /// <summary>ffmpeg reading one foreign file.</summary>
    /// <remarks><paramref name="inputOptions"/> are for the file that is read, <paramref name="outputOptions"/> all that follows it, the output's name too.
    /// <paramref name="cpu"/> is the processor time that ends it. Its memory is bounded by the pixels of its pictures; unless they are known, by the most that are allowed.
    /// <paramref name="more"/> are further bytes.</remarks>
    public ChildCommand Convert(SourceFile source, IReadOnlyList<string> inputOptions, IReadOnlyList<string> outputOptions, TimeSpan cpu, long? pixels = null, long more = 0)
    {
        var command = Run([.. Strictness(source), .. Open(source), .. inputOptions, "-i", Url(source.Path), .. outputOptions], cpu);
        return command with { Limits = command.Limits! with { DataBytes = BaseMemory + ((pixels ?? limits.MaxPicturePixels) * BytesPerPixel) + more } };
    }

    /// <summary>ffmpeg with the bounds of <see cref="Convert"/>, its inputs opened by the caller through <see cref="Open"/>.</summary>
    public ChildCommand Run(IReadOnlyList<string> arguments, TimeSpan cpu) => new("ffmpeg", ["-nostdin", "-hide_banner", "-v", "error", "-filter_threads", "1", .. arguments])
    {
        Deadline = StallGuard(cpu),
        WithoutNetwork = true,
        Limits = new ChildLimits(ForPictures(ConvertMemory), cpu, limits.MaxOutputBytes),
        Niceness = cpu > DearTime ? DearNiceness : LookNiceness,
    };

    /// <summary>The options that make a file safe to open, to stand before its <c>-i</c>.</summary>
    public IReadOnlyList<string> Open(SourceFile source) =>
    [
        // A 4096-pixel picture of 16 bits and four channels is one allocation; of films, every plane is its own.
        "-max_alloc", $"{Math.Max(ForPictures(source.Container.IsPicture ? 128L << 20 : 64L << 20), ((source.Pixels ?? 0) * 8) + (1 << 20))}",
        "-max_pixels", $"{Math.Max(limits.MaxPicturePixels, source.Pixels ?? 0)}",
        "-max_streams", "8",
        // Each thread holds pictures, and a slot of the intake is one processor.
        "-threads", "1",
        "-protocol_whitelist", "file",
        "-format_whitelist", source.Container.Demuxer,
        "-codec_whitelist", source.Container.Decoders,
        "-f", source.Container.Demuxer,
        .. source.Skip > 0 ? ["-skip_initial_bytes", $"{source.Skip}"] : Array.Empty<string>(),
    ];

    /// <summary>Processor time is the limit. This only ends what waits for ever, and is long enough for a busy machine.</summary>
    private static TimeSpan StallGuard(TimeSpan cpu) => TimeSpan.FromMinutes(1) + (10 * cpu);

    private long ForPictures(long bytes) => (long)(bytes * Math.Max(1, limits.MaxPicturePixels / MeasuredPixels));

    // PCM always decodes, and the last block of a wav that was written to a pipe (it cannot know its length) would count as an error.
    private static string[] Strictness(SourceFile source) => source.Container == ContainerFormat.Wav ? [] : ["-xerror"];

    public static string Url(string path) => "file:" + Path.GetFullPath(path);
}
