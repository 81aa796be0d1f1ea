using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>A real queue on a real database file with real files, and a clock that the test moves.</summary>
public sealed class QueueRoom : IDisposable
{
    private readonly List<SqliteDatabase> _databases = [];

    public QueueRoom()
    {
        Files = new DiskFileStore(Options.Create(new StorageOptions { Url = "file:" + Sandbox.Path("storage") }));
        Queue = Open();
    }

    public Sandbox Sandbox { get; } = new();

    public ManualClock Clock { get; } = new();

    public SchedulerOptions Limits { get; } = new();

    public DiskFileStore Files { get; }

    public JobQueue Queue { get; }

    public FileSweep Sweep { get; private set; } = null!;

    /// <summary>Another process's view of the same database and files.</summary>
    public JobQueue Open()
    {
        var database = new SqliteDatabase(Options.Create(new DatabaseOptions { Url = "sqlite:" + Sandbox.Path("storage", "jobs.db") }));
        _databases.Add(database);
        Sweep = new FileSweep(database, Files);
        return new JobQueue(database, Files, new JobSignal(), Options.Create(Limits), Clock);
    }

    /// <summary>Submits a job whose two files hold a few letters.</summary>
    public async Task<Job> SubmitAsync()
    {
        var id = Guid.NewGuid().ToString();
        var job = new Job
        {
            JobId = id,
            Kind = "test",
            UserId = "anita",
            Feature = "Test",
            Payload = "{}",
            InputVideo = StorageKeys.Video(id),
            InputAudio = StorageKeys.Audio(id),
            CreatedAt = Clock.GetUtcNow(),
            RunAt = Clock.GetUtcNow(),
        };
        await Queue.SubmitAsync(
            job,
            new Dictionary<string, string> { [Temporary("video")] = job.InputVideo, [Temporary("audio")] = job.InputAudio },
            CancellationToken.None);
        return job;
    }

    public Task<Job?> ClaimAsync(string owner = "worker") => Queue.ClaimAsync(owner, CancellationToken.None);

    public Task<IReadOnlyList<Job>> RescueAsync(params string[] dead) =>
        Queue.RescueAsync(owner => !dead.Contains(owner), CancellationToken.None);

    /// <summary>From now on a change of a job breaks a promise that is only checked at COMMIT: everything before it succeeds.</summary>
    public void LetCommitsFail() => Execute(
        """
        CREATE TABLE parents (id INTEGER PRIMARY KEY);
        CREATE TABLE children (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER orphans AFTER UPDATE ON jobs BEGIN INSERT INTO children VALUES (1); END;
        CREATE TRIGGER foundlings AFTER INSERT ON jobs BEGIN INSERT INTO children VALUES (1); END;
        """);

    public void LetCommitsSucceed() => Execute("DROP TRIGGER orphans; DROP TRIGGER foundlings");

    public string Temporary(string content) => Sandbox.Write(Path.Combine("tmp", Guid.NewGuid().ToString("N")), content);

    public string? Stored(string key) => File.Exists(Files.PathOf(key)) ? File.ReadAllText(Files.PathOf(key)) : null;

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Sandbox.Path("storage", "jobs.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _databases.ForEach(database => database.Dispose());
        Sandbox.Dispose();
    }
}
