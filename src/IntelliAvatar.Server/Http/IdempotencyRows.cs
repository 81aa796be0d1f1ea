using Dapper;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Http;

/// <summary>A key as the database has it.</summary>
internal sealed class IdempotencyRow
{
    /// <summary>Keys of different users have nothing to do with each other.</summary>
    public readonly record struct Id(string UserId, string Key);

    public required string Fingerprint { get; init; }

    public required string ResourceId { get; init; }

    public required string Owner { get; init; }

    public int? Status { get; init; }

    public string? Answer { get; init; }

    public string? Location { get; init; }

    public long? LeaseUntil { get; init; }

    public bool IsLeaseOver { get; init; }
}

/// <summary>The table of <see cref="IdempotencyKeys"/>, as one process may read and change it.</summary>
/// <param name="instance">The process.</param>
/// <param name="lease">How long others believe that a key is served without hearing of it again.</param>
internal sealed class IdempotencyRows(Database database, string instance, TimeSpan lease)
{
    private const string Known = "user_id = @UserId AND key = @Key";

    // Another process may have taken the key over: then it is not ours to write.
    private const string Mine = Known + " AND owner = @Instance AND status IS NULL";

    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private long Lease => (long)lease.TotalMilliseconds;

    public async Task<IdempotencyRow?> FindAsync(IdempotencyRow.Id id, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return await reader.QuerySingleOrDefaultAsync<IdempotencyRow>(new(
            $"""
            SELECT fingerprint, resource_id, owner, status, answer, location, lease_until, COALESCE(lease_until <= now_ms(), 1 = 0) AS is_lease_over
            FROM idempotency_keys WHERE {Known}
            """,
            new { id.UserId, id.Key },
            cancellationToken: cancel));
    }

    /// <summary>False: the key is there already.</summary>
    public async Task<bool> InsertAsync(IdempotencyRow.Id id, string fingerprint, string freshId, CancellationToken cancel) =>
        await database.WriteAsync(
            async writing =>
            {
                await writing.ExecuteAsync(new("DELETE FROM idempotency_keys WHERE expires_at < now_ms()", cancellationToken: cancel));
                return await writing.ExecuteAsync(new(
                    """
                    INSERT INTO idempotency_keys (user_id, key, fingerprint, resource_id, owner, begun_at, expires_at, lease_until)
                    VALUES (@UserId, @Key, @fingerprint, @freshId, @Instance, now_ms(), now_ms() + @life, now_ms() + @Lease)
                    ON CONFLICT DO NOTHING
                    """,
                    new { id.UserId, id.Key, fingerprint, freshId, Instance = instance, life = (long)Life.TotalMilliseconds, Lease },
                    cancellationToken: cancel));
            },
            cancel) > 0;

    /// <summary>False: another process was faster, or the owner has renewed its lease.</summary>
    public async Task<bool> TakeOverAsync(IdempotencyRow.Id id, IdempotencyRow from, CancellationToken cancel) =>
        await database.WriteAsync(
            writing => writing.ExecuteAsync(new(
                $"""
                UPDATE idempotency_keys SET owner = @Instance, begun_at = now_ms(), lease_until = now_ms() + @Lease
                WHERE {Known} AND owner = @Owner AND status IS NULL AND COALESCE(lease_until, 0) = @seen
                """,
                new { id.UserId, id.Key, from.Owner, Instance = instance, Lease, seen = from.LeaseUntil ?? 0 },
                cancellationToken: cancel)),
            cancel) > 0;

    public Task RenewAsync(IdempotencyRow.Id id) => WriteAsync("UPDATE idempotency_keys SET lease_until = now_ms() + @Lease", id);

    /// <summary>Keeps the answer.</summary>
    public Task EndAsync(IdempotencyRow.Id id, int status, string answer, string? location) =>
        WriteAsync("UPDATE idempotency_keys SET status = @status, answer = @answer, location = @location", id, status, answer, location);

    public Task FreeAsync(IdempotencyRow.Id id) => WriteAsync("DELETE FROM idempotency_keys", id);

    /// <summary>Any process may go on under the key's id.</summary>
    public Task DropAsync(IdempotencyRow.Id id) => WriteAsync("UPDATE idempotency_keys SET owner = ''", id);

    private Task<int> WriteAsync(string change, IdempotencyRow.Id id, int? status = null, string? answer = null, string? location = null) =>
        database.WriteAsync(
            writing => writing.ExecuteAsync($"{change} WHERE {Mine}", new { id.UserId, id.Key, Instance = instance, status, answer, location, Lease }),
            CancellationToken.None);
}
