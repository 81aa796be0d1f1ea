using System.Text.Json;
using Spectre.Console;

namespace IntelliAvatar.Benchmarks.Queue;

/// <summary>With a backlog, the share of the time in which a model server works: speech, transfers and checks of other jobs must not keep it waiting.</summary>
internal static class BusyBenchmark
{
    private const int Jobs = 12;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public static async Task RunAsync(Media media, BenchFolder folder, CancellationToken cancel)
    {
        var table = new Table()
            .Title($"{Jobs} jobs, every other one a text, on one model server that works {SteadyModelServer.Work.TotalSeconds:0} s on each")
            .AddColumns("database", "longest gap", "busy");
        await MeasureAsync("SQLite", $"sqlite:{folder.File("busy.db")}");
        await using var postgres = await PostgresServer.FindAsync();
        if (postgres is not null)
        {
            await MeasureAsync("PostgreSQL", postgres.Url);
        }

        AnsiConsole.Write(table);

        async Task MeasureAsync(string name, string url)
        {
            var work = folder.Folder($"busy on {name}");
            await using var gpu = await SteadyModelServer.StartAsync(media.Head, work);
            await using var server = await ServerUnderBench.StartAsync(work, cancel, $"--Database:Url={url}", $"--ModelServers:0:Url={gpu.Url}");
            for (var job = 0; job < Jobs; job++)
            {
                await (job % 2 == 0
                    ? server.SubmitAsync("/feature1/create-job?user_id=bench", cancel, ("video", null, media.Head), ("audio", null, media.Speech))
                    : server.SubmitAsync("/feature2/text-to-avatar", cancel, ("user_id", "bench", null), ("text", Words(job), null), ("gender", "female", null), ("video", null, media.Head)));
            }

            await EndAsync(server, cancel);
            table.AddRow(name, $"{gpu.LongestGap.TotalMilliseconds:0} ms", $"{gpu.BusyShare:0.0 %}");
        }
    }

    private static string Words(int job) => $"This is job number {job}. It takes a few seconds to say this, and the next one is made ready meanwhile.";

    private static async Task EndAsync(ServerUnderBench server, CancellationToken cancel)
    {
        while (true)
        {
            using var jobs = JsonDocument.Parse(await server.Http.GetStringAsync("/feature1/jobs", cancel));
            var states = jobs.RootElement.EnumerateArray().Select(job => (Status: job.GetProperty("status").GetString(), Error: job.GetProperty("error"))).ToList();
            if (states.Find(job => job.Status == "FAILED") is { Status: not null } failed)
            {
                throw new InvalidOperationException($"A job failed: {failed.Error}");
            }

            if (states.All(job => job.Status == "COMPLETED"))
            {
                return;
            }

            await Task.Delay(Look, TimeProvider.System, cancel);
        }
    }
}
