using System.Data.Common;
using System.Formats.Tar;
using System.Text.Json;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Backups;

/// <summary>
/// Writes the database as it is at one moment, and then the files that its rows name, as one tar. The server may run meanwhile: stored
/// files never change. The list of sums comes last, so an archive that was cut off is known by its absence.
/// </summary>
internal sealed class Backup(DatabaseOptions options, IFileStore store, IReadOnlyCollection<IFileReferences> owners, TimeProvider time)
{
    /// <param name="Files">How many files are in the archive.</param>
    /// <param name="Missing">How many files rows name that are gone.</param>
    public sealed record Summary(int Files, int Missing, long Bytes);

    /// <param name="target">Replaced when the new archive is whole.</param>
    /// <exception cref="InvalidDataException">The database is not one that can be kept: the sentence says why.</exception>
    public async Task<Summary> WriteAsync(string target, CancellationToken cancel)
    {
        var work = Directory.CreateDirectory($"{target}.work").FullName;
        var unfinished = $"{target}.part";
        try
        {
            Summary summary;
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                summary = await WriteAsync(file, work, cancel);
            }

            DurableFile.Move(unfinished, target);
            return summary;
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private async Task<Summary> WriteAsync(Stream archive, string work, CancellationToken cancel)
    {
        await using DatabaseSnapshot snapshot = options.IsPostgres ? await PostgresSnapshot.TakeAsync(options, work, cancel) : await SqliteSnapshot.TakeAsync(options, work, cancel);
        await using var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true);
        var sums = Path.Combine(work, BackupManifest.Sums);
        var (files, missing) = (0, 0);
        await using (var list = new StreamWriter(sums))
        {
            var manifest = new BackupManifest(BackupManifest.Known, time.GetUtcNow(), options.IsPostgres ? BackupManifest.Postgres : BackupManifest.Sqlite, snapshot.Schema, snapshot.Tables);
            using var text = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest));
            await AddAsync(tar, list, BackupManifest.Name, text, time.GetUtcNow(), cancel);
            foreach (var (name, path) in snapshot.Files)
            {
                await using var file = File.OpenRead(path);
                await AddAsync(tar, list, name, file, time.GetUtcNow(), cancel);
            }

            await foreach (var named in NamedAsync(snapshot.Reader, cancel))
            {
                await using var stored = await store.OpenAsync(named.Key, cancel);
                if (stored is null)
                {
                    missing += named.IsNeeded ? 1 : 0;
                    continue;
                }

                await AddAsync(tar, list, BackupManifest.Files + named.Key, stored.Content, stored.WrittenAt, cancel);
                files++;
            }
        }

        await using (var list = File.OpenRead(sums))
        {
            await tar.WriteEntryAsync(Entry(BackupManifest.Sums, list, time.GetUtcNow()), cancel);
        }

        return new(files, missing, archive.Position);
    }

    private async IAsyncEnumerable<NamedFile> NamedAsync(DbConnection reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var owner in owners)
        {
            await foreach (var named in owner.NamedAsync(reader, cancel))
            {
                yield return named;
            }
        }
    }

    private static async Task AddAsync(TarWriter tar, StreamWriter list, string name, Stream content, DateTimeOffset writtenAt, CancellationToken cancel)
    {
        await using var hashing = new HashingStream(content);
        await tar.WriteEntryAsync(Entry(name, hashing, writtenAt), cancel);
        await list.WriteAsync($"{hashing.Sum}  {name}\n".AsMemory(), cancel);
    }

    private static PaxTarEntry Entry(string name, Stream content, DateTimeOffset writtenAt) => new(TarEntryType.RegularFile, name)
    {
        DataStream = content,
        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        ModificationTime = writtenAt,
    };
}
