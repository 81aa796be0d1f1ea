using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace IntelliAvatar.Chaos;

/// <summary>A model server that renders most of the time, and else dies, hangs or lies.</summary>
internal sealed class MoodyModelServer : IAsyncDisposable
{
    private const int IdLength = 36;

    private readonly FakeModelServer _gateway;
    private readonly byte[] _video;
    private readonly Random _random;
    private readonly Lock _lock = new();

    private MoodyModelServer(FakeModelServer gateway, byte[] video, int seed, Findings findings)
    {
        (_gateway, _video, _random) = (gateway, video, new Random(seed));
        gateway.OnGenerate = async http =>
        {
            var name = (await http.Request.ReadFormAsync()).Files["media"]!.FileName;
            findings.Submissions.AddOrUpdate(name[..IdLength], 1, (_, before) => before + 1);
            await GenerateAsync(http, name[..IdLength]);
        };
        gateway.OnGetFile = GetFileAsync;
    }

    public Uri Url => _gateway.Url;

    /// <summary>From now on it does what it is asked.</summary>
    public bool IsCalm { get; set; }

    public static async Task<MoodyModelServer> StartAsync(byte[] video, int seed, Findings findings) =>
        new(await FakeModelServer.StartAsync(), video, seed, findings);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    private async Task GenerateAsync(HttpContext http, string jobId)
    {
        var (mood, patience) = Dice();
        switch (mood)
        {
            case < 0.06:
                http.Abort();
                return;
            case < 0.10:
                await FakeModelServer.Never(http);
                return;
            case < 0.15:
                await FakeModelServer.Always(500, """{"detail":"CUDA out of memory"}""")(http);
                return;
            case < 0.17:
                await FakeModelServer.Always(200, "<h1>Bad gateway</h1>", "text/html")(http);
                return;
            default:
                await Task.Delay(TimeSpan.FromSeconds(0.1 + patience), TimeProvider.System, http.RequestAborted);
                await http.Response.WriteAsJsonAsync(new { status = "success", video = $"/code/data/temp/{jobId}.mp4" });
                return;
        }
    }

    private async Task GetFileAsync(HttpContext http)
    {
        var video = MarkedVideo.Of(_video, Path.GetFileNameWithoutExtension(http.Request.Query["filename"].ToString()));
        switch (Dice().Mood)
        {
            case < 0.04:
                await FakeModelServer.Always(200, """{"status":"error"}""")(http);
                return;
            case < 0.08:
                http.Response.ContentLength = video.Length;
                await http.Response.Body.WriteAsync(video.AsMemory(0, video.Length / 2));
                http.Abort();
                return;
            case < 0.10:
                // Cut short, and no length that would tell.
                await http.Response.Body.WriteAsync(video.AsMemory(0, video.Length / 3));
                return;
            default:
                http.Response.ContentLength = video.Length;
                await http.Response.Body.WriteAsync(video);
                return;
        }
    }

    private (double Mood, double Patience) Dice()
    {
        lock (_lock)
        {
            var (mood, patience) = (_random.NextDouble(), _random.NextDouble());
            return (IsCalm ? 1 : mood, patience);
        }
    }
}
