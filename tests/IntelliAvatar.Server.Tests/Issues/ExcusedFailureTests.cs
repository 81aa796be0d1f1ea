using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>On a full disk tools fail with errors of their own, e.g. a voice that cannot write its sound. That counted as the job's failure.</summary>
public sealed class ExcusedFailureTests : IAsyncLifetime
{
    private readonly SqliteRoom _room = new();

    public Task InitializeAsync() => _room.OpenAsync();

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [RootFact]
    public async Task A_failure_counts_only_where_the_process_can_write()
    {
        var outcomes = new JobOutcome[] { new JobOutcome.Retry("flite_failed", "It failed."), new JobOutcome.Fail("result_undecodable", "It failed.") };
        using var workspace = new Workspace(Options.Create(new StorageOptions { Url = "file:" + _room.Sandbox.Path("storage") }));
        foreach (var outcome in outcomes)
        {
            var job = await _room.SubmitAsync();
            using (Mounted.Small(workspace.Folder, megabytes: 1))
            {
                await RunAsync(workspace, outcome);
            }

            var released = (await _room.FindAsync(job.JobId))!;
            Assert.Equal((JobStatus.Queued, 0, "storage_full"), (released.Status, released.Failures, released.ErrorCode));

            await RunAsync(workspace, outcome);
            Assert.Equal(1, (await _room.FindAsync(job.JobId))!.Failures);
            await _room.Queue.CancelAsync(job.JobId, CancellationToken.None);
        }
    }

    private async Task RunAsync(Workspace workspace, JobOutcome outcome)
    {
        var runner = new JobRunner(
            _room.Queue, _room.Signal, [new Handler(outcome)], workspace, new WriteGuard(workspace, _room.Folders, TimeProvider.System, NullLogger<WriteGuard>.Instance),
            Options.Create(_room.Limits), TimeProvider.System, NullLogger<JobRunner>.Instance);
        await runner.RunAsync((await _room.ClaimAsync())!, CancellationToken.None);
    }

    private sealed class Handler(JobOutcome outcome) : IJobHandler
    {
        public string Kind => "test";

        public Task<JobOutcome> RunAsync(JobContext run, CancellationToken cancel) => Task.FromResult(outcome);
    }
}
