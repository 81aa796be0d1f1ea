using Dapper;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.ModelServers;

/// <summary>How the schedulers see their model servers, for processes that have none.</summary>
public sealed class ModelServerRegistry(Database database)
{
    /// <summary>Who has not been heard of for so long has stopped or died.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>The protocol of our own engine, the child of a scheduler.</summary>
    public const string Embedded = "embedded";

    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    /// <param name="Instance">The scheduler.</param>
    /// <param name="Protocol">What is spoken with it; <c>embedded</c>: our own engine, the scheduler's child.</param>
    /// <param name="IsWell">Jobs are sent there.</param>
    /// <param name="OutUntil">When one that is not well gets a job again, to see.</param>
    /// <param name="Trouble">Its last answer, when that was trouble.</param>
    public sealed record Entry(
        string Instance, string Url, string Protocol, int Slots, bool IsWell, DateTimeOffset? OutUntil, string? Trouble)
    {
        /// <summary>The scheduler's machine; null: not known.</summary>
        public string? Host { get; init; }

        public DateTimeOffset SeenAt { get; init; }
    }

    /// <summary>All entries, and whether their scheduler still reports.</summary>
    public async Task<IReadOnlyList<(Entry Entry, bool IsCurrent)>> ReadAsync(CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        var rows = await reader.QueryAsync<Row>(new("""
            SELECT model_servers.*, processes.host, model_servers.seen_at > now_ms() - @silence AS is_current
            FROM model_servers LEFT JOIN processes ON processes.instance = model_servers.instance
            ORDER BY url, model_servers.seen_at DESC
            """,
            new { silence = (long)Silence.TotalMilliseconds }, cancellationToken: cancel));
        return [.. rows.Select(row => (new Entry(row.Instance, row.Url, row.Protocol, row.Slots, row.IsWell, row.OutUntil, row.Trouble) { Host = row.Host, SeenAt = row.SeenAt }, row.IsCurrent))];
    }

    /// <summary>All that a scheduler knows takes the place of what it knew before.</summary>
    public Task WriteAsync(string instance, IReadOnlyCollection<Entry> entries, CancellationToken cancel) =>
        database.WriteAsync(
            async writing =>
            {
                await writing.ExecuteAsync(new(
                    "DELETE FROM model_servers WHERE instance = @instance OR seen_at < now_ms() - @forgotten",
                    new { instance, forgotten = (long)Forgotten.TotalMilliseconds },
                    cancellationToken: cancel));
                return await writing.ExecuteAsync(new(
                    """
                    INSERT INTO model_servers (instance, url, protocol, slots, is_well, out_until, trouble, seen_at)
                    VALUES (@Instance, @Url, @Protocol, @Slots, @IsWell, @OutUntil, @Trouble, now_ms())
                    """,
                    entries,
                    cancellationToken: cancel));
            },
            cancel);

    private sealed class Row
    {
        public required string Instance { get; init; }

        public required string Url { get; init; }

        public required string Protocol { get; init; }

        public int Slots { get; init; }

        public bool IsWell { get; init; }

        public DateTimeOffset? OutUntil { get; init; }

        public string? Trouble { get; init; }

        public string? Host { get; init; }

        public DateTimeOffset SeenAt { get; init; }

        public bool IsCurrent { get; init; }
    }
}
