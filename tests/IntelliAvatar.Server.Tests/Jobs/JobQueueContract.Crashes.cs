using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>To which job the end of a process is charged.</summary>
public abstract partial class JobQueueContract
{
    [Fact]
    public async Task A_job_that_kills_its_worker_three_times_fails()
    {
        var job = await _room.SubmitAsync();
        for (var crash = 1; crash <= 3; crash++)
        {
            await _room.ClaimAtRiskAsync("dead");
            Assert.Equal(crash, Assert.Single(await _room.RescueAsync("dead")).Crashes);
        }

        var failed = (await _room.FindAsync(job.JobId))!;
        Assert.Equal((JobStatus.Failed, "worker_lost"), (failed.Status, failed.ErrorCode));
        Assert.StartsWith("The worker died 3 times while it worked on the files of this job", failed.Error, StringComparison.Ordinal);
        Assert.NotNull(failed.CompletedAt);
        Assert.Null(await _room.ClaimAsync());
    }

    [Theory]
    [InlineData("claimed")]
    [InlineData("rendering elsewhere")]
    [InlineData("speech made")]
    public async Task A_job_that_could_not_kill_its_process_goes_back_at_no_cost_however_often(string where)
    {
        var job = await _room.SubmitAsync();
        for (var death = 0; death < 10; death++)
        {
            var claim = (await _room.ClaimAsync("dead"))!;
            switch (where)
            {
                case "rendering elsewhere":
                    await TakeAsync(claim, Gpu, 1);
                    await _room.Queue.HeartbeatAsync(claim, "generate", 0.5, null, None);
                    break;
                case "speech made":
                    await _room.Queue.EnterRiskAsync(claim, "speech", null, None);
                    await WriteAsync("speech", claim);
                    break;
            }

            Assert.Equal((JobStatus.Queued, 0, "worker_lost"), Assert.Single(await _room.RescueAsync("dead")) is var free ? (free.Status, free.Crashes, free.ErrorCode) : default);
        }

        Assert.All(await new JobHistory(_room.Database).AttemptsAsync(job.JobId, None), attempt => Assert.Equal(JobAttempt.Released, attempt.Outcome));
    }

    [Fact]
    public async Task A_crash_is_charged_to_the_one_job_at_risk_and_not_to_its_neighbours()
    {
        await _room.SubmitAsync();
        await _room.SubmitAsync();
        await _room.SubmitAsync();
        var poison = await _room.ClaimAtRiskAsync("dead");
        await TakeAsync((await _room.ClaimAsync("dead"))!, Gpu, 1);
        await _room.ClaimAsync("dead");

        var rescued = await _room.RescueAsync("dead");

        Assert.All(rescued, job => Assert.Equal((JobStatus.Queued, job.JobId == poison.JobId ? 1 : 0, job.JobId == poison.JobId), (job.Status, job.Crashes, job.IsSuspect)));
        Assert.Equal(3, rescued.Count);
    }

    [Fact]
    public async Task After_a_shared_crash_nobody_is_charged_and_those_at_risk_are_suspects()
    {
        await _room.SubmitAsync();
        await _room.SubmitAsync();
        await _room.SubmitAsync();
        Job[] atRisk = [await _room.ClaimAtRiskAsync("dead"), await _room.ClaimAtRiskAsync("dead")];
        await _room.ClaimAsync("dead");
        await _room.SubmitAsync();
        await _room.ClaimAtRiskAsync("another process");

        var rescued = await _room.RescueAsync("dead");

        Assert.Equal(3, rescued.Count);
        Assert.All(rescued, job => Assert.Equal((0, atRisk.Any(one => one.JobId == job.JobId)), (job.Crashes, job.IsSuspect)));
    }

