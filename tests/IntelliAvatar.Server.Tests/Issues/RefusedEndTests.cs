using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>An end that the database refused for ever was tried for ever, and the heartbeats, which it took, kept the job from everybody else.</summary>
public sealed class RefusedEndTests
{
    public static TheoryData<string> Ends => ["done", "retry", "fail", "release"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task On_SQLite_the_job_is_left_to_the_rescuer(string end)
    {
        await using var room = new SqliteRoom();
        await IsLeftToTheRescuerAsync(
            room,
            end,
            () => room.ExecuteAsync("CREATE TRIGGER refuse BEFORE UPDATE ON jobs WHEN NEW.status <> OLD.status BEGIN SELECT RAISE(ABORT, 'refused'); END"),
            () => room.ExecuteAsync("DROP TRIGGER refuse"));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task On_PostgreSQL_the_job_is_left_to_the_rescuer(string end)
    {
        await using var room = new PostgresRoom();
        await IsLeftToTheRescuerAsync(
            room,
            end,
            () => room.ExecuteAsync("ALTER TABLE jobs ADD CONSTRAINT refuse CHECK (status = 'IN_PROGRESS')"),
            () => room.ExecuteAsync("ALTER TABLE jobs DROP CONSTRAINT refuse"));
    }

    private static async Task IsLeftToTheRescuerAsync(QueueRoom room, string end, Func<Task> refuseAsync, Func<Task> acceptAsync)
    {
        await room.OpenAsync();
        var job = await room.SubmitAsync();
        var claim = (await room.ClaimAsync())!;
        await refuseAsync();
        using var workspace = new Workspace(Options.Create(new StorageOptions { Url = "file:" + room.Sandbox.Path("storage") }));
        var writing = new WriteGuard(workspace, room.Folders, room.Clock, NullLogger<WriteGuard>.Instance);
        var runner = new JobRunner(room.Queue, room.Signal, [new Ender(End(end, room))], workspace, writing, Options.Create(room.Limits), room.Clock, NullLogger<JobRunner>.Instance);

        var running = runner.RunAsync(claim, CancellationToken.None);
        var began = TimeProvider.System.GetTimestamp();
        while (!running.IsCompleted && TimeProvider.System.GetElapsedTime(began) < AvatarClient.Patience)
        {
            // Time goes on only as heartbeats are confirmed: it is not the lease that ends this run.
            await room.AdvanceAsync(TimeSpan.FromSeconds(1));
            await Eventually.HoldsAsync(async () =>
            {
                await room.AdvanceAsync(TimeSpan.FromMilliseconds(50));
                return running.IsCompleted || (await room.FindAsync(job.JobId))!.LeaseUntil > room.Now + room.Limits.Lease - room.Limits.Heartbeat - TimeSpan.FromSeconds(2);
            });
        }

        Assert.True(running.IsCompleted, "The run tries to write its end for ever.");
        await running;
        var left = (await room.FindAsync(job.JobId))!;
        Assert.Equal((JobStatus.InProgress, claim.Owner), (left.Status, left.Owner));
        await acceptAsync();
        Assert.Empty(await room.RescueAsync());
        await room.AdvanceAsync(room.Limits.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal((JobStatus.Queued, true, 0), Assert.Single(await room.RescueAsync()) is var rescued ? (rescued.Status, rescued.IsSuspect, rescued.Failures) : default);
        Assert.Equal(2, (await room.ClaimAsync())!.Attempt);
    }

    private static JobOutcome End(string end, QueueRoom room) => end switch
    {
        "done" => new JobOutcome.Done(room.Temporary("result")),
        "retry" => new JobOutcome.Retry("c", "r"),
        "fail" => new JobOutcome.Fail("c", "r"),
        _ => new JobOutcome.Release("c", "r"),
    };

    private sealed class Ender(JobOutcome outcome) : IJobHandler
    {
        public string Kind => "test";

        public Task<JobOutcome> RunAsync(JobContext run, CancellationToken cancel) => Task.FromResult(outcome);
    }
}
