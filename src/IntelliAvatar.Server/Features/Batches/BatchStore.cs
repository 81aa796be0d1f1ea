using Dapper;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>One row of the batches table.</summary>
internal sealed class Batch
{
    public required string BatchId { get; init; }

    public required string UserId { get; init; }

    public required string Feature { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }
}

/// <summary>One row of a batch and what became of it.</summary>
internal sealed class BatchItem
{
    /// <summary>1 is the first.</summary>
    public int Number { get; init; }

    public required string JobId { get; init; }

    /// <summary>Of its job; NOT_CREATED, or MISSING when its job was deleted or never came to be.</summary>
    public required string Status { get; init; }

    public string? ErrorCode { get; init; }

    public string? Error { get; init; }
}

/// <summary>Batches and their rows. Which job is which row's is fixed before the first is made, so that a batch that was cut off can be finished.</summary>
internal sealed class BatchStore(Database database)
{
    private const string Status = "CASE WHEN item.error_code IS NOT NULL THEN 'NOT_CREATED' ELSE COALESCE(job.status, 'MISSING') END";
    private const string Items = "batch_items AS item LEFT JOIN jobs AS job ON job.job_id = item.job_id WHERE item.batch_id = @batchId";

    /// <summary>A batch of this id that is there already stays as it is.</summary>
    public Task AddAsync(Batch batch, IReadOnlyList<string> jobIds, CancellationToken cancel) =>
        database.WriteAsync(
            async writing =>
            {
                var added = await writing.ExecuteAsync(new(
                    "INSERT INTO batches (batch_id, user_id, feature, created_at) VALUES (@BatchId, @UserId, @Feature, now_ms()) ON CONFLICT DO NOTHING", batch, cancellationToken: cancel));
                return added == 0 ? 0 : await writing.ExecuteAsync(new(
                    "INSERT INTO batch_items (batch_id, number, job_id) VALUES (@BatchId, @number, @jobId)",
                    jobIds.Select((jobId, i) => new { batch.BatchId, number = i + 1, jobId }),
                    cancellationToken: cancel));
            },
            cancel);

    public async Task<Batch?> FindAsync(string batchId, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return await reader.QuerySingleOrDefaultAsync<Batch>(new("SELECT * FROM batches WHERE batch_id = @batchId", new { batchId }, cancellationToken: cancel));
    }

    /// <summary>How many rows are in which state.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(string batchId, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        var counts = await reader.QueryAsync<(string Status, int Rows)>(new($"SELECT {Status}, count(*) FROM {Items} GROUP BY 1", new { batchId }, cancellationToken: cancel));
        return counts.ToDictionary(count => count.Status, count => count.Rows, StringComparer.Ordinal);
    }

    /// <summary>The rows behind this one, in their order.</summary>
    public async Task<IReadOnlyList<BatchItem>> ItemsAsync(string batchId, int after, int most, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return (await reader.QueryAsync<BatchItem>(new(
            $"""
            SELECT item.number, item.job_id, {Status} AS status, COALESCE(item.error_code, job.error_code) AS error_code, COALESCE(item.error, job.error) AS error
            FROM {Items} AND item.number > @after ORDER BY item.number LIMIT @most
            """,
            new { batchId, after, most },
            cancellationToken: cancel))).AsList();
    }

    public Task<int> FailAsync(string batchId, int number, Refusal why, CancellationToken cancel) =>
        database.WriteAsync(
            writing => writing.ExecuteAsync(new(
                "UPDATE batch_items SET error_code = @Code, error = @Detail WHERE batch_id = @batchId AND number = @number", new { why.Code, why.Detail, batchId, number }, cancellationToken: cancel)),
            cancel);

    /// <summary>A row that could not be made at first is made.</summary>
    public Task<int> MadeAsync(string batchId, int number, CancellationToken cancel) =>
        database.WriteAsync(
            writing => writing.ExecuteAsync(new(
                "UPDATE batch_items SET error_code = NULL, error = NULL WHERE batch_id = @batchId AND number = @number AND error_code IS NOT NULL", new { batchId, number }, cancellationToken: cancel)),
            cancel);

    public Task<int> CancelAsync(string batchId, CancellationToken cancel) =>
        database.WriteAsync(
            writing => writing.ExecuteAsync(new("UPDATE batches SET cancelled_at = COALESCE(cancelled_at, now_ms()) WHERE batch_id = @batchId", new { batchId }, cancellationToken: cancel)), cancel);
}
