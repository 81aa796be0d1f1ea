using Dapper;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>What is known of attempts, on every database.</summary>
public abstract class JobHistoryContract(QueueRoom room) : IAsyncLifetime
{
    protected QueueRoom Room => room;

    private static CancellationToken None => CancellationToken.None;

    private JobHistory History => new(room.Database);

    public Task InitializeAsync() => room.OpenAsync();

    public async Task DisposeAsync() => await room.DisposeAsync();

    [Fact]
    public async Task Every_way_in_which_an_attempt_ends_is_on_record_with_its_steps_and_its_reason()
    {
        var job = await room.SubmitAsync();
        await NextAsync(claim => room.Queue.RetryAsync(claim, new JobOutcome.Retry("gpu_full", "The GPU is full."), None));
        await NextAsync(claim => room.Queue.ReleaseAsync(claim, new JobOutcome.Release("stopping", "We stop."), None));
        await NextAsync(claim => room.Queue.EnterRiskAsync(claim, null, null, None));
        await room.RescueAsync("worker");
        await NextAsync(claim => room.Queue.CompleteAsync(claim, room.Temporary("result"), None));

        var attempts = await History.AttemptsAsync(job.JobId, None);
        Assert.Equal([1, 2, 3, 4], attempts.Select(attempt => attempt.Attempt));
        Assert.Equal([JobStatus.Failed, JobAttempt.Released, JobAttempt.Lost, JobStatus.Completed], attempts.Select(attempt => attempt.Outcome));
        Assert.Equal(["gpu_full", "stopping", "worker_lost", null], attempts.Select(attempt => attempt.ErrorCode));
        Assert.Equal("The GPU is full.", attempts[0].Error);
        Assert.All(attempts, attempt => Assert.Equal(("http://gpu", TimeSpan.FromSeconds(3)), (attempt.ModelServer, attempt.EndedAt - attempt.StartedAt)));
        Assert.All(attempts, attempt => Assert.Equal(("generate", attempt.StartedAt.AddSeconds(1)), (Assert.Single(JobStep.Parse(attempt.Steps)).Step, JobStep.Parse(attempt.Steps)[0].Began)));
    }

    [Fact]
    public async Task A_cancelled_and_a_failed_attempt_are_on_record_and_a_job_that_never_ran_has_none()
    {
        var (failed, cancelled, waiting) = (await room.SubmitAsync(), await room.SubmitAsync(), await room.SubmitAsync());
        await NextAsync(claim => room.Queue.FailAsync(claim, new JobOutcome.Fail("c", "r"), None));
        await NextAsync(async claim =>
        {
            await room.Queue.CancelAsync(claim.JobId, None);
            return await room.Queue.CancelledAsync(claim, None);
        });
        await room.Queue.CancelAsync(waiting.JobId, None);

        Assert.Equal(JobStatus.Failed, Assert.Single(await History.AttemptsAsync(failed.JobId, None)).Outcome);
        Assert.Equal(JobStatus.Cancelled, Assert.Single(await History.AttemptsAsync(cancelled.JobId, None)).Outcome);
        Assert.Empty(await History.AttemptsAsync(waiting.JobId, None));
    }

    [Fact]
    public async Task A_worker_that_lost_its_job_leaves_no_attempt()
    {
        var job = await room.SubmitAsync();
        var zombie = await room.ClaimAtRiskAsync("zombie");
        await room.RescueAsync("zombie");
        var heir = (await room.ClaimAsync("heir"))!;

        Assert.False(await room.Queue.FailAsync(zombie, new JobOutcome.Fail("c", "r"), None));
        Assert.Equal(JobAttempt.Lost, Assert.Single(await History.AttemptsAsync(job.JobId, None)).Outcome);

        Assert.True(await room.Queue.FailAsync(heir, new JobOutcome.Fail("c", "r"), None));
        Assert.Equal([JobAttempt.Lost, JobStatus.Failed], (await History.AttemptsAsync(job.JobId, None)).Select(attempt => attempt.Outcome));
    }

