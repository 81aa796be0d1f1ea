using System.Diagnostics;
using System.Threading.Channels;
using Dapper;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Benchmarks.Queue;

/// <summary>The queue, scheduler and runner as the server has them.</summary>
/// <param name="withResults">Each job ends with a file that is published; otherwise it ends without one.</param>
internal sealed class OurQueue(Database database, ILiveness liveness, IOptions<StorageOptions> storage, Workspace workspace, int threads, bool withResults) : IBenchedQueue, IJobHandler
{
    private readonly Channel<long> _begun = Channel.CreateUnbounded<long>();
    private readonly QueueNotifier _signal = new(database);
    private readonly IOptions<SchedulerOptions> _settings = Options.Create(new SchedulerOptions { Concurrency = threads, Ahead = 0 });
    private JobQueue? _queue;
    private Scheduler? _scheduler;

    public string Name => withResults ? "ours, each job with a result file" : "ours";

    public string Kind => "empty";

    public ChannelReader<long> Begun => _begun.Reader;

    private JobQueue Queue => _queue ??= new JobQueue(database, new JobFiles(database, new DiskFileStore(storage)), _signal, _settings);

    public async Task<JobOutcome> RunAsync(JobContext run, CancellationToken cancel)
    {
        _begun.Writer.TryWrite(Stopwatch.GetTimestamp());
        if (!withResults)
        {
            return new JobOutcome.Fail("empty", "This job makes nothing.");
        }

        var result = run.Scratch.File("result.mp4");
        await File.WriteAllBytesAsync(result, [], cancel);
        return new JobOutcome.Done(result);
    }

    public Task SubmitAsync(CancellationToken cancel)
    {
        var id = Guid.NewGuid().ToString();
        var job = new Job { JobId = id, Kind = Kind, UserId = "bench", Feature = "Bench", Payload = "{}", InputVideo = StorageKeys.Video(id) };
        return Queue.SubmitAsync(job, new Dictionary<string, string>(), cancel);
    }

    public Task StartAsync(CancellationToken cancel)
    {
        var writing = new WriteGuard(workspace, new StorageFolders(storage, TimeProvider.System), TimeProvider.System, NullLogger<WriteGuard>.Instance);
        var servers = new ModelServerPool(Options.Create(new ModelServersOptions()), TimeProvider.System);
        _scheduler = new Scheduler(
            Queue,
            new JobRunner(Queue, _signal, [this], workspace, writing, _settings, TimeProvider.System, NullLogger<JobRunner>.Instance),
            _signal,
            servers,
            new SchedulerRoom(servers, _settings),
            liveness, workspace, writing, _settings, new LoopTurns(workspace, TimeProvider.System), TimeProvider.System, NullLogger<Scheduler>.Instance);
        return _scheduler.StartAsync(cancel);
    }

    public async Task StopAsync()
    {
        await _scheduler!.StopAsync(CancellationToken.None);
        _scheduler.Dispose();
    }

    /// <summary>Makes the table as it is when so many jobs wait, of a hundred users, and so many have ended.</summary>
    public async Task FillAsync(int waiting, int finished, CancellationToken cancel)
    {
        const string Columns = "job_id, kind, user_id, feature, payload, input_video, changes, status, created_at, run_at, turn";
        await database.WriteAsync(writing => writing.ExecuteAsync(new("DELETE FROM jobs", commandTimeout: 600, cancellationToken: cancel)), cancel);
        await database.WriteAsync(
            writing => writing.ExecuteAsync(new(
                $"""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @finished)
                INSERT INTO jobs ({Columns}, completed_at, output_video, attempt)
                SELECT 'done-' || i, 'empty', 'user' || (i % 100), 'Bench', '{Nothing}', 'uploads/' || i, '[]', 'COMPLETED', i, i, i / 100, i, 'outputs/' || i, 1 FROM n WHERE i <= @finished
                """,
                new { finished }, commandTimeout: 600, cancellationToken: cancel)),
            cancel);
        await database.WriteAsync(
            writing => writing.ExecuteAsync(new(
                $"""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @waiting)
                INSERT INTO jobs ({Columns})
                SELECT substr('00000000-0000-0000-0000-000000000000', 1, 36 - length('' || i)) || i, 'empty', 'user' || (i % 100), 'Bench', '{Nothing}', 'uploads/' || i, '[]', 'QUEUED', i, i, i / 100 FROM n WHERE i <= @waiting
                """,
                new { waiting }, commandTimeout: 600, cancellationToken: cancel)),
            cancel);
        await using var reader = await database.OpenReaderAsync(cancel);
        if (database is PostgresDatabase)
        {
            await reader.ExecuteAsync(new("VACUUM ANALYZE jobs", commandTimeout: 600, cancellationToken: cancel));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private const string Nothing = "{}";
}
