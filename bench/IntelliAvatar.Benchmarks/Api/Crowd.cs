using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Spectre.Console;

namespace IntelliAvatar.Benchmarks.Api;

/// <summary>A thousand people with an open stream, while two thousand questions a second come and ten changes a second are told to everybody.</summary>
internal sealed class Crowd(ServerUnderBench server)
{
    private const int Streams = 1000, PollsPerSecond = 2000, ChangesPerSecond = 10, Seconds = 20, WarmUp = 5;

    private long _lines, _open, _ended, _refused;

    public async Task RunAsync(string name, CancellationToken cancel)
    {
        var before = ProcessMemory.NowOfTree(server.Id);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var listening = Enumerable.Range(0, Streams).Select(_ => ListenAsync(enough.Token)).ToList();
        while (Interlocked.Read(ref _open) < Streams)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancel);
        }

        var open = ProcessMemory.NowOfTree(server.Id);
        var changing = ChangeAsync(enough.Token);
        var (first, answered) = (Interlocked.Read(ref _lines), new ConcurrentQueue<double>());
        var began = Stopwatch.GetTimestamp();
        var polls = new List<Task>();
        for (var i = 0; i < PollsPerSecond * (WarmUp + Seconds); i++)
        {
            var due = TimeSpan.FromSeconds((double)i / PollsPerSecond);
            if (due - Stopwatch.GetElapsedTime(began) is var wait && wait > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(wait, TimeProvider.System, cancel);
            }

            polls.Add(PollAsync(ManyJobs.IdOf(ManyJobs.Ended - 500 + (i % 1000)), began, due, due.TotalSeconds >= WarmUp ? answered : null, cancel));
        }

        await Task.WhenAll(polls);
        var took = Stopwatch.GetElapsedTime(began);
        var lines = Interlocked.Read(ref _lines) - first;
        await enough.CancelAsync();
        await Task.WhenAll([.. listening, changing]);

        var times = new Series();
        foreach (var time in answered)
        {
            times.Add(time);
        }

        AnsiConsole.Write(new Table()
            .Title($"{Streams:n0} streams of /v1/events and {PollsPerSecond:n0} GET /v1/jobs/(id) a second on {name}, server and clients on the same {Environment.ProcessorCount} processors")
            .AddColumns("", "")
            .AddRow("questions answered a second", $"{polls.Count / took.TotalSeconds:n0}")
            .AddRow("refused (503)", $"{Interlocked.Read(ref _refused)}")
            .AddRow("from when it was due to the answer, p50", $"{times.Median:0.0} ms")
            .AddRow("p99", $"{times.Quantile(0.99):0.0} ms")
            .AddRow("events that arrived a second", $"{lines / took.TotalSeconds:n0}")
            .AddRow("streams that the server cut off", $"{Interlocked.Read(ref _ended)}")
            .AddRow("memory of the server for a stream", $"{(open - before) * 1000 / Streams:0} KB"));
    }

    private async Task ListenAsync(CancellationToken enough)
    {
        try
        {
            using var answer = await server.Http.GetAsync("/v1/events", HttpCompletionOption.ResponseHeadersRead, enough);
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(enough));
            var isOpen = false;
            while (await reader.ReadLineAsync(enough) is { } line)
            {
                if (!isOpen)
                {
                    isOpen = true;
                    Interlocked.Increment(ref _open);
                }

                if (line.StartsWith("data:", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref _lines);
                }
            }

            Interlocked.Increment(ref _ended);
        }
        catch (Exception) when (enough.IsCancellationRequested)
        {
            // Enough.
        }
    }

    private async Task ChangeAsync(CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            try
            {
                using var answer = await server.Http.PatchAsJsonAsync($"/v1/jobs/{ManyJobs.IdOf(ManyJobs.Ended + ManyJobs.Waiting - (i % 500))}", new { priority = -1 - (i / 500 % 50) }, enough);
                answer.EnsureSuccessStatusCode();
                await Task.Delay(TimeSpan.FromSeconds(1.0 / ChangesPerSecond), TimeProvider.System, enough);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task PollAsync(string id, long began, TimeSpan due, ConcurrentQueue<double>? times, CancellationToken cancel)
    {
        using var answer = await server.Http.GetAsync($"/v1/jobs/{id}", cancel);
        if (!answer.IsSuccessStatusCode)
        {
            Interlocked.Increment(ref _refused);
            return;
        }

        await answer.Content.ReadAsByteArrayAsync(cancel);
        times?.Enqueue((Stopwatch.GetElapsedTime(began) - due).TotalMilliseconds);
    }
}
