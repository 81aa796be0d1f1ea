using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A run that broke in an unforeseen way went on renewing its lease: the job stayed IN_PROGRESS for ever, and no worker could rescue it.</summary>
public sealed class BrokenRunTests : IAsyncLifetime
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    private readonly SqliteRoom _room = new();

    public Task InitializeAsync() => _room.OpenAsync();

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Fact]
    public async Task A_run_that_breaks_leaves_its_job_to_the_rescuer()
    {
        // Its result has no place in storage, which CompleteAsync answers with an exception that nobody expects.
        await _room.Queue.SubmitAsync(
            new Job { JobId = "odd", Kind = "test", UserId = "u", Feature = "f", Payload = "{}", InputVideo = "v" },
            new Dictionary<string, string>(),
            CancellationToken.None);
        var claim = (await _room.ClaimAsync())!;
        using var workspace = new Workspace(Options.Create(new StorageOptions { Url = "file:" + _room.Sandbox.Path("storage") }));
        var runner = new JobRunner(
            _room.Queue, _room.Signal, [new Finisher(_room.Temporary("result"))], workspace,
            new WriteGuard(workspace, _room.Folders, TimeProvider.System, NullLogger<WriteGuard>.Instance), Options.Create(new SchedulerOptions { Heartbeat = Beat }), TimeProvider.System, NullLogger<JobRunner>.Instance);

        await Assert.ThrowsAsync<ArgumentException>(() => runner.RunAsync(claim, CancellationToken.None));
        await _room.AdvanceAsync(TimeSpan.FromMinutes(2));
        await Task.Delay(Beat * 30, TimeProvider.System);

        Assert.Equal("odd", Assert.Single(await _room.RescueAsync()).JobId);
    }

    private sealed class Finisher(string result) : IJobHandler
    {
        public string Kind => "test";

        public Task<JobOutcome> RunAsync(JobContext run, CancellationToken cancel) => Task.FromResult<JobOutcome>(new JobOutcome.Done(result));
    }
}
