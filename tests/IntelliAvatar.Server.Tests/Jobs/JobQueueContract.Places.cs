using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>Model servers' places among all processes, and what is paused.</summary>
public abstract partial class JobQueueContract
{
    private const string Gpu = "http://gpu:7001";

    [Fact]
    public async Task Of_two_processes_that_want_a_servers_last_slot_at_once_one_gets_it()
    {
        var other = (await _room.AnotherAsync()).Queue;
        for (var round = 0; round < 10; round++)
        {
            await _room.SubmitAsync();
            await _room.SubmitAsync();
            Job[] claims = [(await _room.ClaimAsync("one"))!, (await _room.ClaimAsync("two"))!];
            using var bothAreReady = new Barrier(2);
            async Task<bool> TakeAsync(JobQueue queue, Job claim)
            {
                bothAreReady.SignalAndWait(TimeSpan.FromSeconds(10));
                return await queue.TakeSlotAsync(claim, Gpu, 1, None);
            }

            var taken = await Task.WhenAll(Task.Run(() => TakeAsync(_room.Queue, claims[0])), Task.Run(() => TakeAsync(other, claims[1])));

            Assert.Single(taken, got => got);
            await _room.RescueAsync("one", "two");
            foreach (var job in await ClaimAllAsync())
            {
                await _room.Queue.FailAsync(job, new JobOutcome.Fail("c", "r"), None);
            }
        }
    }

    [Fact]
    public async Task A_server_has_as_many_jobs_as_slots_and_another_server_its_own()
    {
        var claims = await ClaimsAsync(4);

        Assert.True(await TakeAsync(claims[0], Gpu, 2));
        Assert.True(await TakeAsync(claims[1], Gpu, 2));
        Assert.False(await TakeAsync(claims[2], Gpu, 2));
        Assert.True(await TakeAsync(claims[2], "http://other", 1));
        Assert.True(await TakeAsync(claims[0], Gpu, 2));
        Assert.False(await TakeAsync(claims[3], Gpu, 2));
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("retry")]
    [InlineData("fail")]
    [InlineData("release")]
    [InlineData("cancel")]
    [InlineData("death")]
    [InlineData("lease")]
    public async Task A_slot_is_free_the_moment_its_job_is_not_in_progress_any_more(string end)
    {
        var claims = await ClaimsAsync(2);
        await TakeAsync(claims[0], Gpu, 1);
        Assert.False(await TakeAsync(claims[1], Gpu, 1));

        switch (end)
        {
            case "cancel":
                await _room.Queue.CancelAsync(claims[0].JobId, None);
                Assert.False(await TakeAsync(claims[1], Gpu, 1));
                await _room.Queue.CancelledAsync(claims[0], None);
                break;
            case "death":
                await _room.RescueAsync(claims[0].Owner!);
                break;
            case "lease":
                await _room.AdvanceAsync(_room.Limits.Lease / 2);
                await _room.Queue.HeartbeatAsync(claims[1], null, 0, null, None);
                await _room.AdvanceAsync((_room.Limits.Lease / 2) + TimeSpan.FromSeconds(1));
                await _room.RescueAsync();
                break;
            default:
                await WriteAsync(end, claims[0]);
                break;
        }

        Assert.True(await TakeAsync(claims[1], Gpu, 1));
        Assert.False(await TakeAsync(claims[0], Gpu, 2));
    }

    [Fact]
    public async Task A_slot_that_was_left_is_another_jobs_while_its_first_one_goes_on()
    {
        var claims = await ClaimsAsync(2);
        await TakeAsync(claims[0], Gpu, 1);

        Assert.True(await _room.Queue.LeaveSlotAsync(claims[0], None));

        Assert.True(await TakeAsync(claims[1], Gpu, 1));
        Assert.False(await TakeAsync(claims[0], Gpu, 1));
        Assert.True(await _room.Queue.CompleteAsync(claims[0], _room.Temporary("result"), None));
        Assert.Equal(1, (await _room.FindAsync(claims[1].JobId))!.ModelServerSlot);
    }

    [Fact]
    public async Task Who_lost_its_job_leaves_nobody_elses_slot()
    {
        await _room.SubmitAsync();
        var zombie = (await _room.ClaimAsync("zombie"))!;
        await _room.RescueAsync("zombie");
        var heir = (await _room.ClaimAsync("heir"))!;
        await TakeAsync(heir, Gpu, 1);

        Assert.False(await _room.Queue.LeaveSlotAsync(zombie, None));

        Assert.Equal(1, (await _room.FindAsync(heir.JobId))!.ModelServerSlot);
    }

    [Fact]
    public async Task A_paused_queue_gives_nothing_until_it_goes_on()
    {
        await _room.SubmitAsync();
        await _room.Controls.PauseAsync(PauseStore.Queue, "The disks are being changed.", None);

        Assert.Null(await _room.ClaimAsync());
        Assert.Equal([new PauseStore.Paused("queue", "The disks are being changed.", _room.Now)], await _room.Controls.ListAsync(None));

        await _room.Controls.ResumeAsync(PauseStore.Queue, None);
        Assert.NotNull(await _room.ClaimAsync());
        Assert.Empty(await _room.Controls.ListAsync(None));
    }

