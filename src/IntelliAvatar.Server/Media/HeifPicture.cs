using System.ComponentModel;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>Makes the pictures of Apple's phones (HEIC) and AVIF into a jpg, or a png if something shines through, with the program that comes with libheif.</summary>
/// <remarks>It is a child like ffmpeg: without network, with limits of memory, processor time and bytes written, in a folder of its own.</remarks>
internal sealed class HeifPicture(MediaLimits limits)
{
    private const int MostPictures = 8;

    // Measured: 12 megapixels take 0.3 s and 60 MB as jpg, 0.6 s and 96 MB as png.
    private const long BaseMemory = 100_000_000, BytesPerPixel = 16, AddressSpace = 3_000_000_000;

    // Newer versions have another name for it.
    private static readonly string[] Programs = ["heif-convert", "heif-dec"];

    private static readonly Lazy<Task<string?>> Found = new(FindAsync);

    /// <summary>The program's name; null when there is none on this machine.</summary>
    public static Task<string?> ProgramAsync() => Found.Value;

    /// <summary>Why the pictures in it are not made; null when they may be.</summary>
    public static FileFault? FaultOf(HeifBoxes? boxes) => boxes switch
    {
        null => new("has no index that could be read (it was cut off, or is not finished)"),
        { Pictures: 0 } or { First: 0 } => new("has no picture in it"),
        { Pictures: > MostPictures } => new($"holds {boxes.Pictures} pictures, and at most {MostPictures} are accepted", IsDamage: false),
        _ => null,
    };

    /// <summary>Writes the picture into <paramref name="folder"/>, which exists and is empty.</summary>
    /// <returns>The picture, already upright; or why there is none.</returns>
    public async Task<(SourceFile? Picture, Refusal? Refusal)> ConvertAsync(string path, HeifBoxes boxes, string folder, CancellationToken cancel)
    {
        var program = await ProgramAsync() ?? throw new InvalidOperationException("There is no program for HEIC pictures; this was asked before.");
        var (ending, container) = boxes.HasAlpha ? (".png", ContainerFormat.Png) : (".jpg", ContainerFormat.Jpeg);
        var cost = MediaCost.OfHeif(boxes);
        var exit = await ChildProcess.RunAsync(
            new ChildCommand(program, ["-q", "95", Path.GetFullPath(path), Path.Combine(folder, "picture" + ending)])
            {
                Deadline = TimeSpan.FromMinutes(1) + (10 * cost.Limit),
                WithoutNetwork = true,
                WorkingDirectory = folder,
                Limits = new ChildLimits(AddressSpace, cost.Limit, limits.MaxOutputBytes, DataBytes: BaseMemory + ((long)boxes.Width * boxes.Height * BytesPerPixel)),
            },
            cancel);
        // It writes all pictures that there are, with numbers if there are several.
        var written = Path.Combine(folder, boxes.Pictures == 1 ? "picture" + ending : $"picture-{boxes.First}{ending}");
        return exit.Succeeded && File.Exists(written)
            ? (new SourceFile(written, container), null)
            : (null, FfmpegFailure.Explain(exit, VideoRules.OfPicture(VideoRules.Broken)));
    }

    private static async Task<string?> FindAsync()
    {
        foreach (var program in Programs)
        {
            try
            {
                if ((await ChildProcess.RunAsync(new ChildCommand(program, ["--help"]), CancellationToken.None)).Code is 0 or 1)
                {
                    return program;
                }
            }
            catch (Exception missing) when (missing is Win32Exception or IOException)
            {
                // The next one, then.
            }
        }

        return null;
    }
}
