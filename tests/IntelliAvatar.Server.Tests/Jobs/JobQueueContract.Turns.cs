using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>Who is next.</summary>
public abstract partial class JobQueueContract
{
    [Fact]
    public async Task Several_are_claimed_at_once_in_their_order_and_no_more_than_asked_for()
    {
        var late = await _room.SubmitAsync();
        var urgent = await _room.SubmitAsync("ben", priority: 1);
        await _room.SubmitAsync();

        var claims = await _room.Queue.ClaimAsync("worker", null, 2, None);

        Assert.Equal([urgent.JobId, late.JobId], claims.Select(job => job.JobId));
        Assert.Single(await _room.Queue.ClaimAsync("worker", null, 2, None));
        Assert.Empty(await _room.Queue.ClaimAsync("worker", null, 2, None));
    }

    [Fact]
    public async Task Two_processes_that_claim_several_at_once_get_different_ones()
    {
        var other = (await _room.AnotherAsync()).Queue;
        for (var i = 0; i < 40; i++)
        {
            await _room.SubmitAsync();
        }

        using var bothAreReady = new Barrier(2);
        async Task<List<Job>> ClaimAllAsync(JobQueue queue)
        {
            bothAreReady.SignalAndWait(TimeSpan.FromSeconds(10));
            var all = new List<Job>();
            while (await queue.ClaimAsync("someone", null, 3, None) is { Count: > 0 } claims)
            {
                Assert.InRange(claims.Count, 1, 3);
                all.AddRange(claims);
            }

            return all;
        }

        var claimed = await Task.WhenAll(Task.Run(() => ClaimAllAsync(_room.Queue)), Task.Run(() => ClaimAllAsync(other)));

        Assert.Equal(40, claimed.SelectMany(jobs => jobs).Select(job => job.JobId).Distinct().Count());
        Assert.Equal(40, claimed.Sum(jobs => jobs.Count));
    }

    [Fact]
    public async Task A_users_one_job_does_not_wait_for_anothers_hundred()
    {
        for (var i = 0; i < 100; i++)
        {
            await _room.SubmitAsync("busy");
        }

        Assert.Equal(["busy", "busy"], await ClaimUsersAsync(2));
        await _room.SubmitAsync("modest");

        Assert.Equal("modest", Assert.Single(await ClaimUsersAsync(1)));
    }

    [Fact]
    public async Task Users_take_turns_and_each_ones_jobs_go_oldest_first()
    {
        string[] submitted = ["a", "a", "a", "b", "b", "c"];
        var jobs = new List<Job>();
        foreach (var user in submitted)
        {
            jobs.Add(await _room.SubmitAsync(user));
        }

        var claimed = await ClaimAllAsync();

        Assert.Equal(["a", "b", "c", "a", "b", "a"], claimed.Select(job => job.UserId));
        Assert.Equal(jobs.Where(job => job.UserId == "a").Select(job => job.JobId), claimed.Where(job => job.UserId == "a").Select(job => job.JobId));
    }

    [Fact]
    public async Task Who_has_a_job_running_comes_after_who_has_none()
    {
        await _room.SubmitAsync("a");
        await _room.ClaimAsync();
        await _room.SubmitAsync("a");
        await _room.SubmitAsync("b");

        Assert.Equal(["b", "a"], await ClaimUsersAsync(2));
    }

    [Fact]
    public async Task A_newcomer_gets_no_more_than_a_turn_a_round()
    {
        for (var i = 0; i < 5; i++)
        {
            await _room.SubmitAsync("old");
        }

        await ClaimUsersAsync(3);
        for (var i = 0; i < 3; i++)
        {
            await _room.SubmitAsync("new");
        }

        Assert.Equal(["new", "old", "new", "old", "new"], await ClaimUsersAsync(5));
    }

    [Fact]
    public async Task A_higher_priority_goes_first()
    {
        await _room.SubmitAsync("a");
        await _room.SubmitAsync("b", priority: 5);
        await _room.SubmitAsync("c", priority: -1);

        Assert.Equal(["b", "a", "c"], await ClaimUsersAsync(3));
    }

    [Fact]
    public async Task A_waiting_job_knows_how_many_go_first()
    {
        var first = await _room.SubmitAsync("a");
        var third = await _room.SubmitAsync("a");
        var second = await _room.SubmitAsync("b");
        var urgent = await _room.SubmitAsync("c", priority: 1);

        Assert.Equal([1, 2, 3, 4], [await PositionAsync(urgent), await PositionAsync(first), await PositionAsync(second), await PositionAsync(third)]);
        await _room.ClaimAsync();
        Assert.Null(await PositionAsync(urgent));
        Assert.Equal(1, await PositionAsync(first));
    }

    private Task<int?> PositionAsync(Job job) => _room.Queue.PositionAsync(job.JobId, None);

    private async Task<List<Job>> ClaimAllAsync()
    {
        var claimed = new List<Job>();
        while (await _room.ClaimAsync() is { } job)
        {
            claimed.Add(job);
        }

        return claimed;
    }

    private async Task<List<string>> ClaimUsersAsync(int count)
    {
        var users = new List<string>();
        for (var i = 0; i < count; i++)
        {
            users.Add((await _room.ClaimAsync())!.UserId);
        }

        return users;
    }
}
