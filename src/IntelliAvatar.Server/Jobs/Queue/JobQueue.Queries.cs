using System.Runtime.CompilerServices;
using Dapper;

namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>What can be asked of the queue. Nothing here changes anything.</summary>
public sealed partial class JobQueue
{
    /// <summary>The owners of the jobs in progress.</summary>
    public async Task<IReadOnlyCollection<string>> OwnersAsync(CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return (await reader.QueryAsync<string>(new("SELECT DISTINCT owner FROM jobs WHERE status = 'IN_PROGRESS'", cancellationToken: cancel))).AsList();
    }

    /// <summary>For each job that is being rendered, its model server.</summary>
    public async Task<IReadOnlyCollection<string>> RenderingAsync(CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return (await reader.QueryAsync<string>(new(
            "SELECT model_server FROM jobs WHERE status = 'IN_PROGRESS' AND model_server IS NOT NULL AND (model_server_slot IS NOT NULL OR step = 'generate')", cancellationToken: cancel))).AsList();
    }

    /// <summary>The job of that id, or null.</summary>
    public async Task<Job?> FindAsync(string jobId, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return await reader.QuerySingleOrDefaultAsync<Job>(new("SELECT * FROM jobs WHERE job_id = @jobId", new { jobId }, cancellationToken: cancel));
    }

    /// <summary>All jobs, oldest first, read row by row.</summary>
    public async IAsyncEnumerable<Job> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        await foreach (var job in reader.QueryUnbufferedAsync<Job>("SELECT * FROM jobs ORDER BY seq").WithCancellation(cancel))
        {
            yield return job;
        }
    }

    /// <summary>How many jobs go first, and this one: 1 is next. Null when it does not wait.</summary>
    public async Task<int?> PositionAsync(string jobId, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return await reader.ExecuteScalarAsync<int?>(new(
            """
            SELECT (SELECT count(*) FROM jobs WHERE status = 'QUEUED' AND priority > me.priority)
                 + (SELECT count(*) FROM jobs WHERE status = 'QUEUED' AND priority = me.priority AND (turn, seq) <= (me.turn, me.seq))
            FROM jobs AS me WHERE job_id = @jobId AND status = 'QUEUED'
            """,
            new { jobId },
            cancellationToken: cancel));
    }

    /// <summary>How the job stands to its worker: a look, nothing is renewed.</summary>
    public async Task<LeaseState> LookAsync(Job claim, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        var asked = await reader.ExecuteScalarAsync<bool?>(new($"SELECT cancel_requested_at IS NOT NULL FROM jobs WHERE {Fence}", claim, cancellationToken: cancel));
        return asked switch { null => LeaseState.Lost, true => LeaseState.CancelAsked, false => LeaseState.Held };
    }

    private async Task<bool> IsSlotFreeAsync(IReadOnlyDictionary<string, int> servers, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        var taken = (await reader.QueryAsync<string>(new(
            "SELECT model_server FROM jobs WHERE status = 'IN_PROGRESS' AND model_server_slot IS NOT NULL AND (slot_until IS NULL OR slot_until >= now_ms())", cancellationToken: cancel))).ToLookup(server => server);
        var paused = (await reader.QueryAsync<string>(new("SELECT target FROM controls", cancellationToken: cancel))).ToHashSet(StringComparer.Ordinal);
        return servers.Any(server => taken[server.Key].Count() < server.Value && !paused.Contains(PauseStore.ModelServer(server.Key)));
    }

    private async Task<bool> AnyAsync(string where, object values, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return await reader.ExecuteScalarAsync<bool>(new($"SELECT EXISTS (SELECT 1 FROM jobs WHERE {where})", values, cancellationToken: cancel));
    }
}
