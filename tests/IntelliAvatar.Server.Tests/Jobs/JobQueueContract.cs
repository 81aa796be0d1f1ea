using System.Data.Common;
using Dapper;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>What the queue promises, on every database.</summary>
public abstract partial class JobQueueContract(QueueRoom room) : IAsyncLifetime
{
    private readonly QueueRoom _room = room;

    private static CancellationToken None => CancellationToken.None;

    public Task InitializeAsync() => _room.OpenAsync();

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Fact]
    public async Task A_submitted_job_has_its_files_and_waits()
    {
        var job = await _room.SubmitAsync();

        var found = (await _room.FindAsync(job.JobId))!;
        Assert.Equal(JobStatus.Queued, found.Status);
        Assert.Equal("video", _room.Stored(job.InputVideo));
        Assert.Equal("audio", _room.Stored(job.InputAudio!));
        Assert.Equal(_room.Now, found.CreatedAt);
    }

    [Fact]
    public async Task A_job_whose_files_cannot_be_stored_does_not_exist()
    {
        var job = new Job
        {
            JobId = Guid.NewGuid().ToString(),
            Kind = "test",
            UserId = "u",
            Feature = "f",
            Payload = "{}",
            InputVideo = "uploads/x",
        };
        var uploads = new Dictionary<string, string> { [_room.Temporary("video")] = "not a key" };

        await Assert.ThrowsAsync<ArgumentException>(() => _room.Queue.SubmitAsync(job, uploads, None));

        Assert.Null(await _room.FindAsync(job.JobId));
    }

    [Fact]
    public async Task The_oldest_job_is_claimed_first_with_an_attempt_an_owner_and_a_lease()
    {
        var first = await _room.SubmitAsync();
        await _room.SubmitAsync();

        var claim = (await _room.ClaimAsync("me"))!;

        Assert.Equal(first.JobId, claim.JobId);
        Assert.Equal((JobStatus.InProgress, 1, "me"), (claim.Status, claim.Attempt, claim.Owner));
        Assert.Equal(_room.Now + _room.Limits.Lease, claim.LeaseUntil);
        Assert.Equal(_room.Now, claim.StartedAt);
    }

    [Fact]
    public async Task Of_two_processes_that_claim_at_once_one_gets_the_job()
    {
        var other = (await _room.AnotherAsync()).Queue;
        for (var round = 0; round < 20; round++)
        {
            await _room.SubmitAsync();
            using var bothAreReady = new Barrier(2);
            async Task<Job?> ClaimAsync(JobQueue queue)
            {
                bothAreReady.SignalAndWait(TimeSpan.FromSeconds(10));
                return await queue.ClaimAsync("someone", null, None);
            }

            var claims = await Task.WhenAll(Task.Run(() => ClaimAsync(_room.Queue)), Task.Run(() => ClaimAsync(other)));

            Assert.Single(claims, claim => claim is not null);
        }
    }

    [Fact]
    public async Task A_job_to_convert_is_claimed_by_whom_converts_and_its_converted_input_takes_the_place_of_what_was_sent()
    {
        var job = await _room.SubmitUnconvertedAsync();
        Assert.Null(await _room.ClaimAsync());
        var claim = Assert.Single(await _room.Queue.ClaimUnconvertedAsync("worker", 5, None));
        Assert.Equal((job.JobId, JobStatus.InProgress, 1), (claim.JobId, claim.Status, claim.Attempt));
        Assert.Empty(await _room.Queue.ClaimUnconvertedAsync("another", 5, None));

        var converted = claim with { InputVideo = StorageKeys.Video(job.JobId), Changes = "[\"x\"]", ConversionSeconds = null };
        Assert.True(await _room.Queue.KeepInputAsync(claim, converted, new Dictionary<string, string> { [_room.Temporary("form")] = converted.InputVideo }, None));

        var stored = (await _room.FindAsync(job.JobId))!;
        Assert.Equal((converted.InputVideo, converted.Changes, null), (stored.InputVideo, stored.Changes, stored.ConversionSeconds));
        Assert.Equal("form", _room.Stored(converted.InputVideo));
        Assert.Null(_room.Stored(job.InputVideo));
        await _room.Queue.ReleaseAsync(claim, new JobOutcome.Release("c", "r"), None);
        Assert.Empty(await _room.Queue.ClaimUnconvertedAsync("worker", 5, None));
        Assert.Equal(2, (await _room.ClaimAsync())!.Attempt);
    }

    [Fact]
    public async Task A_paused_queue_gives_no_job_to_convert()
    {
        await _room.SubmitUnconvertedAsync();
        await _room.Controls.PauseAsync(PauseStore.Queue, "Repairs.", None);
        Assert.Empty(await _room.Queue.ClaimUnconvertedAsync("worker", 5, None));
        await _room.Controls.ResumeAsync(PauseStore.Queue, None);
        Assert.Single(await _room.Queue.ClaimUnconvertedAsync("worker", 5, None));
    }

    [Fact]
    public async Task A_conversion_that_comes_too_late_changes_nothing_and_leaves_nothing()
    {
        var job = await _room.SubmitUnconvertedAsync();
        var zombie = (await _room.Queue.ClaimUnconvertedAsync("zombie", 1, None))[0];
        await _room.RescueAsync("zombie");
        var heir = (await _room.Queue.ClaimUnconvertedAsync("heir", 1, None))[0];
        var key = StorageKeys.Video(job.JobId);

        Assert.False(await KeepAsync(zombie, "of the zombie"));
        Assert.Null(_room.Stored(key));
        Assert.Equal("video", _room.Stored(job.InputVideo));

        Assert.True(await KeepAsync(heir, "of the heir"));
        Assert.False(await KeepAsync(zombie, "of the zombie"));
        Assert.Equal("of the heir", _room.Stored(key));

        Task<bool> KeepAsync(Job claim, string made) => _room.Queue.KeepInputAsync(
            claim, claim with { InputVideo = key, ConversionSeconds = null }, new Dictionary<string, string> { [_room.Temporary(made)] = key }, None);
    }

    [Fact]
    public async Task The_sweep_takes_the_form_of_an_input_that_its_row_does_not_name_and_what_was_sent_once_the_row_names_the_form()
    {
        var job = await _room.SubmitUnconvertedAsync();
        var (sent, form) = (job.InputVideo, StorageKeys.Video(job.JobId));
        await _room.Files.PublishAsync(_room.Temporary("named, not committed"), form, None);
        Assert.Equal(1, await _room.Sweep.RunAsync(None));
        Assert.Equal(("video", null), (_room.Stored(sent), _room.Stored(form)));

        var claim = (await _room.Queue.ClaimUnconvertedAsync("worker", 1, None))[0];
        await _room.Queue.KeepInputAsync(
            claim, claim with { InputVideo = form, ConversionSeconds = null }, new Dictionary<string, string> { [_room.Temporary("form")] = form }, None);
        await _room.Files.PublishAsync(_room.Temporary("left by a kill after the commit"), sent, None);
        Assert.Equal(1, await _room.Sweep.RunAsync(None));
        Assert.Equal((null, "form"), (_room.Stored(sent), _room.Stored(form)));
        Assert.Equal("audio", _room.Stored(job.InputAudio!));
    }

    public static TheoryData<string> Writes => ["heartbeat", "input", "speech", "complete", "retry", "fail", "release"];

    private Task<bool> WriteAsync(string write, Job claim) => write switch
    {
        "heartbeat" => _room.Queue.HeartbeatAsync(claim, "generate", 0.5, null, None),
        "input" => _room.Queue.KeepInputAsync(
            claim, claim with { Changes = "[\"x\"]" }, new Dictionary<string, string> { [_room.Temporary("zombie")] = claim.InputAudio! }, None),
        "speech" => _room.Queue.KeepSpeechAsync(
            claim, claim.InputAudio!, new Dictionary<string, string> { [_room.Temporary("zombie")] = claim.InputAudio! }, "{}", 1.5, "flite-slt", None),
        "complete" => _room.Queue.CompleteAsync(claim, _room.Temporary("zombie"), None),
        "retry" => _room.Queue.RetryAsync(claim, new JobOutcome.Retry("c", "r"), None),
        "fail" => _room.Queue.FailAsync(claim, new JobOutcome.Fail("c", "r"), None),
        "release" => _room.Queue.ReleaseAsync(claim, new JobOutcome.Release("c", "r"), None),
        _ => throw new ArgumentOutOfRangeException(nameof(write)),
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task The_holder_of_a_job_may_write(string write)
    {
        await _room.SubmitAsync();
        Assert.True(await WriteAsync(write, (await _room.ClaimAsync())!));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_worker_whose_job_was_taken_over_by_another_writes_nothing(string write)
    {
        var job = await _room.SubmitAsync();
        var zombie = (await _room.ClaimAsync("zombie"))!;
        await _room.RescueAsync("zombie");
        var heir = (await _room.ClaimAsync("heir"))!;
        var before = (await _room.FindAsync(job.JobId))!;

        Assert.False(await WriteAsync(write, zombie));

        Assert.Equivalent(before, await _room.FindAsync(job.JobId));
        Assert.Equal("audio", _room.Stored(job.InputAudio!));
        Assert.Null(_room.Stored(StorageKeys.Output(job.JobId)));
        Assert.Equal(2, heir.Attempt);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_worker_whose_job_came_back_to_itself_writes_nothing_under_the_old_attempt(string write)
    {
        await _room.SubmitAsync();
        var old = (await _room.ClaimAsync("same"))!;
        await _room.Queue.ReleaseAsync(old, new JobOutcome.Release("c", "r"), None);
        await _room.ClaimAsync("same");

        Assert.False(await WriteAsync(write, old));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_stranger_writes_nothing_under_the_holders_attempt(string write)
    {
        var job = await _room.SubmitAsync();
        var claim = (await _room.ClaimAsync("holder"))!;
        var stranger = new Job
        {
            JobId = claim.JobId,
            Attempt = claim.Attempt,
            Owner = "stranger",
            Kind = "test",
            UserId = "u",
            Feature = "f",
            Payload = "{}",
            InputVideo = claim.InputVideo,
            InputAudio = claim.InputAudio,
        };

        Assert.False(await WriteAsync(write, stranger));
        Assert.Equivalent(claim, await _room.FindAsync(job.JobId));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Nobody_writes_to_a_finished_job(string write)
    {
        var job = await _room.SubmitAsync();
        var claim = (await _room.ClaimAsync())!;
        await _room.Queue.CompleteAsync(claim, _room.Temporary("result"), None);

        Assert.False(await WriteAsync(write, claim));

        Assert.Equal("result", _room.Stored(StorageKeys.Output(job.JobId)));
    }

    [Fact]
    public async Task A_completed_job_has_its_result_and_its_end()
    {
        var job = await _room.SubmitAsync();
        var claim = (await _room.ClaimAsync())!;
        await _room.AdvanceAsync(TimeSpan.FromSeconds(7));

        await _room.Queue.CompleteAsync(claim, _room.Temporary("result"), None);

        var done = (await _room.FindAsync(job.JobId))!;
        Assert.Equal((JobStatus.Completed, StorageKeys.Output(job.JobId)), (done.Status, done.OutputVideo));
        Assert.Equal(TimeSpan.FromSeconds(7), done.CompletedAt - done.StartedAt);
        Assert.Equal("result", _room.Stored(done.OutputVideo!));
    }

    [Fact]
    public async Task A_result_that_cannot_be_stored_leaves_the_job_in_progress()
    {
        var job = await _room.SubmitAsync();
        var claim = (await _room.ClaimAsync())!;

        await Assert.ThrowsAsync<IOException>(() => _room.Queue.CompleteAsync(claim, _room.Sandbox.Path("missing"), None));

        Assert.Equal(JobStatus.InProgress, (await _room.FindAsync(job.JobId))!.Status);
    }

    [Fact]
    public async Task A_commit_that_fails_after_the_file_got_its_name_can_be_tried_again()
    {
        var job = await _room.SubmitAsync();
        var claim = (await _room.ClaimAsync())!;
        var result = _room.Temporary("result");
        await _room.LetCommitsFailAsync();
        await Assert.ThrowsAnyAsync<DbException>(() => _room.Queue.CompleteAsync(claim, result, None));
        Assert.Equal(JobStatus.InProgress, (await _room.FindAsync(job.JobId))!.Status);

        await _room.LetCommitsSucceedAsync();
        Assert.True(await _room.Queue.CompleteAsync(claim, result, None));

        Assert.Equal("result", _room.Stored(StorageKeys.Output(job.JobId)));
    }

    [Fact]
    public async Task A_job_that_could_not_be_committed_leaves_no_files()
    {
        await _room.LetCommitsFailAsync();
        await Assert.ThrowsAnyAsync<DbException>(() => _room.SubmitAsync());

        Assert.Empty(await _room.Queue.ListAsync(None).ToListAsync());
        Assert.Empty(await _room.KeysAsync());
    }

    [Fact]
    public async Task A_lease_is_good_until_it_ends_and_a_heartbeat_renews_it()
    {
        await _room.SubmitAsync();
        var claim = (await _room.ClaimAsync())!;

        await _room.AdvanceAsync(_room.Limits.Lease - TimeSpan.FromSeconds(1));
        Assert.Empty(await _room.RescueAsync());
        await _room.Queue.HeartbeatAsync(claim, "generate", 0.5, "http://gpu", None);
        await _room.AdvanceAsync(_room.Limits.Lease - TimeSpan.FromSeconds(1));
        Assert.Empty(await _room.RescueAsync());
        await _room.AdvanceAsync(TimeSpan.FromSeconds(2));
        var rescued = Assert.Single(await _room.RescueAsync());

        Assert.Equal((JobStatus.Queued, 0, 0), (rescued.Status, rescued.Crashes, rescued.Failures));
        Assert.Null(rescued.StartedAt);
    }

    [Fact]
    public async Task Only_the_job_whose_lease_has_ended_is_taken_back()
    {
        var ended = await _room.SubmitAsync();
        var fresh = await _room.SubmitAsync();
        await _room.ClaimAsync();
        await _room.AdvanceAsync(_room.Limits.Lease - TimeSpan.FromSeconds(1));
        await _room.ClaimAsync();
        await _room.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.Equal([ended.JobId], (await _room.RescueAsync()).Select(job => job.JobId));
        Assert.Equal(JobStatus.InProgress, (await _room.FindAsync(fresh.JobId))!.Status);
    }

    [Fact]
    public async Task A_job_of_a_dead_process_is_taken_back_at_once()
    {
        await _room.SubmitAsync();
        await _room.ClaimAsync("dead");

        Assert.Single(await _room.RescueAsync("dead"));
        Assert.Equal(2, (await _room.ClaimAsync("alive"))!.Attempt);
    }

    [Fact]
    public async Task A_job_that_keeps_failing_fails_for_good_after_five_attempts_with_the_last_reason()
    {
        var job = await _room.SubmitAsync();
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await _room.AdvanceAsync(_room.Limits.MaxRetryDelay);
            var claim = (await _room.ClaimAsync())!;
            Assert.Equal(attempt, claim.Attempt);
            await _room.Queue.RetryAsync(claim, new JobOutcome.Retry("server_error", $"Reason {attempt}."), None);
        }

        var failed = (await _room.FindAsync(job.JobId))!;
        Assert.Equal((JobStatus.Failed, "server_error", "Reason 5."), (failed.Status, failed.ErrorCode, failed.Error));
    }

    [Fact]
    public async Task Crashes_and_failures_count_together()
    {
        var job = await _room.SubmitAsync();
        for (var round = 0; round < 2; round++)
        {
            await _room.ClaimAtRiskAsync("dead");
            await _room.RescueAsync("dead");
        }

        for (var round = 0; round < 3; round++)
        {
            await _room.AdvanceAsync(_room.Limits.MaxRetryDelay);
            await _room.Queue.RetryAsync((await _room.ClaimAsync())!, new JobOutcome.Retry("c", "r"), None);
        }

        Assert.Equal(JobStatus.Failed, (await _room.FindAsync(job.JobId))!.Status);
    }

    [Fact]
    public async Task A_reason_with_fewer_tries_ends_sooner()
    {
        var job = await _room.SubmitAsync();
        for (var round = 0; round < 2; round++)
        {
            await _room.AdvanceAsync(_room.Limits.MaxRetryDelay);
            await _room.Queue.RetryAsync((await _room.ClaimAsync())!, new JobOutcome.Retry("c", "r", MaxTries: 2), None);
        }

        Assert.Equal(JobStatus.Failed, (await _room.FindAsync(job.JobId))!.Status);
    }

    [Fact]
    public async Task A_failed_attempt_waits_before_the_next()
    {
        await _room.SubmitAsync();
        await _room.Queue.RetryAsync((await _room.ClaimAsync())!, new JobOutcome.Retry("c", "r"), None);

        Assert.Null(await _room.ClaimAsync());
        await _room.AdvanceAsync(_room.Limits.RetryDelay);
        Assert.NotNull(await _room.ClaimAsync());
    }

    [Fact]
    public async Task A_server_that_asks_for_patience_gets_it_up_to_the_longest_pause()
    {
        var job = await _room.SubmitAsync();
        var after = new JobOutcome.Retry("c", "r", After: TimeSpan.FromDays(1));
        await _room.Queue.RetryAsync((await _room.ClaimAsync())!, after, None);

        Assert.Equal(_room.Now + _room.Limits.MaxRetryDelay, (await _room.FindAsync(job.JobId))!.RunAt);
    }

    [Fact]
    public async Task A_waiting_retry_does_not_block_a_younger_job()
    {
        await _room.SubmitAsync();
        await _room.Queue.RetryAsync((await _room.ClaimAsync())!, new JobOutcome.Retry("c", "r"), None);
        var younger = await _room.SubmitAsync();

        Assert.Equal(younger.JobId, (await _room.ClaimAsync())!.JobId);
    }

    [Fact]
    public async Task A_released_job_has_lost_nothing_but_keeps_counting_its_attempts()
    {
        var job = await _room.SubmitAsync();
        for (var round = 1; round <= 20; round++)
        {
            var claim = (await _room.ClaimAsync())!;
            Assert.Equal(round, claim.Attempt);
            await _room.Queue.ReleaseAsync(claim, new JobOutcome.Release("busy", "Busy."), None);
        }

        var waiting = (await _room.FindAsync(job.JobId))!;
        Assert.Equal((JobStatus.Queued, 0, 0), (waiting.Status, waiting.Failures, waiting.Crashes));
    }

    [Fact]
    public async Task The_sweep_removes_files_that_no_job_names_and_no_others()
    {
        var job = await _room.SubmitAsync();
        var done = await _room.SubmitAsync();
        await _room.ClaimAsync();
        await _room.Queue.CompleteAsync((await _room.ClaimAsync())!, _room.Temporary("result"), None);
        var lost = _room.NewId();
        await _room.Files.PublishAsync(_room.Temporary("orphan"), StorageKeys.Video(lost), None);
        await _room.Files.PublishAsync(_room.Temporary("orphan"), StorageKeys.Output(lost), None);
        await _room.Files.PublishAsync(_room.Temporary("unfinished"), StorageKeys.Output(job.JobId), None);

        Assert.Equal(3, await _room.Sweep.RunAsync(None));

        Assert.Null(_room.Stored(StorageKeys.Output(job.JobId)));
        Assert.False(Directory.Exists(Path.GetDirectoryName(_room.PathOf(StorageKeys.Video(lost)))));
        Assert.Equal("video", _room.Stored(job.InputVideo));
        Assert.Equal("result", _room.Stored(StorageKeys.Output(done.JobId)));
    }

    [Fact]
    public async Task A_file_whose_row_is_about_to_be_committed_is_not_swept()
    {
        var (key, other) = (StorageKeys.Output((await _room.SubmitAsync()).JobId), await _room.AnotherAsync());
        TaskCompletionSource published = new(TaskCreationOptions.RunContinuationsAsynchronously), commit = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var writing = Task.Run(() => other.Database.WriteAsync(
            async connection =>
            {
                await connection.ExecuteAsync("UPDATE jobs SET output_video = @key WHERE job_id = @jobId", new { key, jobId = StorageKeys.JobOf(key) });
                await other.Files.PublishAsync(connection, StorageKeys.JobOf(key), new Dictionary<string, string> { [_room.Temporary("result")] = key }, None);
                published.SetResult();
                await commit.Task;
                return true;
            },
            None));
        await published.Task;

        using var database = new AnnouncingDatabase(_room.Database);
        var sweeping = Task.Run(() => _room.SweepOf(database, new JobFiles(database, _room.Files)).RunAsync(None));
        await database.Asked.WaitAsync(AvatarClient.Patience);
        await _room.SomebodyWaitsAsync();
        commit.SetResult();
        await writing;

        Assert.Equal(0, await sweeping);
        Assert.Equal("result", _room.Stored(key));
    }

    [Fact]
    public async Task Jobs_are_listed_oldest_first()
    {
        string[] ids = [(await _room.SubmitAsync()).JobId, (await _room.SubmitAsync()).JobId, (await _room.SubmitAsync()).JobId];
        Assert.Equal(ids, (await _room.Queue.ListAsync(None).ToListAsync()).Select(job => job.JobId));
    }
}
