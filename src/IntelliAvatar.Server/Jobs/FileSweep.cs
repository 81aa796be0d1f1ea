using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs;

/// <summary>Removes files in storage that no job names: what a crash left before the commit that would have made it known.</summary>
public sealed class FileSweep(Database database, IFileStore store, JobFiles files)
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

        var removed = await store.AbandonAsync(cancel);
        await foreach (var keys in store.SettledAsync(cancel).Chunk(AtOnce).WithCancellation(cancel))
        {
            foreach (var key in await SuspectsAsync(keys, cancel))
            {
                removed += await files.RemoveUnnamedAsync(key, cancel) ? 1 : 0;
            }
        }

        return removed;
    }

    private async Task<IReadOnlyCollection<string>> SuspectsAsync(string[] keys, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return await files.UnnamedAsync(reader, keys, cancel);
    }
}
