using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>What a person can stop.</summary>
public abstract partial class JobQueueContract
{
    [Fact]
    public async Task A_waiting_job_is_cancelled_at_once_and_never_runs()
    {
        var job = await _room.SubmitAsync();

        var cancelled = (await _room.Queue.CancelAsync(job.JobId, None))!;

        Assert.Equal(JobStatus.Cancelled, cancelled.Status);
        Assert.Equal(_room.Now, cancelled.CompletedAt);
        Assert.Null(await _room.ClaimAsync());
    }

    [Fact]
    public async Task A_running_job_is_cancelled_when_its_worker_has_stopped()
    {
        var job = await _room.SubmitAsync();
        var claim = (await _room.ClaimAsync())!;
        Assert.Equal(LeaseState.Held, await _room.Queue.LookAsync(claim, None));
        Assert.False(await _room.Queue.CancelledAsync(claim, None));

        Assert.Equal(JobStatus.InProgress, (await _room.Queue.CancelAsync(job.JobId, None))!.Status);

        Assert.Equal(LeaseState.CancelAsked, await _room.Queue.LookAsync(claim, None));
        Assert.True(await _room.Queue.HeartbeatAsync(claim, "generate", 0.5, null, None));
        Assert.True(await _room.Queue.CancelledAsync(claim, None));
        Assert.Equal(JobStatus.Cancelled, (await _room.FindAsync(job.JobId))!.Status);
        Assert.Equal(LeaseState.Lost, await _room.Queue.LookAsync(claim, None));
    }

    [Fact]
    public async Task Only_of_a_job_that_may_be_running_workers_are_told()
    {
        var told = new List<string>();
        _room.Signal.CancelAsked += told.Add;
        var (running, ended) = (await _room.SubmitAsync(), await _room.SubmitAsync());
        await _room.ClaimAsync();
        await _room.Queue.CancelAsync(ended.JobId, None);
        told.Clear();

        // What anybody may write into an address is no word for every process on the database.
        await _room.Queue.CancelAsync("nobody", None);
        await _room.Queue.CancelAsync(ended.JobId, None);
        await _room.Queue.CancelAsync(running.JobId, None);

        Assert.Equal([running.JobId], told);
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("retry")]
    [InlineData("fail")]
    [InlineData("release")]
    public async Task A_cancel_beats_every_other_end(string write)
    {
        var job = await _room.SubmitAsync();
        var claim = (await _room.ClaimAsync())!;
        await _room.Queue.CancelAsync(job.JobId, None);

        Assert.False(await WriteAsync(write, claim));

        Assert.Null(_room.Stored(StorageKeys.Output(job.JobId)));
        Assert.True(await _room.Queue.CancelledAsync(claim, None));
    }

    [Fact]
    public async Task A_cancelled_job_whose_worker_died_is_cancelled_not_run_again()
    {
        var job = await _room.SubmitAsync();
        await _room.ClaimAsync("dead");
        await _room.Queue.CancelAsync(job.JobId, None);

        Assert.Equal(JobStatus.Cancelled, Assert.Single(await _room.RescueAsync("dead")).Status);
    }

    [Fact]
    public async Task A_job_that_has_ended_stays_as_it_is()
    {
        var job = await _room.SubmitAsync();
        await _room.Queue.CompleteAsync((await _room.ClaimAsync())!, _room.Temporary("result"), None);

        Assert.Equal(JobStatus.Completed, (await _room.Queue.CancelAsync(job.JobId, None))!.Status);
        Assert.Null(await _room.Queue.CancelAsync("nobody", None));
    }
}