    [Fact]
    public async Task A_deleted_job_leaves_nothing_behind()
    {
        var job = await room.SubmitAsync();
        Assert.False(await room.Queue.DeleteAsync(job.JobId, None));
        var claim = (await room.ClaimAsync())!;
        Assert.False(await room.Queue.DeleteAsync(job.JobId, None));
        await room.Queue.CompleteAsync(claim, room.Temporary("result"), None);
        var picture = StorageKeys.ThumbnailOf((await room.FindAsync(job.JobId))!.OutputVideo!);
        Assert.True(await Files().KeepPictureAsync(room.Temporary("picture"), picture, None));
        Assert.Contains(picture, await room.KeysAsync());

        Assert.True(await room.Queue.DeleteAsync(job.JobId, None));

        Assert.Null(await room.FindAsync(job.JobId));
        Assert.Empty(await room.KeysAsync());
        Assert.Empty(await History.AttemptsAsync(job.JobId, None));
        Assert.False(await room.Queue.DeleteAsync(job.JobId, None));
    }

    [Fact]
    public async Task A_picture_that_is_made_while_its_job_is_deleted_is_not_kept()
    {
        var job = await room.SubmitAsync();
        await room.Queue.CompleteAsync((await room.ClaimAsync())!, room.Temporary("result"), None);
        var video = (await room.FindAsync(job.JobId))!.OutputVideo!;
        await room.Queue.DeleteAsync(job.JobId, None);

        Assert.False(await Files().KeepPictureAsync(room.Temporary("picture"), StorageKeys.ThumbnailOf(video), None));

        Assert.Empty(await room.KeysAsync());
    }

    [Fact]
    public async Task The_sweep_keeps_the_pictures_of_a_result()
    {
        var job = await room.SubmitAsync();
        await room.Queue.CompleteAsync((await room.ClaimAsync())!, room.Temporary("result"), None);
        var video = (await room.FindAsync(job.JobId))!.OutputVideo!;
        await Files().KeepPictureAsync(room.Temporary("picture"), StorageKeys.PreviewOf(video), None);
        var before = await room.KeysAsync();

        await room.Sweep.RunAsync(None);

        Assert.Equal(before, await room.KeysAsync());
    }

    private JobFiles Files() => new(room.Database, room.Files);

    /// <summary>Claims, works for three seconds in one step, and ends.</summary>
    private async Task NextAsync(Func<Job, Task<bool>> end)
    {
        await room.AdvanceAsync(TimeSpan.FromMinutes(20));
        var claim = (await room.ClaimAsync())!;
        var steps = JobStep.Format([new JobStep("generate", room.Now.AddSeconds(1))]);
        await room.Queue.HeartbeatAsync(claim, "generate", 0.5, "http://gpu", None, steps);
        await room.AdvanceAsync(TimeSpan.FromSeconds(3));
        Assert.True(await end(claim));
    }
}

public sealed class SqliteJobHistoryTests() : JobHistoryContract(new SqliteRoom());

public sealed class PostgresJobHistoryTests() : JobHistoryContract(new PostgresRoom())
{
    [Fact]
    public async Task The_stories_of_very_many_who_ask_at_once_are_found_without_reading_through_all_jobs()
    {
        await Room.ExecuteAsync(
            """
            INSERT INTO jobs (job_id, kind, user_id, feature, payload, input_video, changes, status, created_at, run_at, turn)
            SELECT 'job-' || i, 'avatar-sync', 'anita', 'Avatar Sync Studio', '{}', 'v', '[]', 'QUEUED', i, 0, i FROM generate_series(1, 120000) AS i
            """);
        await Room.ExecuteAsync("ANALYZE jobs");
        var before = await ReadThroughAsync();

        var history = new JobHistory(Room.Database);
        var stories = await Task.WhenAll(Enumerable.Range(1, 300).Select(number => history.OfAsync($"job-{number}", CancellationToken.None)));

        Assert.Equal(Enumerable.Range(1, 300).Select(number => $"job-{number}"), stories.Select(story => story!.Job.JobId));
        Assert.Equal(before, await ReadThroughAsync());
    }

    /// <summary>How many rows of the table were read so far by going through it.</summary>
    private async Task<long> ReadThroughAsync()
    {
        await using var reader = await Room.Database.OpenReaderAsync(CancellationToken.None);
        await reader.ExecuteAsync("SELECT pg_stat_force_next_flush()");
        return await reader.ExecuteScalarAsync<long>("SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'jobs'");
    }
}
