using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Storage;

/// <summary>The room on the file system of a folder, in bytes.</summary>
public readonly record struct DiskSpace(long Free, long Total)
{
    /// <exception cref="IOException">The file system does not answer.</exception>
    public static DiskSpace Of(string folder)
    {
        var disk = new DriveInfo(folder);
        return new(disk.AvailableFreeSpace, disk.TotalSize);
    }
}

/// <summary>Asks the file system of a folder.</summary>
public delegate DiskSpace MeasureDisk(string folder);

/// <summary>The room that is kept free for the jobs that are already here. Below it, or where nothing can be written, nothing new is accepted.</summary>
public sealed class DiskReserve(IOptions<StorageOptions> options, StorageFolders folders, MeasureDisk measure)
{
    public const string Code = "storage_nearly_full";

    private const long Least = 2L << 30;
    private const int Share = 20; // a twentieth, 5 %

    /// <summary>Less room than a scheduler needs to begin a job.</summary>
    private const long Nothing = 4L << 20;

    private readonly long? _fixed = options.Value.Reserve is { } given ? ByteSize.Parse(given) : null;

    /// <summary>Why nothing new is accepted, as a sentence; null: it is.</summary>
    public string? Trouble => Full ?? Refuse()?.Detail;

    /// <summary>That no job can begin here, as a sentence; null: there is room, and it can be written.</summary>
    public string? Full => Unwritable ?? (Tightest(0) is var (free, _) && free < Nothing
        ? "The server's disk is full. Jobs begin, and new ones are accepted, when there is room again."
        : null);

    private string? Unwritable => folders.Look() is { } trouble ? $"The server {trouble.Words}. Jobs begin, and new ones are accepted, when it can." : null;

    /// <summary>Why new bytes are refused; null: there is room for them.</summary>
    /// <param name="coming">How many will come.</param>
    /// <param name="announced">How many will come from others that were accepted before.</param>
    public Refusal? Refuse(long coming = 0, long announced = 0)
    {
        if (Unwritable is { } unwritable)
        {
            return new(StorageAwayException.Code, unwritable, StatusCodes.Status503ServiceUnavailable);
        }

        if (_fixed == 0 || Tightest(_fixed) is not var (free, kept) || free - kept >= coming + announced)
        {
            return null;
        }

        var (has, keeps) = (ByteSize.Text(free), ByteSize.Text(kept));
        return new(
            Code,
            free < kept
                ? $"The server's disk is nearly full: {has} are free, and {keeps} are kept for jobs that are already here. Try again when space was freed."
                : $"The server's disk has no room for {ByteSize.Text(coming)} more: {has} are free, {keeps} are kept for jobs that are already here, "
                    + $"and {ByteSize.Text(announced)} are expected from uploads that have begun. Try again when space was freed.",
            StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Whether one who already has bytes on their way would with these have more than half of the room.</summary>
    /// <param name="own">How many are still to come of those it has.</param>
    public bool IsOverShare(long coming, long own) => own > 0 && _fixed != 0 && Tightest(_fixed) is var (free, kept) && own + coming > (free - kept) / 2;

    /// <summary>The file system with the least room beyond what is kept there; null: none answers, which the first write says.</summary>
    private (long Free, long Kept)? Tightest(long? keep)
    {
        (long Free, long Kept)? tightest = null;
        foreach (var folder in Folders())
        {
            try
            {
                var space = measure(folder);
                var kept = keep ?? Math.Max(Least, space.Total / Share);
                if (tightest is not { } least || space.Free - kept < least.Free - least.Kept)
                {
                    tightest = (space.Free, kept);
                }
            }
            catch (Exception away) when (away is IOException or UnauthorizedAccessException)
            {
                // The next folder may answer.
            }
        }

        return tightest;
    }

    /// <summary>Each may have a file system of its own.</summary>
    private IEnumerable<string> Folders()
    {
        var root = options.Value.Folder;
        return StorageFolders.Names(options.Value).Select(name => Path.Combine(root, name)).Where(Directory.Exists).Prepend(Existing(root));
    }

    private static string Existing(string folder) => Directory.Exists(folder) ? folder : Existing(Path.GetDirectoryName(folder)!);
}
