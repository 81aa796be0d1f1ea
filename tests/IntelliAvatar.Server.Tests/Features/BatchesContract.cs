using IntelliAvatar.Server.Features.Batches;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Tests.Jobs;

namespace IntelliAvatar.Server.Tests.Features;

/// <summary>What is kept of a batch and its rows, on every database.</summary>
public abstract class BatchesContract(QueueRoom room) : IAsyncLifetime
{
    private static CancellationToken None => CancellationToken.None;

    private BatchStore Store => new(room.Database);

    public Task InitializeAsync() => room.OpenAsync();

    public async Task DisposeAsync() => await room.DisposeAsync();

    [Fact]
    public async Task A_batch_is_kept_with_its_rows_in_their_order()
    {
        await AddAsync("one", "a", "b", "c");
        await AddAsync("other", "x");

        var batch = (await Store.FindAsync("one", None))!;

        Assert.Equal(("anita", "Wishes", room.Now.ToUnixTimeMilliseconds(), null), (batch.UserId, batch.Feature, batch.CreatedAt.ToUnixTimeMilliseconds(), batch.CancelledAt));
        Assert.Equal([(1, "a"), (2, "b")], (await Store.ItemsAsync("one", after: 0, most: 2, None)).Select(item => (item.Number, item.JobId)));
        Assert.Equal([(3, "c")], (await Store.ItemsAsync("one", after: 2, most: 2, None)).Select(item => (item.Number, item.JobId)));
        Assert.Null(await Store.FindAsync("nobody", None));
        Assert.Empty(await Store.CountAsync("nobody", None));
    }

    [Fact]
    public async Task A_row_is_what_its_job_is_and_one_that_was_cut_off_is_missing()
    {
        var (fails, runs, waits) = (await room.SubmitAsync(), await room.SubmitAsync(), await room.SubmitAsync());
        await AddAsync("one", waits.JobId, fails.JobId, runs.JobId, "cut off", "refused");

        await room.Queue.FailAsync((await room.ClaimAsync())!, new JobOutcome.Fail("no_face", "No face was found."), None);
        await room.ClaimAsync();

        await Store.FailAsync("one", 5, new("avatar_unknown", "The avatar was deleted."), None);

        Assert.Equal(
            [(1, "QUEUED", null), (2, "FAILED", "no_face"), (3, "IN_PROGRESS", null), (4, "MISSING", null), (5, "NOT_CREATED", "avatar_unknown")],
            (await Store.ItemsAsync("one", 0, 10, None)).Select(item => (item.Number, item.Status, item.ErrorCode)));
        Assert.Equal(
            [("FAILED", 1), ("IN_PROGRESS", 1), ("MISSING", 1), ("NOT_CREATED", 1), ("QUEUED", 1)],
            (await Store.CountAsync("one", None)).Select(count => (count.Key, count.Value)).OrderBy(count => count.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_row_that_could_not_be_made_at_first_is_made_later()
    {
        var job = await room.SubmitAsync();
        await AddAsync("one", job.JobId, "b");
        await Store.FailAsync("one", 1, new("row_not_created", "The storage failed."), None);

        Assert.Equal(1, await Store.MadeAsync("one", 1, None));
        Assert.Equal(0, await Store.MadeAsync("one", 1, None));

        var item = (await Store.ItemsAsync("one", 0, 1, None)).Single();
        Assert.Equal(("QUEUED", null, null), (item.Status, item.ErrorCode, item.Error));
    }

    [Fact]
    public async Task A_batch_is_cancelled_once()
    {
        await AddAsync("one", "a");
        var first = room.Now.ToUnixTimeMilliseconds();
        await Store.CancelAsync("one", None);
        await room.AdvanceAsync(TimeSpan.FromMinutes(1));
        await Store.CancelAsync("one", None);

        Assert.Equal(first, (await Store.FindAsync("one", None))!.CancelledAt!.Value.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Either_a_batch_has_all_its_rows_or_it_is_not_there()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => AddAsync("one", "a", null!));

        Assert.Null(await Store.FindAsync("one", None));
        Assert.Empty(await Store.ItemsAsync("one", 0, 10, None));
    }

    private Task AddAsync(string batchId, params string[] jobIds) => Store.AddAsync(new Batch { BatchId = batchId, UserId = "anita", Feature = "Wishes" }, jobIds, None);
}

public sealed class SqliteBatchesTests() : BatchesContract(new SqliteRoom());

public sealed class PostgresBatchesTests() : BatchesContract(new PostgresRoom());
