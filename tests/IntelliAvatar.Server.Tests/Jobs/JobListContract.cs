using Dapper;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>What the list of jobs promises, on every database.</summary>
public abstract class JobListContract(QueueRoom room) : IAsyncLifetime
{
    private static CancellationToken None => CancellationToken.None;

    private JobList List => new(room.Database);

    public Task InitializeAsync() => room.OpenAsync();

    public async Task DisposeAsync() => await room.DisposeAsync();

    [Fact]
    public async Task Pages_give_every_job_once_the_newest_first_though_all_were_submitted_in_the_same_millisecond()
    {
        var submitted = await SubmitAsync(25);

        var pages = await PagesAsync(new JobFilter(), 10);

        Assert.Equal([10, 10, 5], pages.Select(page => page.Count));
        Assert.Equal(submitted.Reverse(), pages.SelectMany(page => page).Select(job => job.JobId));
    }

    [Fact]
    public async Task Whoever_has_missed_more_deletions_than_can_be_told_hears_that_it_was_not_all()
    {
        await room.ExecuteAsync("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 15) INSERT INTO deleted_jobs (job_id, deleted_at) SELECT 'gone-' || i, 4000000000000 FROM n");
        var changes = new JobChanges(room.Database);

        var some = await changes.SinceAsync(room.Now, 10, null, None);
        Assert.Equal((10, false), (some.Deleted.Count, some.IsAll));

        var all = await changes.SinceAsync(room.Now, 15, null, None);
        Assert.Equal((15, true), (all.Deleted.Count, all.IsAll));
    }

    [Fact]
    public async Task A_job_that_ends_between_two_pages_comes_once_and_jobs_that_come_meanwhile_do_not_shift_the_pages()
    {
        var submitted = await SubmitAsync(6);
        var first = await List.ReadAsync(new JobFilter(), null, 3, None);

        while (await room.ClaimAsync() is { } claim)
        {
            await room.Queue.FailAsync(claim, new JobOutcome.Fail("c", "r"), None);
        }

        await room.AdvanceAsync(TimeSpan.FromSeconds(1));
        await SubmitAsync(4);
        var second = await List.ReadAsync(new JobFilter(), first.Next, 3, None);

        Assert.Equal(submitted.Reverse(), first.Jobs.Concat(second.Jobs).Select(job => job.JobId));
        Assert.Null(second.Next);
        Assert.All(second.Jobs, job => Assert.Equal(JobStatus.Failed, job.Status));
    }

    [Fact]
    public async Task States_users_features_and_times_can_be_asked_for_in_any_combination()
    {
        await SubmitAsync(3, "anita");
        await room.AdvanceAsync(TimeSpan.FromMinutes(1));
        var noon = room.Now;
        var failed = (await SubmitAsync(1, "bert"))[0];
        await room.AdvanceAsync(TimeSpan.FromMinutes(1));
        var cancelled = (await SubmitAsync(1, "bert", feature: "Slides"))[0];
        await room.Queue.PrioritiseAsync(failed, 1, None);
        await room.Queue.FailAsync((await room.ClaimAsync())!, new JobOutcome.Fail("c", "r"), None);
        await room.Queue.CancelAsync(cancelled, None);

        Assert.Equal([cancelled, failed], await FoundAsync(new JobFilter { Statuses = [JobStatus.Failed, JobStatus.Cancelled] }));
        Assert.Equal([cancelled, failed], await FoundAsync(new JobFilter { UserId = "bert" }));
        Assert.Equal([failed], await FoundAsync(new JobFilter { UserId = "bert", Statuses = [JobStatus.Failed] }));
        Assert.Equal([cancelled], await FoundAsync(new JobFilter { Feature = "Slides" }));
        Assert.Equal([cancelled], await FoundAsync(new JobFilter { Feature = "Slides", UserId = "bert", Statuses = [JobStatus.Cancelled] }));
        Assert.Empty(await FoundAsync(new JobFilter { Feature = "Slides", Statuses = [JobStatus.Queued] }));
        Assert.Equal([cancelled, failed], await FoundAsync(new JobFilter { From = noon }));
        Assert.Equal([failed], await FoundAsync(new JobFilter { From = noon, To = noon.AddSeconds(1) }));
        Assert.Equal(3, (await FoundAsync(new JobFilter { To = noon })).Count);
    }

