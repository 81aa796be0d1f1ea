using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Backups;

/// <summary>
/// Brings an archive back: first the files, then in one step the database, so that what is cut off leaves the old one. Nothing that was
/// there is removed: an old database is kept beside the new one, and files that the new one does not know stay where they are.
/// </summary>
internal sealed class Restore(DatabaseOptions options, IFileStore store, Workspace workspace, TimeProvider time)
{
    /// <param name="Kept">Where the old database is; null: there was none.</param>
    public sealed record Summary(int Files, DateTimeOffset MadeAt, string? Kept);

    /// <param name="replace">Whether there may be data at the target already.</param>
    /// <exception cref="InvalidDataException">It cannot be: the sentence says why. Nothing was changed.</exception>
    public async Task<Summary> RunAsync(string archive, bool replace, CancellationToken cancel)
    {
        if (!File.Exists(archive))
        {
            throw new InvalidDataException(Directory.Exists(archive) ? $"{archive} is a folder, not a backup." : $"There is no file {archive}.");
        }

        if (workspace.HasLivingNeighbours())
        {
            throw new InvalidDataException("A server is running on this storage. Stop it first.");
        }

        using var scratch = workspace.NewScratch();
        var manifest = await BackupArchive.VerifyAsync(archive, scratch.Folder, cancel);
        var kind = options.IsPostgres ? BackupManifest.Postgres : BackupManifest.Sqlite;
        if (manifest.Database != kind)
        {
            throw new InvalidDataException($"{archive} holds a database of the kind {manifest.Database}, but Database__Url names one of the kind {kind}.");
        }

        if (manifest.Schema > Migrations.Latest(options.IsPostgres ? "Postgres" : "Sqlite"))
        {
            throw new InvalidDataException($"{archive} was made by a newer version of this server (schema {manifest.Schema}). Restore it with that version.");
        }

        await using RestoreTarget target = options.IsPostgres ? new PostgresTarget(options, manifest, time) : new SqliteTarget(options, time);
        if (await target.OpenAsync(cancel) is { } data && !replace)
        {
            throw new InvalidDataException($"{data} With --replace it is kept beside the restored one.");
        }

        if (!replace && await store.ListKeysAsync(cancel).AnyAsync(cancel))
        {
            throw new InvalidDataException("There are files in the storage already. With --replace they stay, and those of the backup are added.");
        }

        var files = await FilesAsync(archive, target, scratch, cancel);

        // Whichever database is there in the end makes the storage its own at its next start.
        await store.WriteMarkAsync("", cancel);
        return new(files, manifest.MadeAt, await target.PutAsync(cancel));
    }

    private async Task<int> FilesAsync(string archive, RestoreTarget target, TempFolder scratch, CancellationToken cancel)
    {
        var files = 0;
        await foreach (var entry in BackupArchive.EntriesAsync(archive, cancel))
        {
            if (entry.Name.StartsWith(BackupManifest.TableFolder, StringComparison.Ordinal))
            {
                await target.TakeAsync(entry.Name, entry.DataStream ?? Stream.Null, cancel);
            }
            else if (entry.Name.StartsWith(BackupManifest.Files, StringComparison.Ordinal))
            {
                var key = entry.Name[BackupManifest.Files.Length..];
                var temporary = scratch.File("file");
                await using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
                {
                    await (entry.DataStream ?? Stream.Null).CopyToAsync(file, cancel);
                }

                File.SetLastWriteTimeUtc(temporary, entry.ModificationTime.UtcDateTime);
                await store.StageAsync(temporary, key, cancel);
                await store.PublishAsync(temporary, key, cancel);
                File.Delete(temporary);
                files++;
            }
        }

        return files;
    }
}
