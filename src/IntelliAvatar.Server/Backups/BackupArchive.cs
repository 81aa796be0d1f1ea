using System.Formats.Tar;
using System.Text.Json;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Backups;

/// <summary>An archive that <see cref="Backup"/> wrote, read from its beginning.</summary>
internal static class BackupArchive
{
    private const string CutOff = "it was cut off";

    /// <summary>Reads all of it, and compares every file with its sum.</summary>
    /// <param name="work">A folder for the sums.</param>
    /// <returns>What is in it.</returns>
    /// <exception cref="InvalidDataException">It is damaged, cut off, or none of ours: the sentence says so.</exception>
    public static async Task<BackupManifest> VerifyAsync(string path, string work, CancellationToken cancel)
    {
        try
        {
            var found = Path.Combine(work, BackupManifest.Sums);
            BackupManifest? manifest = null;
            var isWhole = false;
            await using (var list = new StreamWriter(found))
            {
                await foreach (var entry in EntriesAsync(path, cancel))
                {
                    if (isWhole)
                    {
                        throw new Fault("something follows its end");
                    }

                    if (entry.Name == BackupManifest.Sums)
                    {
                        await list.FlushAsync(cancel);
                        isWhole = await IsSameAsync(entry.DataStream!, found, cancel) ? true : throw new Fault("a file in it is not as it was written");
                        continue;
                    }

                    await using var content = new HashingStream(entry.DataStream ?? Stream.Null);
                    if (manifest is null)
                    {
                        manifest = entry.Name == BackupManifest.Name ? await JsonSerializer.DeserializeAsync<BackupManifest>(content, cancellationToken: cancel) : throw new Fault("it is no backup of this server");
                    }
                    else
                    {
                        await content.CopyToAsync(Stream.Null, cancel);
                    }

                    await list.WriteAsync($"{content.Sum}  {entry.Name}\n".AsMemory(), cancel);
                }
            }

            return isWhole && manifest is { Format: BackupManifest.Known } ? manifest
                : throw new Fault(isWhole ? "it was made by a newer version of this server" : CutOff);
        }
        catch (Exception broken) when (IsDamage(broken))
        {
            var why = broken switch
            {
                Fault => broken.Message,
                EndOfStreamException => CutOff,
                _ => "it is damaged, or no backup of this server",
            };
            throw new InvalidDataException($"{path} cannot be used: {why}. Nothing was changed.", broken);
        }
    }

    /// <summary>Whether a file begins as an archive of ours; the rest of it may be damaged.</summary>
    public static async Task<bool> IsOneAsync(string path, CancellationToken cancel)
    {
        if (new FileInfo(path).Length == 0)
        {
            return false; // also a device or a pipe, which would wait for what is written to it
        }

        try
        {
            await foreach (var entry in EntriesAsync(path, cancel))
            {
                return entry is { Name: BackupManifest.Name, DataStream: { } content }
                    && await JsonSerializer.DeserializeAsync<BackupManifest>(content, cancellationToken: cancel) is { Database: BackupManifest.Sqlite or BackupManifest.Postgres };
            }

            return false;
        }
        catch (Exception broken) when (IsDamage(broken))
        {
            return false;
        }
    }

    /// <summary>The files of an archive, each to be read before the next. Only names that this program gives.</summary>
    public static async IAsyncEnumerable<TarEntry> EntriesAsync(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
        await using var tar = new TarReader(file);
        while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
        {
            yield return entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && IsKnown(entry.Name) ? entry
                : throw new Fault("it holds what this server does not write");
        }
    }

    /// <summary>What we say ourselves; the words of others are not for people.</summary>
    private sealed class Fault(string sentence) : IOException(sentence);

    private static bool IsDamage(Exception broken) => broken is Fault or InvalidDataException or EndOfStreamException or JsonException or FormatException;

    private static bool IsKnown(string name) =>
        name is BackupManifest.Name or BackupManifest.Sums or BackupManifest.SqliteFile
        || (name.StartsWith(BackupManifest.TableFolder, StringComparison.Ordinal) && name.EndsWith(".copy", StringComparison.Ordinal) && name.Count(letter => letter is '/' or '.') == 2)
        || (name.StartsWith(BackupManifest.Files, StringComparison.Ordinal) && StorageKeys.IsKey(name[BackupManifest.Files.Length..]));

    private static async Task<bool> IsSameAsync(Stream content, string path, CancellationToken cancel)
    {
        await using var other = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        await using var one = new HashingStream(content);
        await using var two = new HashingStream(other);
        await one.CopyToAsync(Stream.Null, cancel);
        await two.CopyToAsync(Stream.Null, cancel);
        return one.Sum == two.Sum;
    }
}
