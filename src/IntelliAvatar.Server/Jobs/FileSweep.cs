using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs;

/// <summary>Removes what has had its time, and files in storage that no row names: what a crash left before the commit that would have made it known.</summary>
public sealed class FileSweep(Database database, IFileStore store, IEnumerable<IFileOwner> owners)
{
    private const int AtOnce = 500;

    /// <summary>Looks without a lock, then decides about each suspect in a transaction of its own. One process at a time.</summary>
    /// <returns>How many files were removed.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await using var mine = await database.TryTakeAsync("sweep of files", cancel);
        if (mine is null)
        {
            return 0;
        }

        foreach (var owner in owners)
        {
            await owner.ExpireAsync(cancel);
        }

        var removed = await store.AbandonAsync(cancel);
        await foreach (var keys in store.SettledAsync(cancel).Chunk(AtOnce).WithCancellation(cancel))
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
    }

    private async Task<IReadOnlyCollection<string>> SuspectsAsync(IFileOwner owner, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        await using var reader = await database.OpenReaderAsync(cancel);
        return await owner.UnnamedAsync(reader, keys, cancel);
    }
}
