using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Quartz;
using Spectre.Console;

namespace IntelliAvatar.Benchmarks.Queue;

/// <summary>Our queue on both databases, beside Quartz on the same, every commit on disk, jobs that do nothing.</summary>
internal static class QueueBenchmark
{
    private const int Threads = 4, Clients = 4, Jobs = 1000, PickedUp = 200, PeerJobs = 200;
    private const int Many = 100_000, History = 1_000_000;

    public static async Task RunAsync(BenchFolder folder, CancellationToken cancel)
    {
        var storage = Options.Create(new StorageOptions { Url = "file:" + folder.Folder("queue") });
        using var workspace = new Workspace(storage);
        using (var sqlite = new SqliteDatabase(Options.Create(new DatabaseOptions { Url = "sqlite:" + Path.Combine(storage.Value.Folder, "jobs.db") }), TimeProvider.System))
        {
            await RunAsync(
                "SQLite",
                withResults => new OurQueue(sqlite, new FileLockLiveness(workspace), storage, workspace, Threads, withResults),
                store => store.UseSqlite($"Data Source={Path.Combine(storage.Value.Folder, "quartz.db")}"),
                cancel);
        }

        await using var server = await PostgresServer.FindAsync();
        if (server is null)
        {
            AnsiConsole.MarkupLine("[yellow]PostgreSQL is not installed (sudo apt-get install postgresql), so the queue was measured on SQLite only.[/]");
            return;
        }

        using var postgres = new PostgresDatabase(Options.Create(new DatabaseOptions { Url = server.Url }));
        using var session = new PostgresSession(postgres, workspace, TimeProvider.System, NullLogger<PostgresSession>.Instance);
        await session.StartAsync(cancel);
        await RunAsync(
            "PostgreSQL",
            withResults => new OurQueue(postgres, session, storage, workspace, Threads, withResults),
            store => store.UsePostgres(server.Connection.ConnectionString),
            cancel);
        await session.StopAsync(cancel);
    }

    private static async Task RunAsync(string database, Func<bool, OurQueue> ours, Action<IPersistentStoreBuilder> peer, CancellationToken cancel)
    {
        var table = new Table()
            .Title($"queue on {database}: {Threads} threads, {Clients} clients, load of the machine {Load()}")
            .AddColumns("engine", "waiting", "finished", "enqueued/s", "drained/s", "pick-up p50", "p99");
        foreach (var (withResults, waiting, finished) in new[] { (false, 1, 0), (false, Jobs, 0), (true, Jobs, 0), (false, Many, 0), (false, 1, History), (false, Jobs, History) })
        {
            await using var queue = ours(withResults);
            await queue.FillAsync(waiting, finished, cancel);
            await MeasureAsync(table, queue, waiting, finished, Jobs, cancel);
        }

        await using var quartz = await QuartzQueue.OpenAsync(peer, Threads);
        await MeasureAsync(table, quartz, 0, 0, PeerJobs, cancel);
        AnsiConsole.Write(table);
    }

    /// <summary>Enqueues beside what waits already, drains as many, and, when that leaves nothing, sees how soon a single job begins.</summary>
    private static async Task MeasureAsync(Table table, IBenchedQueue queue, int waiting, int finished, int jobs, CancellationToken cancel)
    {
        var enqueue = await Measure.EnqueueAsync(queue, jobs, Clients, cancel);
        var drain = await Measure.DrainAsync(queue, waiting == Many ? jobs : waiting + jobs, cancel);
        var waits = waiting == Many ? null : await Measure.PickUpAsync(queue, PickedUp, cancel);
        table.AddRow(
            queue.Name, $"{waiting:n0}", $"{finished:n0}", $"{enqueue:n0}", $"{drain:n0}",
            waits is null ? "" : $"{waits.Quantile(0.5):0.0} ms", waits is null ? "" : $"{waits.Quantile(0.99):0.0} ms");
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
