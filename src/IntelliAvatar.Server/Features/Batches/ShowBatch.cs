using System.Globalization;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>What became of a batch, and its end before its time.</summary>
internal static class ShowBatch
{
    public const int Usual = 100;

    private static readonly Refusal Unknown = new("batch_unknown", "There is no batch with this id.", StatusCodes.Status404NotFound);

    public static async Task<Results<Ok<BatchState>, ProblemHttpResult>> Handle(
        [FromRoute(Name = "batch_id")] string batchId, HttpRequest request, BatchStore store, CancellationToken cancel)
    {
        var after = 0;
        if (request.Query["cursor"].ToString() is { Length: > 0 } cursor && !(int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after)))
        {
            return Paging.CursorInvalid.ToProblem();
        }

        var (limit, refusal) = Paging.LimitOf(request.Query, Usual, BatchReader.MostRows);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        return await store.FindAsync(batchId, cancel) is { } batch ? TypedResults.Ok(await OfAsync(store, batch, after, limit, cancel)) : Unknown.ToProblem();
    }

    /// <summary>Cancels every job of it that has not ended.</summary>
    public static async Task<Results<Ok<BatchState>, ProblemHttpResult>> HandleCancel(
        [FromRoute(Name = "batch_id")] string batchId, BatchStore store, JobQueue queue, CancellationToken cancel)
    {
        if (await store.FindAsync(batchId, cancel) is null)
        {
            return Unknown.ToProblem();
        }

        await store.CancelAsync(batchId, cancel);
        foreach (var item in await store.ItemsAsync(batchId, after: 0, BatchReader.MostRows, cancel))
        {
            if (item.Status is JobStatus.Queued or JobStatus.InProgress)
            {
                await queue.CancelAsync(item.JobId, cancel);
            }
        }

        return TypedResults.Ok(await OfAsync(store, (await store.FindAsync(batchId, cancel))!, after: 0, Usual, cancel));
    }

    public static async Task<BatchState> OfAsync(BatchStore store, Batch batch, int after, int limit, CancellationToken cancel)
    {
        var counts = await store.CountAsync(batch.BatchId, cancel);
        var found = await store.ItemsAsync(batch.BatchId, after, limit + 1, cancel);
        var items = found.Take(limit).Select(StateOf).ToList();
        return new(
            batch.BatchId, batch.UserId, batch.Feature.Length > 0 ? batch.Feature : null, batch.CreatedAt.UtcDateTime, batch.CancelledAt?.UtcDateTime,
            counts.Values.Sum(), counts, items, found.Count > limit ? items[^1].Row : null);
    }

    private static RowState StateOf(BatchItem item) => new(
        item.Number, item.Status == "NOT_CREATED" ? null : item.JobId, item.Status, item.ErrorCode is { } code && item.Error is { } message ? new(code, message) : null);
}
