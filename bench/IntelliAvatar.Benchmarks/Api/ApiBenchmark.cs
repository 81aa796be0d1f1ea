using System.Diagnostics;
using System.Text.Json;
using IntelliAvatar.Benchmarks.Queue;
using IntelliAvatar.Server.Persistence;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace IntelliAvatar.Benchmarks.Api;

/// <summary>The HTTP interface of the real server with a million jobs on both databases: pages of the list; then a thousand open streams beside two thousand questions a second.</summary>
internal static class ApiBenchmark
{
    private const int Pages = 300;

    public static async Task RunAsync(BenchFolder folder, CancellationToken cancel)
    {
        var home = folder.Folder("api-sqlite");
        using (var sqlite = new SqliteDatabase(Options.Create(new DatabaseOptions { Url = "sqlite:" + Path.Combine(home, "storage", "jobs.db") }), TimeProvider.System))
        {
            await ManyJobs.FillAsync(sqlite, cancel);
        }

        await RunAsync("SQLite", home, "sqlite:storage/jobs.db", cancel);

        await using var postgres = await PostgresServer.FindAsync();
        if (postgres is null)
        {
            AnsiConsole.MarkupLine("[yellow]PostgreSQL is not installed (sudo apt-get install postgresql), so the API was measured on SQLite only.[/]");
            return;
        }

        using (var database = new PostgresDatabase(Options.Create(new DatabaseOptions { Url = postgres.Url })))
        {
            await ManyJobs.FillAsync(database, cancel);
        }

        await RunAsync("PostgreSQL", folder.Folder("api-postgres"), postgres.Url, cancel);
    }

    private static async Task RunAsync(string name, string home, string database, CancellationToken cancel)
    {
        await using var server = await ServerUnderBench.StartAsync(home, cancel, "--role", "api", $"--Database:Url={database}");
        await PagesAsync(name, server.Http, cancel);
        await new Crowd(server).RunAsync(name, cancel);
    }

    private static async Task PagesAsync(string name, HttpClient http, CancellationToken cancel)
    {
        var table = new Table().Title($"GET /v1/jobs on {name}: {ManyJobs.Ended:n0} jobs, pages of 20, one after another").AddColumns("asked for", "p50", "p99", "slowest");
        foreach (var (what, query) in new[]
        {
            ("the newest", ""), ("a user's", "&user_id=user42"), ("failed ones", "&status=FAILED"), ("a user's failed ones", "&user_id=user50&status=FAILED"),
            ("a feature's", "&feature=Avatar Sync Studio"), ("a user's of a feature", "&user_id=user42&feature=Avatar Sync Studio"), ("a common word", "&q=speech"),
            ("a word that nobody said (1,000 jobs looked through)", "&q=xylophone"), ("waiting ones", "&status=QUEUED"),
        })
        {
            var (times, cursor) = (new Series(), "");
            for (var page = -20; page < Pages; page++)
            {
                var began = Stopwatch.GetTimestamp();
                var answer = await http.GetByteArrayAsync($"/v1/jobs?limit=20{query}{cursor}", cancel);
                if (page >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }

                cursor = JsonDocument.Parse(answer).RootElement.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : "";
            }

            table.AddRow(what, $"{times.Median:0.0} ms", $"{times.Quantile(0.99):0.0} ms", $"{times.Quantile(1):0.0} ms");
        }

        AnsiConsole.Write(table);
    }
}
