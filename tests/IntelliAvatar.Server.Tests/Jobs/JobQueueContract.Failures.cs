using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>Which failures count together.</summary>
public abstract partial class JobQueueContract
{
    [Fact]
    public async Task Failures_with_other_codes_do_not_use_up_the_tries_of_a_code()
    {
        var job = await _room.SubmitAsync();

        await FailAtAsync(Gpu, "model_server_unavailable", tries: null);
        await FailAtAsync(Gpu, "answer_lost");
        await FailAtAsync(Gpu, "model_server_answer_html");
        Assert.Equal(JobStatus.Queued, (await _room.FindAsync(job.JobId))!.Status);

        await FailAtAsync(Gpu, "answer_lost");
        Assert.Equal((JobStatus.Failed, "answer_lost"), await EndOfAsync(job));
    }

    [Fact]
    public async Task A_released_or_lost_attempt_with_the_same_code_is_no_failure()
    {
        var job = await _room.SubmitAsync();
        for (var round = 0; round < 3; round++)
        {
            await _room.Queue.ReleaseAsync((await _room.ClaimAsync())!, new JobOutcome.Release("answer_lost", "r"), None);
        }

        await FailAtAsync(Gpu, "answer_lost");

        Assert.Equal(JobStatus.Queued, (await _room.FindAsync(job.JobId))!.Status);
    }

    [Fact]
    public async Task Two_model_servers_that_fail_once_each_are_not_one_that_fails_twice()
    {
        var job = await _room.SubmitAsync();

        await FailAtAsync(Gpu, "answer_lost");
        await FailAtAsync("http://other", "answer_lost", others: [Gpu]);
        Assert.Equal(JobStatus.Queued, (await _room.FindAsync(job.JobId))!.Status);

        await FailAtAsync(Gpu, "answer_lost", others: ["http://other"]);
        Assert.Equal((JobStatus.Failed, "answer_lost"), await EndOfAsync(job));
    }

    [Fact]
    public async Task A_model_server_that_fails_twice_does_not_end_a_job_that_a_well_one_has_not_tried()
    {
        var job = await _room.SubmitAsync();

        await FailAtAsync(Gpu, "answer_lost");
        await FailAtAsync(Gpu, "answer_lost", others: ["http://other"]);
        Assert.Equal(JobStatus.Queued, (await _room.FindAsync(job.JobId))!.Status);

        await FailAtAsync(Gpu, "answer_lost");
        Assert.Equal((JobStatus.Failed, "answer_lost"), await EndOfAsync(job));
    }

    [Fact]
    public async Task An_engine_that_has_another_address_each_time_is_one_model_server()
    {
        var job = await _room.SubmitAsync();

        await FailAtAsync("http://127.0.0.1:1001", "result_wrong_length", isOne: true);
        await FailAtAsync("http://127.0.0.1:1002", "result_wrong_length", isOne: true);

        Assert.Equal((JobStatus.Failed, "result_wrong_length"), await EndOfAsync(job));
    }

    [Fact]
    public async Task All_failures_together_are_limited_whatever_their_codes()
    {
        var job = await _room.SubmitAsync();
        for (var failure = 1; failure <= 5; failure++)
        {
            Assert.Equal(JobStatus.Queued, (await _room.FindAsync(job.JobId))!.Status);
            await FailAtAsync(Gpu, $"code_{failure}");
        }

        Assert.Equal((JobStatus.Failed, "code_5"), await EndOfAsync(job));
    }

    private async Task FailAtAsync(string server, string code, int? tries = 2, IReadOnlyCollection<string>? others = null, bool isOne = false)
    {
        await _room.AdvanceAsync(_room.Limits.MaxRetryDelay);
        var claim = (await _room.ClaimAsync())!;
        await _room.Queue.HeartbeatAsync(claim, "generate", 0.5, server, None);
        Assert.True(await _room.Queue.RetryAsync(claim, new JobOutcome.Retry(code, "r", MaxTries: tries) { Server = isOne ? null : server, Others = others ?? [] }, None));
    }

    private async Task<(string Status, string? Code)> EndOfAsync(Job job) => (await _room.FindAsync(job.JobId))! is var end ? (end.Status, end.ErrorCode) : default;
}
