using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs;

/// <summary>Removes files in storage that no job names: what a crash left between a file's rename and the commit that would have made it known.</summary>
public sealed class FileSweep(Database database, DiskFileStore store, JobFiles files)
{
    /// <summary>Looks without a lock, then decides about each suspect in a transaction of its own. One process at a time.</summary>
    /// <returns>How many files were removed.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await using var mine = await database.TryTakeAsync("sweep of files", cancel);
        var removed = 0;
        foreach (var key in mine is null ? [] : await SuspectsAsync(cancel))
        {
            removed += await files.RemoveUnnamedAsync(key, cancel) ? 1 : 0;
        }

        return removed;
    }

    private async Task<List<string>> SuspectsAsync(CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        var suspects = new List<string>();
        foreach (var key in store.Keys())
        {
            cancel.ThrowIfCancellationRequested();
            if (!await JobFiles.IsNamedAsync(reader, key))
            {
                suspects.Add(key);
            }
        }

        return suspects;
    }
}
