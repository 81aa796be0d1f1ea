using System.Runtime.InteropServices;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Hosting;

/// <summary>Faces, voices and texts are for the user's eyes who runs the server: folders are 0700, files 0600.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;

    private const int Sample = 100;

    private static readonly string[] Folders = [.. DiskFileStore.Folders, Workspace.FolderName, "cache"];

    /// <summary>Files that this process and its children create are readable by their owner only.</summary>
    public static void FromNowOn()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetMask(0x3F); // 077
        }
    }

    /// <summary>Takes the folders and the database from all others that older versions let in. What is another user's is said; what another program uses stays as it is.</summary>
    public static void Tighten(IServiceProvider services)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PrivateFiles));
        var storage = services.GetRequiredService<IOptions<StorageOptions>>().Value.Folder;
        var database = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        var paths = Folders.Select(folder => Path.Combine(storage, folder)).Where(IsOurs);
        if (!database.IsPostgres)
        {
            paths = paths.Concat(SqliteFile.All(database.SqlitePath).Where(File.Exists));
        }

        foreach (var path in paths.Where(IsOpen))
        {
            try
            {
                File.SetUnixFileMode(path, Directory.Exists(path) ? FolderMode : FileMode);
            }
            catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
            {
                log.LogWarning("Other users of this machine can look into {Path}, and it belongs to another user: chmod o-rwx it", path);
            }
        }

        if (OpenSettings() is { } open)
        {
            log.LogWarning("{Finding}", open);
        }
    }

    /// <summary>Whether all in the folder has names as we give them: an id, perhaps with more behind it.</summary>
    private static bool IsOurs(string folder) =>
        new DirectoryInfo(folder) is { Exists: true, LinkTarget: null } found
        && found.EnumerateFileSystemInfos().Take(Sample).All(entry => entry.Name == "avatars" || IsId(entry.Name, 36, "D") || IsId(entry.Name, 32, "N"));

    private static bool IsId(string name, int length, string format) => name.Length >= length && Guid.TryParseExact(name[..length], format, out _);

    /// <summary>What is wrong with the file of settings in the working directory; null: nothing.</summary>
    public static string? OpenSettings()
    {
        var path = Path.Combine(Directory.GetCurrentDirectory(), ".env");
        return !OperatingSystem.IsWindows() && File.Exists(path) && IsOpen(path)
            ? $"Other users of this machine can read {path}, which may hold passwords and keys: chmod 600 {path}"
            : null;
    }

    private static bool IsOpen(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetMask(uint mask);
}
