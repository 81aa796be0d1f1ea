using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>A real queue on a real database with real files, and a clock that the test moves.</summary>
public abstract class QueueRoom(Sandbox? sandbox = null) : IAsyncDisposable
{
    private readonly List<Process> _processes = [];

    /// <summary>What one process has of the queue.</summary>
    public sealed record Process(Database Database, JobFiles Files, QueueNotifier Signal, JobQueue Queue, OrphanSweeper Sweep, PauseStore Controls);

    public Sandbox Sandbox { get; } = sandbox ?? new Sandbox();

    /// <summary>When it is for the process; on PostgreSQL the queue does not ask it.</summary>
    public ManualClock Clock { get; } = new();

    public SchedulerOptions Limits { get; init; } = new();

    public IFileStore Files { get; private set; } = null!;

    public Database Database => _processes[0].Database;

    public JobQueue Queue => _processes[0].Queue;

    public QueueNotifier Signal => _processes[0].Signal;

    public OrphanSweeper Sweep => _processes[0].Sweep;

    public PauseStore Controls => _processes[0].Controls;

    /// <summary>Keeps no room free.</summary>
    public DiskReserve Reserve => new(Options.Create(new StorageOptions { Url = $"file:{Sandbox.Folder}", Reserve = "0" }), Folders, DiskSpace.Of);

    public StorageFolders Folders => new(Options.Create(new StorageOptions { Url = $"file:{Sandbox.Path("storage")}" }), TimeProvider.System);

    public virtual async Task OpenAsync()
    {
        Files = await OpenFilesAsync();
        var process = await AnotherAsync();
        await new StorageClaim(process.Database, Files, [process.Files]).RenewAsync(CancellationToken.None);
    }

    /// <summary>A sweep two days from now: all that is stored is old to it.</summary>
    public OrphanSweeper SweepOf(Database database, params IFileReferences[] owners) => SweepOf(database, Files, owners);

    public static OrphanSweeper SweepOf(Database database, IFileStore files, params IFileReferences[] owners)
    {
        var later = new ManualClock();
        later.Advance(TimeProvider.System.GetUtcNow() - later.GetUtcNow() + TimeSpan.FromDays(2));
        return SweepAt(later, database, files, owners);
    }

    public OrphanSweeper SweepAt(TimeProvider time, Database database, params IFileReferences[] owners) => SweepAt(time, database, Files, owners);

    private static OrphanSweeper SweepAt(TimeProvider time, Database database, IFileStore files, params IFileReferences[] owners) =>
        new(database, files, owners, new StorageClaim(database, files, owners), time);

    /// <summary>An id that this room's database gave.</summary>
    public string NewId() => Database.NewId(TimeProvider.System.GetUtcNow());

    /// <summary>Another process's view of the same database and files.</summary>
    public async Task<Process> AnotherAsync()
    {
        var database = await ConnectAsync();
        var signal = new QueueNotifier(database);
        var files = new JobFiles(database, Files);
        var process = new Process(
            database, files, signal, new JobQueue(database, files, signal, Options.Create(Limits)), SweepOf(database, files), new PauseStore(database, signal));
        _processes.Add(process);
        return process;
    }

    /// <summary>When it is for the queue.</summary>
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Lets this much time pass for the queue.</summary>
    public virtual Task AdvanceAsync(TimeSpan by)
    {
        Clock.Advance(by);
        return Task.CompletedTask;
    }

    /// <summary>Submits a job whose two files hold a few letters.</summary>
    public async Task<Job> SubmitAsync(string user = "anita", int priority = 0)
    {
        var id = NewId();
        var job = new Job
        {
            JobId = id,
            Kind = "test",
            UserId = user,
            Feature = "Test",
            Payload = "{}",
            InputVideo = StorageKeys.Video(id),
            InputAudio = StorageKeys.Audio(id),
            Priority = priority,
        };
        await Queue.SubmitAsync(
            job,
            new Dictionary<string, string> { [Temporary("video")] = job.InputVideo, [Temporary("audio")] = job.InputAudio },
            CancellationToken.None);
        return job;
    }

    /// <summary>Submits a job whose video is stored as it was sent.</summary>
    public async Task<Job> SubmitUnconvertedAsync()
    {
        var id = NewId();
        var job = new Job
        {
            JobId = id,
            Kind = "test",
            UserId = "anita",
            Feature = "Test",
            Payload = "{}",
            InputVideo = StorageKeys.SentVideo(id),
            InputAudio = StorageKeys.Audio(id),
            ConversionSeconds = 10,
        };
        await Queue.SubmitAsync(
            job, new Dictionary<string, string> { [Temporary("video")] = job.InputVideo, [Temporary("audio")] = job.InputAudio }, CancellationToken.None);
        return job;
    }

    public Task<Job?> ClaimAsync(string owner = "worker") => Queue.ClaimAsync(owner, null, CancellationToken.None);

    public Task<Job?> FindAsync(string jobId) => Queue.FindAsync(jobId, CancellationToken.None);

    public Task<IReadOnlyList<Job>> RescueAsync(params string[] dead) => Queue.RescueAsync(dead, CancellationToken.None);

    /// <summary>Claims the next job and has it at risk: what ends its process now may be the job.</summary>
    public async Task<Job> ClaimAtRiskAsync(string owner)
    {
        var claim = (await ClaimAsync(owner))!;
        Assert.True(await Queue.EnterRiskAsync(claim, "fetch", null, CancellationToken.None));
        return claim;
    }

    /// <summary>From now on a change of a job breaks a promise that is only checked at COMMIT: everything before it succeeds.</summary>
    public abstract Task LetCommitsFailAsync();

    public abstract Task LetCommitsSucceedAsync();

    /// <summary>Waits until a transaction waits for another's end, where the database tells.</summary>
    public virtual Task SomebodyWaitsAsync() => Task.CompletedTask;

    /// <summary>Runs SQL past the program.</summary>
    public abstract Task ExecuteAsync(string sql);

    public string Temporary(string content) => Sandbox.Write(Path.Combine("tmp", Guid.NewGuid().ToString("N")), content);

    public string PathOf(string key) => Sandbox.Path("storage", key);

    public string? Stored(string key) => File.Exists(PathOf(key)) ? File.ReadAllText(PathOf(key)) : null;

    public virtual ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Database.Dispose();
        }

        Sandbox.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Every file that is published.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync()
    {
        var keys = new List<string>();
        await foreach (var file in Files.ListKeysAsync(CancellationToken.None))
        {
            keys.Add(file.Key);
        }

        return keys;
    }

    /// <summary>Loses every file whose key is so.</summary>
    public async Task LoseAsync(Func<string, bool> which)
    {
        foreach (var key in (await KeysAsync()).Where(which))
        {
            await Files.RemoveAsync(key, CancellationToken.None);
        }
    }

    protected virtual Task<IFileStore> OpenFilesAsync() =>
        Task.FromResult<IFileStore>(new DiskFileStore(Options.Create(new StorageOptions { Url = "file:" + Sandbox.Path("storage") })));

    protected abstract Task<Database> ConnectAsync();
}
