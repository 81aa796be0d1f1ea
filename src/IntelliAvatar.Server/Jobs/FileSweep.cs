using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs;

/// <summary>Removes files in storage that no job names: what a crash left between a file's rename and the commit that would have made it known.</summary>
public sealed class FileSweep(Database database, DiskFileStore store, JobFiles files)
{
    private const int AtOnce = 500;

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
        foreach (var keys in store.Keys().Chunk(AtOnce))
        {
            var jobs = (await reader.QueryAsync<(string JobId, string? Output)>(new(
                $"SELECT job_id, output_video FROM jobs WHERE job_id {database.AnyOf("@jobs")}",
                new { jobs = keys.Select(StorageKeys.JobOf).Distinct().ToArray() },
                cancellationToken: cancel))).ToDictionary(job => job.JobId, job => job.Output);
            suspects.AddRange(keys.Where(key =>
                !jobs.TryGetValue(StorageKeys.JobOf(key), out var output) || (StorageKeys.IsOutput(key) && output != key)));
        }

        return suspects;
    }
}
