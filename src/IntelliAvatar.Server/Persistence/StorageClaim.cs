using System.Data.Common;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Persistence;

/// <summary>
/// Whether the database and the storage belong together. The storage has a mark with the database's id; only under its own mark does a
/// database clean up. A mark that is ahead of the database says that the database is an older copy: then it becomes another
/// installation, to which nothing that is stored so far belongs.
/// </summary>
public sealed class StorageClaim(Database database, IFileStore store, IEnumerable<IFileReferences> owners)
{
    private const int Sample = 20;

    /// <summary>A mark is at most so old while processes run.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromMinutes(10);

    public enum State
    {
        /// <summary>They belong together.</summary>
        Ours,

        /// <summary>They belong together, but the database is older than the storage.</summary>
        DatabaseOlder,

        /// <summary>They do not, or that is not certain: nothing is removed.</summary>
        Foreign,
    }

    /// <param name="Sentence">What is odd, and what to do; null: nothing.</param>
    public sealed record Finding(State State, string? Sentence);

    /// <summary>Looks, changes nothing.</summary>
    /// <exception cref="StorageAwayException">The store does not answer.</exception>
    public static async Task<Finding> LookAsync(DbConnection reader, IFileStore store, IEnumerable<IFileReferences> owners, CancellationToken cancel) =>
        Judge(await Installation.ReadAsync(reader, cancel), await StorageMark.ReadAsync(store, cancel)) ?? await GuessAsync(reader, store, owners, cancel);

    /// <summary>What a storage without a mark means to a database that does not exist yet.</summary>
    public static async Task<Finding> LookAsync(IFileStore store, CancellationToken cancel) =>
        await StorageMark.ReadAsync(store, cancel) is null ? OfNewDatabase(await SomeKeysAsync(store, cancel)) : new(State.Foreign, NewOverMarked);

    /// <summary>Whether files may be cleaned up by what the database says.</summary>
    public async Task<Installation?> OwnerAsync(CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        var installation = await Installation.ReadAsync(reader, cancel);
        return Judge(installation, await StorageMark.ReadAsync(store, cancel)) is { State: State.Ours } ? installation : null;
    }

    /// <summary>Looks, and renews the mark where it is ours.</summary>
    public async Task<Finding> RenewAsync(CancellationToken cancel)
    {
        Finding finding;
        Installation known;
        var mark = await StorageMark.ReadAsync(store, cancel);
        await using (var reader = await database.OpenReaderAsync(cancel))
        {
            known = await Installation.ReadAsync(reader, cancel);
            finding = Judge(known, mark) ?? await GuessAsync(reader, store, owners, cancel);
        }

        database.Installation = known.Id;
        if (finding.State == State.Foreign)
        {
            return finding;
        }

        var isOlder = finding.State == State.DatabaseOlder;
        if (await database.WriteAsync(writing => known.BeatAsync(writing, mark?.Beat ?? 0, isOlder, cancel), cancel) is { } next)
        {
            database.Installation = next.Id;
            await next.Mark.WriteAsync(store, cancel);
        }

        return finding;
    }

    /// <summary>By the mark alone; null: there is none.</summary>
    private static Finding? Judge(Installation known, StorageMark? mark) => mark switch
    {
        null => null,
        _ when mark.Installation.Length == 0 => new(
            State.Foreign,
            $"{StorageMark.Name} in the storage cannot be read: it is damaged, or was written by another program. Nothing in the storage is cleaned up. "
            + $"If the storage belongs to this database, remove {StorageMark.Name} while no server runs; the next start writes it again."),
        _ when mark.Installation != known.Id => new(
            State.Foreign,
            $"The storage belongs to another database (its {StorageMark.Name} was last written {mark.WrittenAt:yyyy-MM-dd HH:mm} UTC). Nothing in it is cleaned up. "
            + "If Database__Url or Storage__Url is wrong, stop the server and correct it. "
            + "If the other database was lost, stop the server and restore it from a backup. If it is gone for good, "
            + $"remove {StorageMark.Name} from the storage while no server runs; then it belongs to this one."),
        _ when mark.Beat > known.Beat || (mark.Beat == known.Beat && mark.Token != known.Token) => new(
            State.DatabaseOlder,
            $"The database is older than the storage: it was last in use {known.SeenAt:yyyy-MM-dd HH:mm} UTC, the storage {mark.WrittenAt:yyyy-MM-dd HH:mm} UTC, "
            + "so it was probably restored from a copy. Files that it does not know stay in the storage for good. If you still have the newer database, stop the server and put it back."),
        _ when mark.WrittenAt < known.SeenAt - Lag => new(
            State.Ours,
            $"The storage is older than the database: it was last in use {mark.WrittenAt:yyyy-MM-dd HH:mm} UTC, the database {known.SeenAt:yyyy-MM-dd HH:mm} UTC. "
            + "If it was restored from a copy, files of newer jobs are missing: ./avatar doctor --files lists them."),
        _ => new(State.Ours, null),
    };

    /// <summary>By what is there, where no mark says anything.</summary>
    private static async Task<Finding> GuessAsync(DbConnection reader, IFileStore store, IEnumerable<IFileReferences> owners, CancellationToken cancel)
    {
        var keys = await SomeKeysAsync(store, cancel);
        if (keys.Count == 0)
        {
            return new(State.Ours, null);
        }

        var hasRows = false;
        foreach (var owner in owners)
        {
            await foreach (var named in owner.NamedAsync(reader, cancel).Where(named => named.IsNeeded).Take(Sample).WithCancellation(cancel))
            {
                hasRows = true;
                await using var stored = await store.OpenAsync(named.Key, cancel);
                if (stored is not null)
                {
                    return new(State.Ours, null);
                }
            }
        }

        return hasRows
            ? new(
                State.Foreign,
                "The storage holds files of jobs, but none of those that the database names: they do not belong together. Nothing in the storage is cleaned up. "
                + "Stop the server and correct Storage__Url or Database__Url.")
            : OfNewDatabase(keys);
    }

    private static Finding OfNewDatabase(IReadOnlyCollection<string> keys) => new(
        keys.Count == 0 ? State.Ours : State.Foreign,
        keys.Count == 0 ? null
        : keys.All(key => Guid.TryParse(StorageKeys.JobOf(key), out var id) && id.Version == 7)
            ? "The database has no jobs, but the storage holds files of jobs: the database is new, or not the one that belongs to these files. Nothing in the storage is cleaned up. "
            + "If Database__Url is wrong, stop the server and correct it; if the database was lost, restore it from a backup."
        : "The storage holds files that another program made, such as the earlier Python server. They are left alone: they are not listed, and never removed. "
            + "It is better to keep the two apart: give this server a folder of its own with Storage__Url (and Database__Url).");

    private const string NewOverMarked =
        "There is no database yet, but the storage belongs to one. Nothing in the storage is cleaned up. If Database__Url is wrong, correct it; if the database was lost, restore it from a backup.";

    private static async Task<IReadOnlyCollection<string>> SomeKeysAsync(IFileStore store, CancellationToken cancel) =>
        await store.ListKeysAsync(cancel).Take(Sample).Select(file => file.Key).ToListAsync(cancel);
}
