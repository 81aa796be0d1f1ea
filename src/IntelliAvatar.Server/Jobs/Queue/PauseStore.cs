using Dapper;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>
/// What is paused, that is, begins no new work: the whole queue, a scheduler, a model server. What runs there runs to its end, so a part that was
/// paused is drained when nothing is in progress on it any more. Survives restarts; every process keeps to it.
/// </summary>
public sealed class PauseStore(Database database, QueueNotifier signal)
{
    public const string Queue = "queue";

    /// <param name="Target">What is paused.</param>
    /// <param name="Reason">Why, for people.</param>
    public sealed record Paused(string Target, string Reason, DateTimeOffset PausedAt);

    /// <param name="instance">The owner that a job in progress names.</param>
    public static string Scheduler(string instance) => $"scheduler:{instance}";

    /// <param name="url">As <c>ModelServers</c> writes it.</param>
    public static string ModelServer(string url) => $"model-server:{url.TrimEnd('/')}";

    public Task PauseAsync(string target, string reason, CancellationToken cancel) =>
        WriteAsync(
            "INSERT INTO controls (target, reason, paused_at) VALUES (@target, @reason, now_ms()) ON CONFLICT (target) DO UPDATE SET reason = excluded.reason",
            new { target, reason },
            cancel);

    public async Task ResumeAsync(string target, CancellationToken cancel)
    {
        await WriteAsync("DELETE FROM controls WHERE target = @target", new { target }, cancel);
        signal.Raise();
    }

    public async Task<IReadOnlyList<Paused>> ListAsync(CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        var rows = await reader.QueryAsync<(string Target, string Reason, long PausedAt)>(new("SELECT target, reason, paused_at FROM controls ORDER BY target", cancellationToken: cancel));
        return [.. rows.Select(row => new Paused(row.Target, row.Reason, DateTimeOffset.FromUnixTimeMilliseconds(row.PausedAt)))];
    }

    private Task<int> WriteAsync(string sql, object values, CancellationToken cancel) =>
        database.WriteAsync(writing => writing.ExecuteAsync(new(sql, values, cancellationToken: cancel)), cancel);
}
