using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>What a model server has rendered and still has.</summary>
public abstract partial class JobQueueContract
{
    [Fact]
    public async Task A_file_is_not_the_jobs_any_more_once_another_has_the_slot_of_a_server_that_uses_its_name_again()
    {
        var claims = await ClaimsAsync(2);
        var result = new RenderedFile(Gpu, "result.mp4");
        await TakeAsync(claims[0], Gpu, 1);
        Assert.True(await _room.Queue.HasResultAsync(claims[0], result, None));
        await _room.Queue.LeaveSlotAsync(claims[0], None, result);
        Assert.True(await _room.Queue.HasResultAsync(claims[0], result, None));
        Assert.True(await _room.Queue.EndFetchAsync(claims[0], result, None));
        Assert.True(await _room.Queue.HasResultAsync(claims[0], result, None));

        Assert.True(await TakeAsync(claims[1], Gpu, 1));

        Assert.False(await _room.Queue.HasResultAsync(claims[0], result, None));
        Assert.False(await _room.Queue.EndFetchAsync(claims[0], result, None));
        Assert.Equal(1, (await _room.FindAsync(claims[1].JobId))!.ModelServerSlot);
    }

    [Theory]
    [InlineData("result.mp4", false)]
    [InlineData("out-3.mp4", false)]
    [InlineData("video_1234567.mp4", false)]
    [InlineData("71864b43.mp4", true)]
    public async Task A_slot_is_kept_while_a_file_is_fetched_whose_name_may_be_used_again(string name, bool isFree)
    {
        var claims = await ClaimsAsync(2);
        var result = new RenderedFile(Gpu, name);
        await TakeAsync(claims[0], Gpu, 1);
        Assert.True(await _room.Queue.LeaveSlotAsync(claims[0], None, result));

        Assert.Equal(isFree, await TakeAsync(claims[1], Gpu, 1));
        Assert.Equal(!isFree, (await _room.FindAsync(claims[0].JobId))!.ModelServerSlot is not null);
    }

    [Theory]
    [InlineData("fetched")]
    [InlineData("completed")]
    [InlineData("retry")]
    [InlineData("death")]
    [InlineData("lease")]
    [InlineData("no heartbeat")]
    public async Task A_slot_that_is_kept_for_a_fetch_comes_free_whatever_becomes_of_it(string end)
    {
        var claims = await ClaimsAsync(2);
        var result = new RenderedFile(Gpu, "result.mp4");
        await TakeAsync(claims[0], Gpu, 1);
        await _room.Queue.LeaveSlotAsync(claims[0], None, result);

        switch (end)
        {
            case "fetched":
                Assert.True(await _room.Queue.EndFetchAsync(claims[0], result, None));
                Assert.True(await _room.Queue.EndFetchAsync(claims[0], result, None)); // its answer was lost
                break;
            case "completed":
                await _room.Queue.CompleteAsync(claims[0], _room.Temporary("result"), None);
                break;
            case "retry":
                await _room.Queue.RetryAsync(claims[0], new JobOutcome.Retry("c", "r") { IsResultKept = true }, None);
                break;
            case "death":
                await _room.ExecuteAsync($"UPDATE jobs SET owner = 'dead' WHERE job_id = '{claims[0].JobId}'");
                await _room.RescueAsync("dead");
                break;
            case "lease":
                await _room.AdvanceAsync(_room.Limits.Lease - TimeSpan.FromSeconds(1));
                await _room.Queue.HeartbeatAsync(claims[1], "x", 0, null, None);
                await _room.AdvanceAsync(TimeSpan.FromSeconds(2));
                await _room.RescueAsync();
                break;
            default:
                await _room.AdvanceAsync(_room.Limits.Heartbeat + TimeSpan.FromSeconds(9));
                break;
        }

        Assert.True(await TakeAsync(claims[1], Gpu, 1));
        Assert.False(await _room.Queue.EndFetchAsync(claims[0], result, None));
    }

    [Fact]
    public async Task Of_two_jobs_that_a_server_of_two_slots_gave_one_name_the_last_one_has_the_file()
    {
        var claims = await ClaimsAsync(3);
        var (same, other) = (new RenderedFile(Gpu, "result.mp4"), new RenderedFile(Gpu, "result-2.mp4"));
        foreach (var claim in claims)
        {
            await TakeAsync(claim, Gpu, 3);
        }

        await _room.Queue.LeaveSlotAsync(claims[0], None, same);
        await _room.Queue.LeaveSlotAsync(claims[1], None, other);
        await _room.Queue.LeaveSlotAsync(claims[2], None, same);

        Assert.False(await _room.Queue.EndFetchAsync(claims[0], same, None));
        Assert.True(await _room.Queue.EndFetchAsync(claims[1], other, None));
        Assert.True(await _room.Queue.EndFetchAsync(claims[2], same, None));
    }

