using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Backups;

/// <summary>Where a new archive may go: a backup replaces nothing but an earlier backup.</summary>
internal static class BackupPlace
{
    /// <summary>The names that a backup writes to, and removes.</summary>
    private static readonly string[] Written = ["", ".part", ".work"];

    /// <summary>Why no archive can be written to this path; null if it can.</summary>
    public static async Task<string?> WhyNotAsync(string target, DatabaseOptions database, StorageOptions storage, CancellationToken cancel)
    {
        if (Directory.Exists(target))
        {
            return $"{target} is a folder. Name a file in it.";
        }

        string[] own = database.IsPostgres ? [] : [.. SqliteFile.All(database.SqlitePath)];
        string[] folders = [storage.Folder, .. DiskFileStore.Folders.Select(folder => Path.Combine(storage.Folder, folder))]; // each may be a link
        foreach (var written in Written.Select(ending => target + ending))
        {
            if (own.Any(file => RealPath.IsWithin(written, file)))
            {
                return $"A backup to {target} would replace the database {database.SqlitePath}. Name a file elsewhere.";
            }

            if (folders.Any(folder => RealPath.IsWithin(folder, written) || RealPath.IsWithin(written, folder)))
            {
                return $"A backup to {target} would replace files of the storage {storage.Folder}. Name a file elsewhere.";
            }
        }

        return File.Exists(target) && !await BackupArchive.IsOneAsync(target, cancel)
            ? $"{target} exists and is not a backup of this server. Name a new file, or remove it first."
            : null;
    }
}
