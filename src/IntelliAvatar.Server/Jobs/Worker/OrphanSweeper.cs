using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>Removes what has had its time, and files in storage that no row names: what a crash left before the commit that would have made it known.</summary>
/// <remarks>
/// A file goes only when this very database gave it its id, when it is older than a day, and while the storage is marked as this
/// database's: whatever else lies there was made by others, or by a database that still needs it.
/// </remarks>
public sealed class OrphanSweeper(Database database, IFileStore store, IEnumerable<IFileReferences> owners, StorageClaim claim, TimeProvider time)
{
    private const int AtOnce = 500;

    /// <summary>Longer than anybody needs from the upload to the commit. Who needs longer notices, and uploads again.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>Looks without a lock, then decides about each suspect in a transaction of its own. One process at a time.</summary>
    /// <returns>How many files were removed.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await using var mine = await database.TryLockAsync("sweep of files", cancel);
        if (mine is null || await claim.OwnerAsync(cancel) is not { } installation)
        {
            return 0;
        }

        foreach (var owner in owners)
        {
            await owner.ExpireAsync(cancel);
        }

        var old = time.GetUtcNow() - Grace;
        var removed = await store.AbortStaleUploadsAsync(old, IsOurs, cancel);
        var candidates = store.ListKeysAsync(cancel).Where(file => file.WrittenAt < old && IsOurs(file.Key)).Select(file => file.Key);
        await foreach (var keys in candidates.Chunk(AtOnce).WithCancellation(cancel))
        {
            foreach (var owner in owners)
            {
                foreach (var key in await SuspectsAsync(owner, [.. keys.Where(owner.Owns)], cancel))
                {
                    removed += await owner.RemoveUnnamedAsync(key, cancel) ? 1 : 0;
                }
            }
        }

        return removed;

        bool IsOurs(string key) => IssuedId.IsOf(installation.Id, StorageKeys.JobOf(key));
    }

    private async Task<IReadOnlyCollection<string>> SuspectsAsync(IFileReferences owner, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        await using var reader = await database.OpenReaderAsync(cancel);
        return await owner.UnnamedAsync(reader, keys, cancel);
    }
}