    private static readonly RenderedFile Rendered = new(Gpu, "71864b430565470d99d62c3bf80dfa04.mp4");

    [Theory]
    [InlineData("release", true)]
    [InlineData("death", true)]
    [InlineData("lease", true)]
    [InlineData("retry that keeps it", true)]
    [InlineData("retry", false)]
    [InlineData("render", false)]
    public async Task The_next_attempt_knows_what_was_rendered_unless_it_was_no_good(string end, bool isKnown)
    {
        await _room.SubmitAsync();
        var claim = (await _room.ClaimAsync("first"))!;
        await TakeAsync(claim, Gpu, 1);
        Assert.True(await _room.Queue.LeaveSlotAsync(claim, None, Rendered));

        switch (end)
        {
            case "release":
                await _room.Queue.ReleaseAsync(claim, new JobOutcome.Release("storage_full", "r"), None);
                break;
            case "death":
                await _room.RescueAsync("first");
                break;
            case "lease":
                await _room.AdvanceAsync(_room.Limits.Lease + TimeSpan.FromSeconds(1));
                await _room.RescueAsync();
                break;
            case "render":
                await TakeAsync(claim, "http://other", 1);
                await _room.Queue.ReleaseAsync(claim, new JobOutcome.Release("busy", "r"), None);
                break;
            default:
                await _room.Queue.RetryAsync(claim, new JobOutcome.Retry("c", "r") { IsResultKept = end != "retry" }, None);
                await _room.AdvanceAsync(_room.Limits.MaxRetryDelay);
                break;
        }

        var next = (await _room.ClaimAsync("next"))!;
        Assert.Equal(isKnown ? (Rendered.Server, Rendered.Name) : (null, null), (next.ResultServer, next.ResultName));
    }

    [Fact]
    public async Task A_result_that_could_not_be_written_down_at_once_comes_with_a_heartbeat()
    {
        await _room.SubmitAsync();
        var claim = (await _room.ClaimAsync())!;
        await _room.Queue.HeartbeatAsync(claim, "fetch", 0.9, null, None, result: Rendered);
        await _room.Queue.HeartbeatAsync(claim, "fetch", 0.9, null, None);

        Assert.Equal(Rendered.Name, (await _room.FindAsync(claim.JobId))!.ResultName);
    }

    [Fact]
    public async Task Who_lost_its_job_writes_no_result()
    {
        await _room.SubmitAsync();
        var zombie = (await _room.ClaimAsync("zombie"))!;
        await _room.RescueAsync("zombie");
        var heir = (await _room.ClaimAsync("heir"))!;

        Assert.False(await _room.Queue.LeaveSlotAsync(zombie, None, Rendered));

        Assert.Null((await _room.FindAsync(heir.JobId))!.ResultName);
    }

    [Theory]
    [InlineData("result.mp4", Gpu, false)]
    [InlineData("output_12.mp4", Gpu, false)]
    [InlineData("result.mp4", "http://other", true)]
    [InlineData("71864b43.mp4", Gpu, true)]
    [InlineData("talk-20261129-101112.mp4", Gpu, true)]
    public async Task A_name_that_may_be_used_again_is_forgotten_when_another_job_is_rendered_there(string name, string next, bool isKept)
    {
        var claims = await ClaimsAsync(2);
        await TakeAsync(claims[0], Gpu, 1);
        await _room.Queue.LeaveSlotAsync(claims[0], None, new RenderedFile(Gpu, name));
        await _room.Queue.EndFetchAsync(claims[0], new RenderedFile(Gpu, name), None);

        Assert.True(await TakeAsync(claims[1], next, 1));

        Assert.Equal(isKept ? name : null, (await _room.FindAsync(claims[0].JobId))!.ResultName);
    }

    [Theory]
    [InlineData("result.mp4", false)]
    [InlineData("output_12.mp4", false)]
    [InlineData("71864b43.mp4", true)]
    public async Task Who_lost_its_slot_keeps_no_name_that_may_mean_another_jobs_video_by_now(string name, bool isKept)
    {
        var claims = await ClaimsAsync(2);
        await TakeAsync(claims[0], Gpu, 1);
        await _room.ExecuteAsync("UPDATE jobs SET slot_until = 0 WHERE model_server_slot IS NOT NULL");
        Assert.True(await TakeAsync(claims[1], Gpu, 1));

        Assert.True(await _room.Queue.LeaveSlotAsync(claims[0], None, new RenderedFile(Gpu, name)));
        Assert.True(await _room.Queue.HeartbeatAsync(claims[0], "fetch", 0.9, Gpu, None, result: new RenderedFile(Gpu, name)));

        Assert.Equal(isKept ? name : null, (await _room.FindAsync(claims[0].JobId))!.ResultName);
    }
}
