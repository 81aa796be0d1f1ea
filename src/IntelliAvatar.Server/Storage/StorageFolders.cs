using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Storage;

/// <summary>Whether every folder that files are written to takes a file. Each may be a mount or a link of its own.</summary>
public sealed class StorageFolders(IOptions<StorageOptions> options, TimeProvider time)
{
    /// <summary>One name for all processes, so that a kill leaves one file at most.</summary>
    private const string ProbeName = ".intelliavatar-probe";

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAgainInTrouble = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private volatile Latest? _latest;

    /// <param name="Name">Of the folder, in the storage.</param>
    /// <param name="Reason">For an operator: a sentence with the path.</param>
    public sealed record Trouble(string Name, string Reason)
    {
        /// <summary>For everyone: it tells no path.</summary>
        public string Words => $"cannot write to its file storage (folder {Name})";
    }

    private sealed record Latest(Trouble? Trouble, long At);

    /// <summary>The first folder that takes no file; null: all do, or their disk is full. What was seen a moment ago is told again.</summary>
    public Trouble? Look()
    {
        if (_latest is { } latest && time.GetElapsedTime(latest.At) < (latest.Trouble is null ? LookAgain : LookAgainInTrouble))
        {
            return latest.Trouble;
        }

        // While a disk hangs, one waits for it and the others go on with what was seen last.
        if (!_gate.TryEnter())
        {
            return _latest?.Trouble;
        }

        try
        {
            return LookNow();
        }
        finally
        {
            _gate.Exit();
        }
    }

    public Trouble? LookNow()
    {
        var trouble = Find(options.Value);
        _latest = new(trouble, time.GetTimestamp());
        return trouble;
    }

    /// <summary>The same for a storage that no process may be using yet: no folder is made.</summary>
    public static Trouble? Find(StorageOptions options)
    {
        return Names(options).Select(name => WhyNot(Path.Combine(options.Folder, name)) is { } reason ? new Trouble(name, reason) : null).FirstOrDefault(trouble => trouble is not null);
    }

    /// <summary>What files are written to: the work folder and, unless they go to an object store, those of finished files.</summary>
    public static IReadOnlyList<string> Names(StorageOptions options) => options.IsS3 ? [Workspace.FolderName] : [Workspace.FolderName, .. DiskFileStore.Folders];

    /// <summary>Why something of that path can be no folder, neither now nor after it was made; null: it can.</summary>
    public static string? Blocked(string folder)
    {
        if (Directory.Exists(folder))
        {
            return null;
        }

        var around = Path.GetDirectoryName(folder)!;
        if (Blocked(around) is { } blocked)
        {
            return blocked;
        }

        return Directory.Exists(around) && new FileInfo(folder).LinkTarget is { } target ? $"{folder} is a link to {target}, where no folder is."
            : File.Exists(folder) ? $"{folder} is a file where a folder must be."
            : null;
    }

    /// <summary>Writes some real bytes there, or where the folder would be made.</summary>
    private static string? WhyNot(string folder)
    {
        if (Blocked(folder) is { } blocked)
        {
            return blocked;
        }

        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        try
        {
            var path = Path.Combine(folder, ProbeName);
            using (var probe = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0))
            {
                probe.Write("probe"u8);
            }

            File.Delete(path);
            return null;
        }
        catch (IOException full) when (full.IsDiskFull())
        {
            return null;
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException)
        {
            return $"{folder} cannot be written: {cannot.Message}";
        }
    }
}