    [Fact]
    public async Task A_paused_scheduler_gets_nothing_while_another_goes_on_and_what_it_runs_ends_as_ever()
    {
        await _room.SubmitAsync();
        await _room.SubmitAsync();
        var running = (await _room.ClaimAsync("tired"))!;
        await _room.Controls.PauseAsync(PauseStore.Scheduler("tired"), "Restart.", None);

        Assert.Null(await _room.ClaimAsync("tired"));
        Assert.NotNull(await _room.ClaimAsync("fresh"));
        Assert.True(await _room.Queue.CompleteAsync(running, _room.Temporary("result"), None));
    }

    [Fact]
    public async Task A_paused_model_server_gets_no_job_while_another_does()
    {
        var claims = await ClaimsAsync(1);
        await _room.Controls.PauseAsync(PauseStore.ModelServer(Gpu + "/"), "Hot.", None);

        Assert.False(await TakeAsync(claims[0], Gpu, 1));
        Assert.True(await TakeAsync(claims[0], "http://other", 1));
    }

    [Fact]
    public async Task Nothing_is_claimed_while_every_place_is_taken_or_paused()
    {
        var servers = new Dictionary<string, int> { [Gpu] = 1, ["http://other"] = 1 };
        var claims = await ClaimsAsync(1);
        await TakeAsync(claims[0], Gpu, 1);
        await _room.SubmitAsync();
        await _room.Controls.PauseAsync(PauseStore.ModelServer("http://other"), "Hot.", None);

        Assert.Null(await _room.Queue.ClaimAsync("worker", servers, None));
        await _room.Queue.CompleteAsync(claims[0], _room.Temporary("result"), None);
        Assert.NotNull(await _room.Queue.ClaimAsync("worker", servers, None));
    }

    [Fact]
    public async Task A_slot_whose_job_has_no_heartbeat_is_anothers_before_the_lease_ends()
    {
        var claims = await ClaimsAsync(2);
        var servers = new Dictionary<string, int> { [Gpu] = 1 };
        await _room.SubmitAsync();
        await TakeAsync(claims[0], Gpu, 1);
        await _room.AdvanceAsync(_room.Limits.Heartbeat + TimeSpan.FromSeconds(7)); // one may come late
        Assert.False(await TakeAsync(claims[1], Gpu, 1));
        Assert.Null(await _room.Queue.ClaimAsync("worker", servers, None));

        await _room.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.NotNull(await _room.Queue.ClaimAsync("worker", servers, None));
        Assert.True(await TakeAsync(claims[1], Gpu, 1));

        // The first one goes on, but it must not begin to render.
        Assert.True(await _room.Queue.HeartbeatAsync(claims[0], "generate", 0.5, null, None));
        Assert.False(await _room.Queue.KeepSlotAsync(claims[0], None));
        Assert.False(await TakeAsync(claims[0], Gpu, 1));
        Assert.True(await _room.Queue.LeaveSlotAsync(claims[0], None, Rendered));
        Assert.True(await _room.Queue.CompleteAsync(claims[0], _room.Temporary("result"), None));
        Assert.Equal(1, (await _room.FindAsync(claims[1].JobId))!.ModelServerSlot);
    }

    [Theory]
    [InlineData("heartbeat")]
    [InlineData("keep")]
    public async Task A_slot_whose_job_is_heard_of_stays_its_own(string sign)
    {
        var claims = await ClaimsAsync(2);
        await TakeAsync(claims[0], Gpu, 1);
        for (var beat = 0; beat < 4; beat++)
        {
            await _room.AdvanceAsync(_room.Limits.Heartbeat);
            Assert.True(sign == "keep" ? await _room.Queue.KeepSlotAsync(claims[0], None) : await _room.Queue.HeartbeatAsync(claims[0], "generate", 0.5, null, None));
        }

        Assert.False(await TakeAsync(claims[1], Gpu, 1));
    }

    [Fact]
    public async Task A_free_slot_is_taken_before_that_of_a_job_without_heartbeat()
    {
        var claims = await ClaimsAsync(2);
        await TakeAsync(claims[0], Gpu, 2);
        await _room.AdvanceAsync(_room.Limits.Lease - TimeSpan.FromSeconds(1));

        Assert.True(await TakeAsync(claims[1], Gpu, 2));

        Assert.Equal(1, (await _room.FindAsync(claims[0].JobId))!.ModelServerSlot);
    }

    private Task<bool> TakeAsync(Job claim, string server, int slots) => _room.Queue.TakeSlotAsync(claim, server, slots, None);

    private async Task<List<Job>> ClaimsAsync(int count)
    {
        var claims = new List<Job>();
        for (var i = 0; i < count; i++)
        {
            await _room.SubmitAsync();
            claims.Add((await _room.ClaimAsync($"worker{i}"))!);
        }

        return claims;
    }
}
