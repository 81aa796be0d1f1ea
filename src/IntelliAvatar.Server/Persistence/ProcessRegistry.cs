using Dapper;

namespace IntelliAvatar.Server.Persistence;

/// <summary>The processes of this program that share the database: who they are, where they run, when each was last seen.</summary>
public sealed class ProcessRegistry(Database database)
{
    /// <summary>How often a process reports.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    /// <summary>A process that has not reported for so long is frozen, cut off or dead.</summary>
    public static readonly TimeSpan Overdue = 3 * Heartbeat;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <param name="Instance">The owner of its jobs.</param>
    /// <param name="Host">The name of its machine.</param>
    /// <param name="ProcessId">Its number on that machine.</param>
    /// <param name="Role"><c>all</c>, <c>api</c> or <c>scheduler</c>.</param>
    public sealed record Identity(string Instance, string Host, int ProcessId, string Version, string Role);

    /// <param name="IsOverdue">It has not reported for longer than <see cref="Overdue"/>, by the database's clock.</param>
    public sealed record Entry(Identity Identity, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsOverdue);

    /// <summary>All processes that have reported within a day and have not stopped in order, the oldest first.</summary>
    public async Task<IReadOnlyList<Entry>> ListAsync(CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        var rows = await reader.QueryAsync<Row>(new(
            "SELECT *, seen_at < now_ms() - @overdue AS is_overdue FROM processes ORDER BY started_at, instance",
            new { overdue = (long)Overdue.TotalMilliseconds },
            cancellationToken: cancel));
        return [.. rows.Select(row => new Entry(new(row.Instance, row.Host, row.ProcessId, row.Version, row.Role), row.StartedAt, row.SeenAt, row.IsOverdue))];
    }

    /// <summary>Writes that this process runs.</summary>
    public Task ReportAsync(Identity identity, CancellationToken cancel) =>
        database.WriteAsync(
            writing => writing.ExecuteAsync(new(
                """
                INSERT INTO processes (instance, host, process_id, version, role, started_at, seen_at)
                VALUES (@Instance, @Host, @ProcessId, @Version, @Role, now_ms(), now_ms())
                ON CONFLICT (instance) DO UPDATE SET seen_at = excluded.seen_at
                """,
                identity,
                cancellationToken: cancel)),
            cancel);

    /// <summary>Forgets this process, which stops in order, and those that have been gone for a day and hold no job.</summary>
    public Task LeaveAsync(string instance, CancellationToken cancel) =>
        database.WriteAsync(
            writing => writing.ExecuteAsync(new(
                """
                DELETE FROM processes
                WHERE (instance = @instance OR seen_at < now_ms() - @kept)
                  AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.status = 'IN_PROGRESS' AND jobs.owner = processes.instance)
                """,
                new { instance, kept = (long)Kept.TotalMilliseconds },
                cancellationToken: cancel)),
            cancel);

    private sealed class Row
    {
        public required string Instance { get; init; }

        public required string Host { get; init; }

        public int ProcessId { get; init; }

        public required string Version { get; init; }

        public required string Role { get; init; }

        public DateTimeOffset StartedAt { get; init; }

        public DateTimeOffset SeenAt { get; init; }

        public bool IsOverdue { get; init; }
    }
}
