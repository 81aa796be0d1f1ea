using System.Data.Common;
using System.Net.Sockets;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>While the database was away its absence was a job's failure, and filled the log with a stack every third of a second.</summary>
public sealed class AwayDatabaseTests : IAsyncLifetime
{
    private readonly SqliteRoom _room = new();
    private readonly ManualClock _clock = new();
    private readonly LogBook _log = new();
    private Workspace _workspace = null!;

    private IOptions<SchedulerOptions> Limits => Options.Create(_room.Limits);

    private WriteGuard Writing => new(_workspace, _room.Folders, TimeProvider.System, NullLogger<WriteGuard>.Instance);

    private static NpgsqlException Away => new("The database is away.", new SocketException((int)SocketError.ConnectionRefused));

    public async Task InitializeAsync()
    {
        await _room.OpenAsync();
        _workspace = new Workspace(Options.Create(new StorageOptions { Url = "file:" + _room.Sandbox.Path("storage") }));
    }

    public async Task DisposeAsync()
    {
        _workspace.Dispose();
        await _room.DisposeAsync();
    }

    [Fact]
    public async Task A_handler_that_cannot_reach_the_database_costs_its_job_nothing()
    {
        var job = await _room.SubmitAsync();
        var runner = new JobRunner(_room.Queue, _room.Signal, [new CutOff()], _workspace, Writing, Limits, TimeProvider.System, NullLogger<JobRunner>.Instance);

        await runner.RunAsync((await _room.ClaimAsync())!, CancellationToken.None);

        var released = (await _room.FindAsync(job.JobId))!;
        Assert.Equal((JobStatus.Queued, "database_unavailable", 0, 0), (released.Status, released.ErrorCode, released.Failures, released.Crashes));
        Assert.True(released.RunAt > _room.Now);
    }

    [Fact]
    public async Task The_rescuer_looks_again_without_a_word()
    {
        using var database = new AwayDatabase();
        var (files, signal) = (new JobFiles(database, _room.Files), new QueueNotifier(database));
        using var rescuer = new JobRescuer(
            new JobQueue(database, files, signal, Limits), new Alive(), _workspace, new LoopTurns(_workspace, _clock), Limits, _clock, _log.For<JobRescuer>());

        await LooksAgainAsync(rescuer, database);
    }

    [Fact]
    public async Task The_scheduler_looks_again_without_a_word()
    {
        using var database = new AwayDatabase();
        var (files, signal) = (new JobFiles(database, _room.Files), new QueueNotifier(database));
        var queue = new JobQueue(database, files, signal, Limits);
        var runner = new JobRunner(queue, signal, [], _workspace, Writing, Limits, _clock, NullLogger<JobRunner>.Instance);
        var servers = new ModelServerPool(Options.Create(new ModelServersOptions()), _clock);
        using var scheduler = new Scheduler(queue, runner, signal, servers, new SchedulerRoom(servers, Limits), new Alive(), _workspace, Writing, Limits, new LoopTurns(_workspace, _clock), _clock, _log.For<Scheduler>());

        await LooksAgainAsync(scheduler, database);
    }

    private async Task LooksAgainAsync(BackgroundService loop, AwayDatabase database)
    {
        await loop.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return database.Asked > 3;
        });

        // A bad turn is a turn: nothing that waits for its database is to be started again.
        _clock.Advance(TimeSpan.FromHours(1));
        await Eventually.HoldsAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return LoopTurns.LookAt(_room.Sandbox.Path("storage"), _clock).IsWell;
        });
        await loop.StopAsync(CancellationToken.None);

        Assert.DoesNotContain(_log.Lines, line => line.Level >= LogLevel.Warning);
    }

    private sealed class CutOff : IJobHandler
    {
        public string Kind => "test";

        public Task<JobOutcome> RunAsync(JobContext run, CancellationToken cancel) => Task.FromException<JobOutcome>(Away);
    }

    private sealed class Alive : ILiveness
    {
        public bool IsSeen => true;

        public Task<bool> IsAliveAsync(string process, CancellationToken cancel) => Task.FromResult(true);

        public Task<IReadOnlyCollection<string>> DeadAmongAsync(IReadOnlyCollection<string> instances, CancellationToken cancel) => Task.FromResult<IReadOnlyCollection<string>>([]);
    }

    private sealed class AwayDatabase : Database
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public override string SkipLocked => "";

        public override string AnyOf(string parameter) => $"IN {parameter}";

        public override Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel) => throw Refuse();

        public override Task<DbConnection> OpenReaderAsync(CancellationToken cancel) => throw Refuse();

        public override Task LockAsync(DbConnection writing, string name) => throw Refuse();

        public override Task<IAsyncDisposable?> TryLockAsync(string name, CancellationToken cancel) => throw Refuse();

        public override int KnownSchema => 0;

        public override Task<int> SchemaAsync(CancellationToken cancel) => throw Refuse();

        public override void Dispose()
        {
        }

        private NpgsqlException Refuse()
        {
            Interlocked.Increment(ref _asked);
            return Away;
        }
    }
}
