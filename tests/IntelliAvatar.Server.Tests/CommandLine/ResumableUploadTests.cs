using System.Collections.Concurrent;
using System.Globalization;
using IntelliAvatar.Server.CommandLine.Client;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntelliAvatar.Server.Tests.CommandLine;

/// <summary>Uploads of <c>intelliavatar batch</c> that do not go as they should: what is said, and that nothing is left behind.</summary>
[Collection(ServerTests.Name)]
public sealed class ResumableUploadTests : IDisposable
{
    private const int VideoBytes = 4 << 20;

    private readonly Sandbox _sandbox = new();
    private readonly string _script, _rows, _video;

    public ResumableUploadTests()
    {
        (_script, _rows, _video) = (_sandbox.Write("script.txt", "Dear {name}!"), _sandbox.Write("rows.csv", "name\nRavi\n"), _sandbox.Path("head.mp4"));
        File.WriteAllBytes(_video, new byte[VideoBytes]);
    }

    public void Dispose() => _sandbox.Dispose();

    private ProgramRun Run(OddServer server) => ProgramRun.Start(_sandbox.Folder, "batch", _script, _rows, "--video", _video, "--dry-run", "--server", $"{server.Url}");

    [Fact]
    public async Task A_file_that_became_shorter_is_not_waited_for()
    {
        await using var server = await OddServer.StartAsync();
        server.OnVideo = async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            await using (var video = new FileStream(_video, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) // as programs that know of no locks
            {
                video.SetLength(VideoBytes / 2);
            }

            OddServer.IsAt(http, VideoBytes / 2);
        };

        await using var run = Run(server);

        await run.EndsWithAsync(1);
        Assert.Contains("(file_changed)", run.Error);
        Assert.Contains("head.mp4' had 4,194,304 bytes when its upload began and has 2,097,152 now.", run.Error);
        Assert.Equal(1, server.Patches);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(VideoBytes + 1)]
    public async Task An_offset_that_cannot_be_is_not_believed(long offset)
    {
        await using var server = await OddServer.StartAsync();
        server.OnVideo = async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            OddServer.IsAt(http, offset);
        };

        await using var run = Run(server);

        await run.EndsWithAsync(1);
        Assert.Contains("(answer_not_understood)", run.Error);
        Assert.Contains($"says that it is at {offset.ToString("N0", CultureInfo.InvariantCulture)} now", run.Error);
        Assert.Equal(1, server.Patches);
    }

    [Fact]
    public async Task An_upload_that_is_refused_leaves_nothing_behind()
    {
        await using var server = await OddServer.StartAsync();
        server.OnVideo = FakeModelServer.Always(413, """{"code":"video_too_large","detail":"It is too large."}""", "application/problem+json");

        await using var run = Run(server);

        await run.EndsWithAsync(1);
        Assert.Contains("(video_too_large)", run.Error);
        Assert.Equal([OddServer.Rows, OddServer.Video], server.Deleted.Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // its answers to the last requests are not waited for
    public async Task A_batch_that_is_interrupted_in_its_upload_leaves_nothing_behind(bool isMute)
    {
        await using var server = await OddServer.StartAsync();
        server.IsMute = isMute;
        server.OnVideo = http => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        await using var run = Run(server);
        await Eventually.HoldsAsync(() => server.Patches > 0);

        await run.SignalAsync("TERM");

        await run.EndsWithAsync(130);
        Assert.Equal([OddServer.Rows, OddServer.Video], server.Deleted.Order());
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Bytes_that_are_sent_again_do_not_count_twice()
    {
        const int Kept = 300_000;
        await using var server = await OddServer.StartAsync();
        server.Offset = Kept;
        server.OnVideo = async http =>
        {
            if (server.Patches == 1)
            {
                await http.Request.Body.ReadExactlyAsync(new byte[VideoBytes - 1]);
                http.Abort();
                return;
            }

            await http.Request.Body.CopyToAsync(Stream.Null);
            OddServer.IsAt(http, VideoBytes);
        };
        var reached = new ConcurrentQueue<long>();
        using var client = new ApiClient(server.Url);

        var (id, refusal) = await new ResumableUpload(client, _ => { }).SendAsync(new FileInfo(_video), "anita", reached.Enqueue, CancellationToken.None);

        Assert.Null(refusal);
        Assert.Equal(OddServer.Video, id);
        Assert.Equal(2, server.Patches);
        Assert.Equal(VideoBytes, reached.Max());
        Assert.Equal(VideoBytes, reached.Last());
        Assert.Contains(Kept, reached);
        Assert.Empty(server.Deleted);
    }

    /// <summary>Takes a table as it should, and a video as a test says.</summary>
    private sealed class OddServer(WebApplication app) : IAsyncDisposable
    {
        public const string Rows = "rows", Video = "video";

        private int _patches;

        public Uri Url => new(app.Urls.Single());

        /// <summary>What it does with bytes of the video.</summary>
        public RequestDelegate OnVideo { get; set; } = _ => Task.CompletedTask;

        /// <summary>Where it says that the video is.</summary>
        public long Offset { get; set; }

        /// <summary>Whether it never says that something is deleted.</summary>
        public bool IsMute { get; set; }

        /// <summary>How often bytes of the video came.</summary>
        public int Patches => Volatile.Read(ref _patches);

        public ConcurrentQueue<string> Deleted { get; } = new();

        public static async Task<OddServer> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var server = new OddServer(app);
            app.MapPost("/v1/uploads", http =>
            {
                http.Response.Headers.Location = $"/v1/uploads/{(http.Request.Headers["Upload-Length"] == $"{VideoBytes}" ? Video : Rows)}";
                http.Response.StatusCode = 201;
                return Task.CompletedTask;
            });
            app.MapPatch($"/v1/uploads/{Rows}", async http =>
            {
                await http.Request.Body.CopyToAsync(Stream.Null);
                IsAt(http, http.Request.ContentLength!.Value);
            });
            app.MapPatch($"/v1/uploads/{Video}", http =>
            {
                Interlocked.Increment(ref server._patches);
                return server.OnVideo(http);
            });
            app.MapMethods($"/v1/uploads/{Video}", ["HEAD"], http =>
            {
                IsAt(http, server.Offset, 200);
                return Task.CompletedTask;
            });
            app.MapDelete("/v1/uploads/{id}", async (HttpContext http, string id) =>
            {
                server.Deleted.Enqueue(id);
                await Task.Delay(server.IsMute ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, TimeProvider.System, http.RequestAborted);
            });
            await app.StartAsync();
            return server;
        }

        public static void IsAt(HttpContext http, long offset, int status = 204)
        {
            http.Response.Headers["Upload-Offset"] = $"{offset}";
            http.Response.StatusCode = status;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
