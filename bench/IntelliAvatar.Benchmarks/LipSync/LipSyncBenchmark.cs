using System.Globalization;
using Spectre.Console;

namespace IntelliAvatar.Benchmarks.LipSync;

/// <summary>A whole lip-sync from two files to a third, beside ffmpeg alone on the same frames.</summary>
internal static class LipSyncBenchmark
{
    private static readonly (string Kind, string Meaning)[] Kinds =
    [
        ("plain", "plain ffmpeg"),
        ("first", "fresh process"),
        ("cold", "new base"),
        ("prepared", "prepared base"),
    ];

    public static async Task RunAsync(Media media, int runs, BenchFolder folder, CancellationToken cancel)
    {
        var costs = await MeasureAsync(media, runs, folder, cancel);
        var plain = costs["plain"];
        var table = new Table()
            .Title($"lipsync: {media.Format.Width}×{media.Format.Height} at {media.Format.Rate.Spoken}, {media.Seconds:0.0} s, {media.Frames} frames, {runs} runs, {Environment.ProcessorCount} processors")
            .AddColumns("", "s min", "median", "÷ ffmpeg min", "median", "frames/s", "× real time", "processor s", "÷ ffmpeg");
        foreach (var (kind, meaning) in Kinds.Where(kind => costs.ContainsKey(kind.Kind)))
        {
            var (wall, processor) = costs[kind];
            table.AddRow(
                meaning, $"{wall.Minimum:0.00}", $"{wall.Median:0.00}", $"{wall.Minimum / plain.Wall.Minimum:0.00}", $"{wall.Median / plain.Wall.Median:0.00}",
                $"{media.Frames / wall.Minimum:0}", $"{wall.Minimum / media.Seconds:0.000}", $"{processor.Minimum:0.00}", $"{processor.Minimum / plain.Processor.Minimum:0.00}");
        }

        AnsiConsole.Write(table);
        var (own, tree) = await MemoryAsync(media, folder, cancel);
        AnsiConsole.MarkupLine($"Peak memory: {own:0} MB in the process that renders (VmHWM), {tree:0} MB with all ffmpeg processes (looked at every 20 ms).");
    }

    private static async Task<Dictionary<string, (Series Wall, Series Processor)>> MeasureAsync(Media media, int runs, BenchFolder folder, CancellationToken cancel)
    {
        var costs = new Dictionary<string, (Series Wall, Series Processor)>();
        foreach (var line in (await Tool.RunAsync("dotnet", Arguments(media, folder, media.Frames, runs), cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (kind, wall, processor) = line.Split(' ') is [var a, var b, var c] ? (a, b, c) : throw new InvalidOperationException(line);
            var (walls, processors) = costs.TryGetValue(kind, out var known) ? known : costs[kind] = (new Series(), new Series());
            walls.Add(double.Parse(wall, CultureInfo.InvariantCulture));
            processors.Add(double.Parse(processor, CultureInfo.InvariantCulture));
        }

        return costs;
    }

    /// <summary>Looked at in a run of its own, so that the watching costs the times nothing.</summary>
    private static async Task<(double Own, double Tree)> MemoryAsync(Media media, BenchFolder folder, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task<(double, double)>? watching = null;
        try
        {
            await Tool.RunAsync("dotnet", Arguments(media, folder, frames: 0, runs: 2), cancel, process => watching = ProcessMemory.WatchAsync(process.Id, over.Token));
        }
        finally
        {
            await over.CancelAsync();
        }

        return await watching!;
    }

    private static IEnumerable<string> Arguments(Media media, BenchFolder folder, int frames, int runs) =>
    [
        typeof(LipSyncBenchmark).Assembly.Location, RenderProcess.Name,
        "--base", media.Head, "--audio", media.Speech, "--folder", folder.Folder("render"), "--frames", $"{frames}", "--runs", $"{runs}",
    ];
}