    [Fact]
    public async Task A_suspect_is_cleared_when_it_was_at_risk_and_its_process_lives_on()
    {
        await SuspectAsync();

        var claim = (await _room.ClaimAsync())!;
        await _room.Queue.RetryAsync(claim, new JobOutcome.Retry("model_server_error", "r"), None);
        Assert.True((await _room.FindAsync(claim.JobId))!.IsSuspect);

        await _room.AdvanceAsync(_room.Limits.MaxRetryDelay);
        claim = await _room.ClaimAtRiskAsync("me");
        await _room.Queue.RetryAsync(claim, new JobOutcome.Retry("result_cut", "r"), None);
        Assert.False((await _room.FindAsync(claim.JobId))!.IsSuspect);
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("lease")]
    public async Task Where_nobody_knows_whether_the_process_died_only_a_suspect_is_charged(string how)
    {
        var job = await _room.SubmitAsync();
        for (var loss = 0; loss < 4; loss++)
        {
            Assert.Equal((JobStatus.Queued, Math.Max(0, loss - 1)), (await _room.FindAsync(job.JobId))! is var waiting ? (waiting.Status, waiting.Crashes) : default);
            await _room.ClaimAtRiskAsync("away");
            await AwayAsync(how);
        }

        Assert.Equal((JobStatus.Failed, "worker_lost"), await EndOfAsync(job));
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("lease")]
    public async Task A_way_that_is_cut_again_and_again_ends_no_job(string how)
    {
        var job = await _room.SubmitAsync();
        for (var loss = 0; loss < 10; loss++)
        {
            await TakeAsync((await _room.ClaimAsync("away"))!, Gpu, 1);
            await AwayAsync(how);
        }

        Assert.Equal((JobStatus.Queued, 0), (await _room.FindAsync(job.JobId))! is var waiting ? (waiting.Status, waiting.Crashes) : default);
    }

    [Fact]
    public async Task What_was_rendered_is_fetched_again_after_a_crash_but_not_at_the_last_try()
    {
        await _room.SubmitAsync();
        await _room.Queue.LeaveSlotAsync(await _room.ClaimAtRiskAsync("dead"), None, Rendered);

        Assert.Equal(Rendered.Name, Assert.Single(await _room.RescueAsync("dead")).ResultName);
        await _room.ClaimAtRiskAsync("dead");
        Assert.Null(Assert.Single(await _room.RescueAsync("dead")).ResultName);
    }

    [Fact]
    public async Task A_process_that_has_just_started_gets_no_job_whose_next_crash_is_its_last()
    {
        var risky = await _room.SubmitAsync();
        for (var crash = 0; crash < 2; crash++)
        {
            Assert.NotEmpty(await _room.Queue.ClaimAsync("dead", null, 1, None, isYoung: true));
            await _room.Queue.EnterRiskAsync((await _room.FindAsync(risky.JobId))!, "fetch", null, None);
            await _room.RescueAsync("dead");
        }

        var other = await _room.SubmitAsync();
        Assert.Equal(other.JobId, Assert.Single(await _room.Queue.ClaimAsync("young", null, 5, None, isYoung: true)).JobId);
        Assert.Equal(risky.JobId, Assert.Single(await _room.Queue.ClaimAsync("old", null, 5, None)).JobId);
    }

    [Fact]
    public async Task A_job_that_is_given_up_for_all_its_attempts_together_says_so()
    {
        var job = await _room.SubmitAsync();
        for (var failure = 0; failure < 4; failure++)
        {
            await FailAtAsync(Gpu, $"code_{failure}");
        }

        await _room.AdvanceAsync(_room.Limits.MaxRetryDelay);
        await _room.ClaimAtRiskAsync("dead");
        await _room.RescueAsync("dead");

        var failed = (await _room.FindAsync(job.JobId))!;
        Assert.Equal(JobStatus.Failed, failed.Status);
        Assert.StartsWith("The job was tried 5 times: 4 attempts failed, and in 1", failed.Error, StringComparison.Ordinal);
    }

    private Task AwayAsync(string how) => how == "absent" ? _room.Queue.RescueAsync([], None, absent: ["away"]) : LeaseEndsAsync();

    private async Task LeaseEndsAsync()
    {
        await _room.AdvanceAsync(_room.Limits.Lease + TimeSpan.FromSeconds(1));
        await _room.RescueAsync();
    }

    private async Task SuspectAsync()
    {
        await _room.SubmitAsync();
        await _room.ClaimAtRiskAsync("away");
        await AwayAsync("absent");
    }
}
