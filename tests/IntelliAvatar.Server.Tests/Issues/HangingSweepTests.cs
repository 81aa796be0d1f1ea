using System.Net;
using System.Net.Sockets;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Storage.S3;
using IntelliAvatar.Server.Tests.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>The rescuer removed files between two looks for dead workers: a store with very many files, or one that hung, kept their jobs waiting.</summary>
public sealed class HangingSweepTests : IAsyncLifetime
{
    private readonly SqliteRoom _room = new();
    private readonly TcpListener _silent = new(IPAddress.Loopback, 0);

    public Task InitializeAsync()
    {
        _silent.Start();
        return _room.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        _silent.Dispose();
        await _room.DisposeAsync();
    }

    [Fact]
    public async Task A_store_that_hangs_keeps_no_job_of_a_dead_worker_waiting()
    {
        var job = await _room.SubmitAsync();
        Assert.NotNull(await _room.Queue.ClaimAsync("dead", null, CancellationToken.None));
        using var workspace = new Workspace(Options.Create(new StorageOptions { Url = $"file:{_room.Sandbox.Path("storage")}" }));
        using var store = new S3FileStore(Options.Create(new StorageOptions
        {
            Url = "s3://bucket", S3 = new S3Options { Endpoint = $"http://{_silent.LocalEndpoint}", AccessKey = "a", SecretKey = "b" },
        }), TimeProvider.System);
        IFileReferences[] owners = [new JobFiles(_room.Database, store)];
        var sweep = new OrphanSweeper(_room.Database, store, owners, new StorageClaim(_room.Database, store, owners), TimeProvider.System);
        using var sweeping = new HourlySweep(sweep, TimeProvider.System, NullLogger<OrphanSweeper>.Instance);
        using var rescuer = new JobRescuer(
            _room.Queue, new FileLockLiveness(workspace), workspace, new LoopTurns(workspace, TimeProvider.System), Options.Create(new SchedulerOptions()), TimeProvider.System,
            NullLogger<JobRescuer>.Instance);

        await sweeping.StartAsync(CancellationToken.None);
        using var asked = await _silent.AcceptTcpClientAsync();
        await rescuer.StartAsync(CancellationToken.None);

        await Support.Eventually.HoldsAsync(async () => (await _room.FindAsync(job.JobId))!.Status == JobStatus.Queued);
        Assert.False(sweeping.ExecuteTask!.IsCompleted);
        await rescuer.StopAsync(CancellationToken.None);
        asked.Dispose();
        _silent.Stop();
        await sweeping.StopAsync(CancellationToken.None);
    }
}
