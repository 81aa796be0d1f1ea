using Dapper;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>What has happened to jobs since a given time, in any process.</summary>
public sealed class JobChanges(Database database)
{
    /// <summary>A row may become visible so long after the time that stands in it: its transaction was still running.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    /// <param name="Now">The database's time, before anything was read.</param>
    /// <param name="Deleted">The ids of jobs that were deleted.</param>
    /// <param name="IsAll">False: more has changed than is here.</param>
    public sealed record ChangeSet(DateTimeOffset Now, IReadOnlyList<Job> Jobs, IReadOnlyList<string> Deleted, bool IsAll);

    /// <summary>
    /// Every job whose state has changed since then, and every one in progress: each as it is now. May give what was known already, never leaves anything
    /// out; what was changed longest ago comes first.
    /// </summary>
    /// <param name="known">When a job last changed as far as the caller knows: then it is left out, unless it is in progress.</param>
    public async Task<ChangeSet> SinceAsync(DateTimeOffset since, int most, IReadOnlyDictionary<long, long>? known, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        var now = await reader.ExecuteScalarAsync<long>(new("SELECT now_ms()", cancellationToken: cancel));
        var from = (since - Overlap).ToUnixTimeMilliseconds();
        var changed = (await reader.QueryAsync<(long Seq, long ChangedAt)>(new(
            "SELECT seq, changed_at FROM jobs WHERE changed_at >= @from ORDER BY changed_at, seq LIMIT @most",
            new { from, most = most + (known?.Count ?? 0) + 1 },
            cancellationToken: cancel))).AsList();
        var fresh = changed.Where(row => known is null || !known.TryGetValue(row.Seq, out var at) || at != row.ChangedAt).Select(row => row.Seq).ToList();
        var jobs = (await reader.QueryAsync<Job>(new(
            $"SELECT {JobList.Columns}, jobs.steps FROM jobs WHERE seq {database.AnyOf("@fresh")} OR status = 'IN_PROGRESS' ORDER BY changed_at, seq",
            new { fresh = fresh.Take(most).ToArray() },
            cancellationToken: cancel))).AsList();
        var deleted = (await reader.QueryAsync<string>(new(
            "SELECT job_id FROM deleted_jobs WHERE deleted_at >= @from ORDER BY deleted_at LIMIT @most", new { from, most = most + 1 }, cancellationToken: cancel))).AsList();
        return new(DateTimeOffset.FromUnixTimeMilliseconds(now), jobs, deleted[..Math.Min(most, deleted.Count)], fresh.Count <= most && (known is not null || deleted.Count <= most));
    }
}
