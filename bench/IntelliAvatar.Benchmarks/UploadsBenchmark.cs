using System.Buffers.Binary;
using System.Diagnostics;
using Spectre.Console;

namespace IntelliAvatar.Benchmarks;

/// <summary>Many large uploads at once against the real program: what it holds in memory meanwhile.</summary>
internal static class UploadsBenchmark
{
    private const int Uploads = 20;
    private const int Megabytes = 100;

    public static async Task RunAsync(Media media, BenchFolder folder, CancellationToken cancel)
    {
        var video = folder.File("large.mp4");
        await WriteLargeAsync(media.Head, video, cancel);
        await using var server = await ServerUnderBench.StartAsync(folder.Folder("server"), cancel);
        var atRest = ProcessMemory.PeakOf(server.Id);
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Uploads).Select(
            _ => server.SubmitAsync("/feature1/create-job?user_id=bench", cancel, ("video", null, video), ("audio", null, media.Speech))));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        AnsiConsole.Write(new Table()
            .Title($"uploads: {Uploads} of {Megabytes} MB at once")
            .AddColumns("", "")
            .AddRow("until all were checked and queued", $"{seconds:0.0} s, {Uploads * Megabytes / seconds:0} MB/s")
            .AddRow("peak memory of the server when it had started", $"{atRest:0} MB")
            .AddRow("peak memory of the server after all", $"{ProcessMemory.PeakOf(server.Id):0} MB"));
    }

    /// <summary>The head with a 'free' box (ISO/IEC 14496-12, 8.1.2) behind it: large, legal, and quick to check, so that the uploading is what is measured.</summary>
    private static async Task WriteLargeAsync(string head, string into, CancellationToken cancel)
    {
        File.Copy(head, into);
        await using var file = new FileStream(into, FileMode.Append);
        var box = new byte[(Megabytes * 1_000_000) - (int)file.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        "free"u8.CopyTo(box.AsSpan(4));
        await file.WriteAsync(box, cancel);
    }
}
