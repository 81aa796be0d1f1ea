using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Hosting;

/// <summary>What was answered to requests that carried an <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header-07), for a day.</summary>
/// <remarks>
/// A key reserves the id of what the request makes before it is made. So a request that was killed at any moment is done again under the
/// same id, and what it made before, if anything, is what the second one finds.
/// </remarks>
public sealed class IdempotencyKeys(Database database, ILiveness liveness, Workspace workspace)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private const string Known = "user_id = @userId AND key = @key";

    // Whoever was taken for dead writes nothing any more.
    private const string Mine = Known + " AND owner = @Instance";

    /// <summary>What a key means for the request that carries it.</summary>
    public abstract record Turn
    {
        private Turn()
        {
        }

        /// <summary>Do it, and make what you make under this id: it may be there already.</summary>
        public sealed record Go(string ResourceId) : Turn;

        /// <summary>It was done; this was the answer.</summary>
        public sealed record Done(int Status, string Answer, string? Location) : Turn;

        /// <summary>It is being done at this moment.</summary>
        public sealed record Running : Turn;

        /// <summary>Another request has this key.</summary>
        public sealed record Another : Turn;
    }

    private sealed record Row(string Fingerprint, string ResourceId, string Owner, int? Status, string? Answer, string? Location);

    /// <param name="fingerprint">The same exactly for the same request.</param>
    /// <param name="freshId">The id for what is made, if this is the first time.</param>
    public async Task<Turn> BeginAsync(string userId, string key, string fingerprint, string freshId, CancellationToken cancel)
    {
        if (await InsertAsync(userId, key, fingerprint, freshId, cancel))
        {
            return new Turn.Go(freshId);
        }

        var known = await FindAsync(userId, key, cancel);
        return known switch
        {
            null => new Turn.Running(), // given up or expired at this moment
            _ when known.Fingerprint != fingerprint => new Turn.Another(),
            { Status: { } status } => new Turn.Done(status, known.Answer!, known.Location),
            _ when known.Owner.Length > 0 && await liveness.IsAliveAsync(known.Owner, cancel) => new Turn.Running(),
            _ => await TakeOverAsync(userId, key, known.Owner, cancel) ? new Turn.Go(known.ResourceId) : new Turn.Running(),
        };
    }

    /// <summary>Keeps the answer.</summary>
    public Task EndAsync(string userId, string key, int status, string answer, string? location, CancellationToken cancel) =>
        WriteAsync($"UPDATE idempotency_keys SET status = @status, answer = @answer, location = @location WHERE {Mine}", new { userId, key, workspace.Instance, status, answer, location }, cancel);

    /// <summary>The request was refused and has made nothing: the key is free again.</summary>
    public Task FreeAsync(string userId, string key, CancellationToken cancel) => WriteAsync($"DELETE FROM idempotency_keys WHERE {Mine}", new { userId, key, workspace.Instance }, cancel);

    /// <summary>Nobody knows how far the request came: whoever sends it again goes on under its id.</summary>
    public Task DropAsync(string userId, string key, CancellationToken cancel) => WriteAsync($"UPDATE idempotency_keys SET owner = '' WHERE {Mine}", new { userId, key, workspace.Instance }, cancel);

    private async Task<bool> InsertAsync(string userId, string key, string fingerprint, string freshId, CancellationToken cancel) =>
        await database.WriteAsync(
            async writing =>
            {
                await writing.ExecuteAsync(new("DELETE FROM idempotency_keys WHERE expires_at < now_ms()", cancellationToken: cancel));
                return await writing.ExecuteAsync(new(
                    """
                    INSERT INTO idempotency_keys (user_id, key, fingerprint, resource_id, owner, begun_at, expires_at)
                    VALUES (@userId, @key, @fingerprint, @freshId, @owner, now_ms(), now_ms() + @life)
                    ON CONFLICT DO NOTHING
                    """,
                    new { userId, key, fingerprint, freshId, owner = workspace.Instance, life = (long)Life.TotalMilliseconds },
                    cancellationToken: cancel));
            },
            cancel) > 0;

    private async Task<Row?> FindAsync(string userId, string key, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        var row = await reader.QuerySingleOrDefaultAsync<(string Fingerprint, string ResourceId, string Owner, int? Status, string? Answer, string? Location)?>(new(
            $"SELECT fingerprint, resource_id, owner, status, answer, location FROM idempotency_keys WHERE {Known}", new { userId, key }, cancellationToken: cancel));
        return row is { } found ? new(found.Fingerprint, found.ResourceId, found.Owner, found.Status, found.Answer, found.Location) : null;
    }

    private async Task<bool> TakeOverAsync(string userId, string key, string from, CancellationToken cancel) =>
        await WriteAsync(
            $"UPDATE idempotency_keys SET owner = @owner, begun_at = now_ms() WHERE {Known} AND owner = @from AND status IS NULL", new { userId, key, from, owner = workspace.Instance }, cancel) > 0;

    private Task<int> WriteAsync(string sql, object values, CancellationToken cancel) =>
        database.WriteAsync(writing => writing.ExecuteAsync(new(sql, values, cancellationToken: cancel)), cancel);
}
