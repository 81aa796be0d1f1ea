using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace IntelliAvatar.Chaos.ModelServers;

/// <summary>A model server that renders most of the time, and else dies, hangs or lies. It keeps what it rendered.</summary>
internal sealed class MoodyModelServer : IAsyncDisposable
{
    private const int IdLength = 36;
    private const double BadGenerate = 0.05, BadFetch = 0.05;
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(10);

    /// <summary>One job in so many meets two different failures, whatever server it comes to.</summary>
    private const int UnluckyOneIn = 8;

    private static readonly Mood[] Bad = [Mood.Unavailable, Mood.Error, Mood.Reset, Mood.Cut, Mood.WebPage, Mood.Failed, Mood.Empty];

    private readonly FakeModelServer _gateway;
    private readonly ResultVideos _videos;
    private readonly RenderLedger _ledger;
    private readonly Random _random;
    private readonly TimeSpan _speed;
    private readonly int _number;
    private readonly Lock _lock = new();

    private MoodyModelServer(FakeModelServer gateway, int number, TimeSpan speed, int seed, ResultVideos videos, RenderLedger ledger)
    {
        (_gateway, _number, _speed, _random, _videos, _ledger) = (gateway, number, speed, new Random(seed + number), videos, ledger);
        gateway.OnGenerate = GenerateAsync;
        gateway.OnGetFile = GetFileAsync;
    }

    public Uri Url => _gateway.Url;

    /// <summary>From now on it does what it is asked.</summary>
    public bool IsCalm { get; set; }

    public static async Task<MoodyModelServer> StartAsync(int number, TimeSpan speed, int seed, ResultVideos videos, RenderLedger ledger) =>
        new(await FakeModelServer.StartAsync(), number, speed, seed, videos, ledger);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    private async Task GenerateAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var (media, audio) = (form.Files["media"]!, form.Files["audio"]!);
        var jobId = media.FileName[..IdLength];
        Task<byte[]> video;
        using (var speech = audio.OpenReadStream())
        {
            video = _videos.ForAsync(speech);
        }

        var render = _ledger.Begin(jobId, _number, MoodFor(jobId), Hash(media), Hash(audio), video);
        try
        {
            await AnswerAsync(http, render);
        }
        catch (OperationCanceledException)
        {
            render.IsAborted = true;
        }
    }

    private static string Hash(IFormFile file)
    {
        using var stream = file.OpenReadStream();
        return VideoMark.Hash(stream);
    }

    private async Task AnswerAsync(HttpContext http, Render render)
    {
        switch (render.Mood)
        {
            case Mood.Unavailable:
                await FakeModelServer.Always(503, """{"detail":"no worker"}""")(http);
                return;
            case Mood.Error:
                await FakeModelServer.Always(500, """{"detail":"CUDA out of memory"}""")(http);
                return;
            case Mood.Reset:
                await Task.Delay(_speed / 2, TimeProvider.System, http.RequestAborted);
                http.Abort();
                return;
        }

        await Task.Delay(_speed + (render.Mood == Mood.Late ? Lateness : TimeSpan.Zero), TimeProvider.System, http.RequestAborted);
        switch (render.Mood)
        {
            case Mood.Cut:
                http.Response.ContentType = "application/json";
                http.Response.ContentLength = 100;
                await http.Response.WriteAsync("""{"status":""");
                await http.Response.Body.FlushAsync();
                http.Abort();
                return;
            case Mood.WebPage:
                await FakeModelServer.Always(200, "<h1>Bad gateway</h1>", "text/html")(http);
                return;
            case Mood.Failed:
                await FakeModelServer.Always(200, """{"status":"failed","message":"CUDA error: device-side assert"}""")(http);
                return;
            case Mood.Empty:
                await FakeModelServer.Always(200, "")(http);
                return;
        }

        await render.Video;
        http.RequestAborted.ThrowIfCancellationRequested();
        render.WholeAt = Life.Now;
        await http.Response.WriteAsJsonAsync(new { status = "success", video = $"/code/data/temp/{render.Name}" });
    }

    private async Task GetFileAsync(HttpContext http)
    {
        if (_ledger.Find(http.Request.Query["filename"].ToString()) is not { WholeAt: not null } render || render.Server != _number)
        {
            await FakeModelServer.Always(404, """{"detail":"not found"}""")(http);
            return;
        }

        var video = render.Mark.On(await render.Video);
        var dice = Dice(BadFetch);
        render.Fetches.Enqueue((Life.Now, dice switch { 0 => "given", 1 => "500", 2 => "cut", 3 => "cut without length", 4 => "JSON", _ => "404" }));
        switch (dice)
        {
            case 0:
                http.Response.ContentLength = video.Length;
                await http.Response.Body.WriteAsync(video);
                return;
            case 1:
                await FakeModelServer.Always(500, "<h1>Internal error</h1>", "text/html")(http);
                return;
            case 2:
                http.Response.ContentLength = video.Length;
                await http.Response.Body.WriteAsync(video.AsMemory(0, video.Length / 2));
                await http.Response.Body.FlushAsync();
                http.Abort();
                return;
            case 3:
                await http.Response.Body.WriteAsync(video.AsMemory(0, video.Length / 3));
                return;
            case 4:
                await FakeModelServer.Always(200, """{"status":"error"}""")(http);
                return;
            default:
                await FakeModelServer.Always(404, """{"detail":"not found"}""")(http);
                return;
        }
    }

    private Mood MoodFor(string jobId)
    {
        var hash = jobId.Aggregate(17, (sum, letter) => unchecked((sum * 31) + letter)) & int.MaxValue;
        if (hash % UnluckyOneIn == 0)
        {
            // The second is never of the kind of the first.
            var met = _ledger.Of(jobId).Count(render => Bad.Contains(render.Mood));
            return IsCalm || met > 1 ? Mood.Good : Bad[((hash / UnluckyOneIn) + (met * (1 + (hash % (Bad.Length - 1))))) % Bad.Length];
        }

        return Dice(BadGenerate) switch { 0 => Mood.Good, var kind and < 6 => Bad[kind], _ => Mood.Late };
    }

    /// <returns>0 mostly, else 1 to 6.</returns>
    private int Dice(double bad)
    {
        lock (_lock)
        {
            var (isBad, kind) = (_random.NextDouble() < bad, 1 + _random.Next(6));
            return isBad && !IsCalm ? kind : 0;
        }
    }
}
