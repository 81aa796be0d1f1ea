using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.CommandLine;

/// <summary>The line breaks, or the server goes away, in the middle of what a verb does.</summary>
[Collection(ServerTests.Name)]
public sealed partial class BrokenLineTests(SampleMedia media) : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_watch_outlives_a_server_that_goes_away_and_comes_back()
    {
        await using var gpu = await FakeModelServer.StartAsync(media);
        var first = await ServerProcess.StartAsync(_sandbox.Folder, "api");
        await using (first)
        {
            var address = first.Client.Http.BaseAddress!;
            var id = await first.Client.SyncAsync(media.Video, media.Speech);
            await using var watch = ProgramRun.Start(_sandbox.Folder, "jobs", "watch", id, "--server", $"{address}");
            await Eventually.HoldsAsync(() => watch.Output.Contains("waiting"));

            await first.KillAsync();
            await Eventually.HoldsAsync(() => watch.Error.Contains("Waiting for it."));
            await using var second = await ServerProcess.StartAsync(
                _sandbox.Folder, "all", $"--Kestrel:Endpoints:Http:Url={address}", $"--ModelServers:0:Url={gpu.Url}");

            await watch.EndsWithAsync(0);
            Assert.Equal($"{id} completed", watch.Lines[^1]);
            Assert.Contains("The server is back.", watch.Error);
        }
    }

    [Fact]
    public async Task A_download_that_is_cut_again_and_again_goes_on_where_it_was_and_arrives_byte_identical()
    {
        await using var world = await World.StartAsync(_sandbox, media);
        world.Relay.CutAnswersAfter = 300_000;
        await using var run = await ProgramRun.ToEndAsync(_sandbox.Folder, null, "jobs", "download", world.JobId, "--out", "video.mp4", "--server", world.Relay.Url);

        await run.EndsWithAsync(0);
        Assert.Equal(world.Video, await File.ReadAllBytesAsync(_sandbox.Path("video.mp4")));
        Assert.Equal(["video.mp4"], Directory.EnumerateFiles(_sandbox.Folder).Select(Path.GetFileName));
        var begins = world.Asked.Select(Begin).ToList();
        Assert.True(begins.Count > 3, $"It asked {begins.Count} times.");
        Assert.Equal(0, begins[0]);
        Assert.True(begins.Zip(begins.Skip(1)).All(pair => pair.First < pair.Second), string.Join(", ", begins));
    }

    [Fact]
    public async Task A_download_that_was_killed_is_gone_on_with_by_the_next_one()
    {
        await using var world = await World.StartAsync(_sandbox, media);
        string[] download = ["jobs", "download", world.JobId, "--out", "video.mp4", "--server", world.Relay.Url];
        world.Relay.CutAnswersAfter = 300_000;
        world.HoldAfter(1);
        await using (var killed = ProgramRun.Start(_sandbox.Folder, download))
        {
            await Eventually.HoldsAsync(() => world.Asked.Count == 2);
            await killed.SignalAsync("KILL");
            await killed.EndAsync();
        }

        Assert.False(File.Exists(_sandbox.Path("video.mp4")));
        world.HoldAfter(int.MaxValue);
        world.Relay.CutAnswersAfter = null;
        await using var run = await ProgramRun.ToEndAsync(_sandbox.Folder, null, download);

        await run.EndsWithAsync(0);
        Assert.Equal(world.Video, await File.ReadAllBytesAsync(_sandbox.Path("video.mp4")));
        Assert.True(Begin(world.Asked.Last()) > 0, "It began anew.");
    }

    private static long Begin(string request) => Range().Match(request) is { Success: true } range ? long.Parse(range.Groups["from"].Value) : 0;

    [GeneratedRegex("^Range: bytes=(?<from>[0-9]+)-\r$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Range();

    /// <summary>A server with a finished video of some megabytes, behind a bad line.</summary>
    private sealed class World(Sandbox home, FakeModelServer gpu, ServerProcess server, Relay relay) : IAsyncDisposable
    {
        private int _held = int.MaxValue;

        public Relay Relay => relay;

        public byte[] Video => gpu.Result;

        public required string JobId { get; init; }

        /// <summary>The beginnings of all requests for the video.</summary>
        public ConcurrentQueue<string> Asked { get; } = new();

        public static async Task<World> StartAsync(Sandbox sandbox, SampleMedia media)
        {
            var video = media.Make(
                $"noise-{Guid.NewGuid():N}.mp4", "-f", "lavfi", "-i", "nullsrc=s=320x240:r=25:d=1", "-i", media.Speech, "-vf", "noise=alls=100:allf=t+u", "-c:v", "libx264",
                "-preset", "ultrafast", "-crf", "5", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart");
            var (home, gpu) = (new Sandbox(), await FakeModelServer.StartAsync());
            gpu.Result = await File.ReadAllBytesAsync(video);
            Assert.True(gpu.Result.Length > 1_500_000, $"{gpu.Result.Length} bytes are too few to cut.");
            var server = await ServerProcess.StartAsync(home.Folder, "all", $"--ModelServers:0:Url={gpu.Url}");
            var id = await server.Client.SyncAsync(media.Video, media.Speech);
            await server.Client.CompletedAsync(id);
            var world = new World(home, gpu, server, new Relay($"{server.Client.Http.BaseAddress}")) { JobId = id };
            world.Relay.Swallow = world.Hear;
            return world;
        }

        /// <summary>After so many requests nothing is answered any more.</summary>
        public void HoldAfter(int requests) => _held = requests;

        public async ValueTask DisposeAsync()
        {
            await relay.DisposeAsync();
            await server.DisposeAsync();
            await gpu.DisposeAsync();
            home.Dispose();
        }

        private bool Hear(string request)
        {
            if (request.Contains("/video", StringComparison.Ordinal))
            {
                Asked.Enqueue(request);
            }

            return Asked.Count > _held;
        }
    }
}
