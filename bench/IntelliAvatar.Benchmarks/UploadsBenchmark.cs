using System.Buffers.Binary;
using System.Diagnostics;
using Spectre.Console;

namespace IntelliAvatar.Benchmarks;

/// <summary>Many large uploads at once against the real program: what it holds in memory meanwhile.</summary>
internal static class UploadsBenchmark
{
    private const int Uploads = 20;
    private const int Megabytes = 100;
    private const string Listening = "Now listening on: ";

    public static async Task RunAsync(Media media, BenchFolder folder, CancellationToken cancel)
    {
        var video = folder.File("large.mp4");
        await WriteLargeAsync(media.Head, video, cancel);
        using var server = Start(folder.Folder("server"));
        try
        {
            var url = await AddressAsync(server, cancel);
            var atRest = ProcessMemory.PeakOf(server.Id);
            var began = Stopwatch.GetTimestamp();
            using var http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(10) };
            await Task.WhenAll(Enumerable.Range(0, Uploads).Select(_ => UploadAsync(http, video, media.Speech, cancel)));
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            AnsiConsole.Write(new Table()
                .Title($"uploads: {Uploads} of {Megabytes} MB at once")
                .AddColumns("", "")
                .AddRow("until all were checked and queued", $"{seconds:0.0} s, {Uploads * Megabytes / seconds:0} MB/s")
                .AddRow("peak memory of the server when it had started", $"{atRest:0} MB")
                .AddRow("peak memory of the server after all", $"{ProcessMemory.PeakOf(server.Id):0} MB"));
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Process Start(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "intelliavatar.dll"), "serve", "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };

        // Whoever runs this may have a server of their own configured.
        foreach (var name in start.Environment.Keys.Where(name => name is "DATABASE_URL" or "MODEL_SERVER_URL" or "SARVAM_API_KEY" || name.Contains("__", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        return Process.Start(start)!;
    }

    private static async Task<Uri> AddressAsync(Process server, CancellationToken cancel)
    {
        while (await server.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
            {
                _ = server.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancel);
                return new Uri(line[(at + Listening.Length)..].Trim());
            }
        }

        throw new InvalidOperationException("The server ended before it listened.");
    }

    private static async Task UploadAsync(HttpClient http, string video, string speech, CancellationToken cancel)
    {
        await using var picture = File.OpenRead(video);
        await using var sound = File.OpenRead(speech);
        using var form = new MultipartFormDataContent { { new StreamContent(picture), "video", "large.mp4" }, { new StreamContent(sound), "audio", "speech.wav" } };
        using var answer = await http.PostAsync("/feature1/create-job?user_id=bench", form, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(cancel));
        }
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
