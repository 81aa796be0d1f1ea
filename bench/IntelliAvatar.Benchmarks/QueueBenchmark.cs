using System.Diagnostics;
using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace IntelliAvatar.Benchmarks;

/// <summary>The queue, scheduler and runner as the server has them, with jobs that do nothing: on SQLite, and on the PostgreSQL that <c>DATABASE_URL</c> names.</summary>
internal static class QueueBenchmark
{
    private const int Enqueued = 1000, PickedUp = 200, Claimers = 4;

    public static async Task RunAsync(BenchFolder folder, CancellationToken cancel)
    {
        var storage = Options.Create(new StorageOptions { Url = "file:" + folder.Folder("queue") });
        using var workspace = new Workspace(storage);
        using (var sqlite = new SqliteDatabase(Options.Create(new DatabaseOptions { Url = "sqlite:" + Path.Combine(storage.Value.Folder, "jobs.db") }), TimeProvider.System))
        {
            await RunAsync("SQLite", sqlite, new FileLockLiveness(workspace), storage, workspace, cancel);
        }

        var options = new DatabaseOptions { Url = Environment.GetEnvironmentVariable("DATABASE_URL") ?? "" };
        if (options.IsPostgres)
        {
            using var postgres = new PostgresDatabase(Options.Create(options));
            using var session = new PostgresSession(postgres, workspace.Instance, TimeProvider.System, NullLogger<PostgresSession>.Instance);
            await session.StartAsync(cancel);
            await RunAsync("PostgreSQL", postgres, session, storage, workspace, cancel);
            await session.StopAsync(cancel);
        }
    }

    private static async Task RunAsync(
        string name, Database database, ILiveness liveness, IOptions<StorageOptions> storage, Workspace workspace, CancellationToken cancel)
    {
        var settings = Options.Create(new SchedulerOptions { Concurrency = Claimers });
        var signal = new JobSignal(database);
        var queue = new JobQueue(database, new JobFiles(database, new DiskFileStore(storage)), signal, settings);
        var handler = new EmptyHandler();
        using var scheduler = new Scheduler(
            queue,
            new JobRunner(queue, signal, [handler], workspace, settings, TimeProvider.System, NullLogger<JobRunner>.Instance),
            signal,
            new ModelServerPool(Options.Create(new ModelServersOptions()), TimeProvider.System),
            liveness, workspace, settings, TimeProvider.System, NullLogger<Scheduler>.Instance);

        var enqueue = await EnqueueAsync(queue, cancel);
        var drain = await DrainAsync(scheduler, handler, cancel);
        var waits = await PickUpAsync(queue, handler, cancel);
        await scheduler.StopAsync(CancellationToken.None);

        AnsiConsole.Write(new Table()
            .Title($"queue: {name}, every commit on disk")
            .AddColumns("", "")
            .AddRow("submitted, one after the other", $"{enqueue:0} jobs/s")
            .AddRow($"empty jobs drained, {Claimers} at once", $"{drain:0} jobs/s")
            .AddRow($"from submitted to begun, an idle scheduler, {PickedUp} jobs", $"p50 {waits.Quantile(0.5):0.0} ms, p99 {waits.Quantile(0.99):0.0} ms"));
    }

    private static async Task<double> EnqueueAsync(JobQueue queue, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Enqueued; i++)
        {
            await SubmitAsync(queue, cancel);
        }

        return Enqueued / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<double> DrainAsync(Scheduler scheduler, EmptyHandler handler, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        await scheduler.StartAsync(cancel);
        for (var i = 0; i < Enqueued; i++)
        {
            await handler.Begun.Reader.ReadAsync(cancel);
        }

        return Enqueued / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<Series> PickUpAsync(JobQueue queue, EmptyHandler handler, CancellationToken cancel)
    {
        var waits = new Series();
        for (var i = 0; i < PickedUp; i++)
        {
            await SubmitAsync(queue, cancel);
            var submitted = Stopwatch.GetTimestamp();
            var begun = await handler.Begun.Reader.ReadAsync(cancel);
            waits.Add(Math.Max(0, Stopwatch.GetElapsedTime(submitted, begun).TotalMilliseconds));
        }

        return waits;
    }

    private static Task SubmitAsync(JobQueue queue, CancellationToken cancel)
    {
        var (id, now) = (Guid.NewGuid().ToString(), TimeProvider.System.GetUtcNow());
        var job = new Job
        {
            JobId = id,
            Kind = EmptyHandler.Name,
            UserId = "bench",
            Feature = "Bench",
            Payload = "{}",
            InputVideo = StorageKeys.Video(id),
        };
        return queue.SubmitAsync(job, new Dictionary<string, string>(), cancel);
    }

    private sealed class EmptyHandler : IJobHandler
    {
        public const string Name = "empty";

        /// <summary>When each job began.</summary>
        public System.Threading.Channels.Channel<long> Begun { get; } = System.Threading.Channels.Channel.CreateUnbounded<long>();

        public string Kind => Name;

        public Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel)
        {
            Begun.Writer.TryWrite(Stopwatch.GetTimestamp());
            var result = run.Scratch.File("result.mp4");
            File.WriteAllBytes(result, []);
            return Task.FromResult<JobOutcome>(new JobOutcome.Done(result));
        }
    }
}