    [Theory]
    [InlineData("HELLO")]
    [InlineData("100%_sure")]
    [InlineData("नमस्ते")]
    [InlineData("berta")]
    [InlineData("c:\\temp")]
    public async Task A_text_finds_the_jobs_that_have_it(string text)
    {
        await SubmitAsync(5, script: "Something else, 100 percent_sure.");
        var wanted = (await SubmitAsync(1, "Berta", script: "Hello, I am 100%_sure. नमस्ते c:\\temp."))[0];
        await SubmitAsync(5);

        Assert.Equal([wanted], await FoundAsync(new JobFilter { Text = text }));
    }

    [Fact]
    public async Task A_job_is_found_by_its_id_by_the_beginning_of_it_and_by_its_error()
    {
        var ids = await SubmitAsync(3);
        await room.Queue.FailAsync((await room.ClaimAsync())!, new JobOutcome.Fail("c", "No face was found."), None);

        Assert.Equal([ids[1]], await FoundAsync(new JobFilter { Text = ids[1] }));
        Assert.Equal([ids[1]], await FoundAsync(new JobFilter { Text = ids[1].ToUpperInvariant() }));
        Assert.Equal([ids[1]], await FoundAsync(new JobFilter { Text = $"{{{ids[1]}}}" }));
        Assert.Equal([ids[2]], await FoundAsync(new JobFilter { Text = ids[2][..12] }));
        Assert.Equal([ids[0]], await FoundAsync(new JobFilter { Text = "no FACE" }));
        Assert.Empty(await FoundAsync(new JobFilter { Text = Guid.NewGuid().ToString() }));
    }

    [Fact]
    public async Task What_is_rare_among_very_many_is_found_page_by_page_though_pages_without_it_come_between()
    {
        var oldest = (await SubmitAsync(1, script: "xylophone"))[0];
        await FillAsync(JobList.Window);
        var middle = (await SubmitAsync(1, script: "xylophone"))[0];
        await FillAsync(JobList.Window + 10);

        var first = await List.ReadAsync(new JobFilter { Text = "xylophone" }, null, 2, None);
        Assert.Empty(first.Jobs);
        Assert.NotNull(first.Next);
        Assert.Equal([middle, oldest], await FoundAsync(new JobFilter { Text = "xylophone" }));
    }

    [Fact]
    public async Task Cursors_survive_the_way_to_a_client_and_others_are_refused()
    {
        var cursor = new JobCursor(1_764_000_000_000, 42);

        Assert.Equal(cursor, JobCursor.Parse(cursor.ToString()));
        Assert.Null(JobCursor.Parse("next"));
        Assert.Null(JobCursor.Parse(""));
        Assert.Empty((await List.ReadAsync(new JobFilter(), cursor, 10, None)).Jobs);
    }

    protected async Task<IReadOnlyList<string>> FoundAsync(JobFilter filter) =>
        [.. (await PagesAsync(filter, 2)).SelectMany(page => page).Select(job => job.JobId)];

    protected async Task<IReadOnlyList<IReadOnlyList<Job>>> PagesAsync(JobFilter filter, int limit)
    {
        var pages = new List<IReadOnlyList<Job>>();
        JobCursor? next = null;
        do
        {
            var page = await List.ReadAsync(filter, next, limit, None);
            pages.Add(page.Jobs);
            next = page.Next;
        }
        while (next is not null);
        return pages;
    }

    private Task FillAsync(int jobs) => room.Database.WriteAsync(
        writing => writing.ExecuteAsync(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @jobs)
            INSERT INTO jobs (job_id, kind, user_id, feature, payload, input_video, changes, status, created_at, changed_at, run_at)
            SELECT @mark || i, 'test', 'user', 'Test', '{}', 'x', '[]', 'QUEUED', now_ms(), now_ms(), now_ms() FROM n
            """,
            new { jobs, mark = $"{Guid.NewGuid()}-" }),
        None);

    private async Task<IReadOnlyList<string>> SubmitAsync(int jobs, string user = "anita", string feature = "Test", string? script = null)
    {
        var ids = new List<string>();
        for (var i = 0; i < jobs; i++)
        {
            var job = new Job { JobId = Guid.NewGuid().ToString(), Kind = "test", UserId = user, Feature = feature, Payload = "{}", InputVideo = "uploads/x", Script = script };
            await room.Queue.SubmitAsync(job, new Dictionary<string, string>(), None);
            ids.Add(job.JobId);
        }

        return ids;
    }
}

public sealed class SqliteJobListTests() : JobListContract(new SqliteRoom());

public sealed class PostgresJobListTests() : JobListContract(new PostgresRoom());
