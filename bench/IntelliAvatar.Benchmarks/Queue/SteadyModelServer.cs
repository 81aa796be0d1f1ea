using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntelliAvatar.Benchmarks.Queue;

/// <summary>A foreign gateway with one GPU that needs the same time for every job. Only that time counts as busy: while it receives the files it idles.</summary>
internal sealed class SteadyModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _head, _folder;
    private readonly List<(long Began, long Ended)> _renders = [];

    private SteadyModelServer(WebApplication app, string head, string folder) => (_app, _head, _folder) = (app, head, folder);

    public static TimeSpan Work { get; } = TimeSpan.FromSeconds(5);

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>From the first render's beginning to the last one's end.</summary>
    public double BusyShare =>
        _renders.Sum(render => Stopwatch.GetElapsedTime(render.Began, render.Ended).TotalSeconds) / Stopwatch.GetElapsedTime(_renders[0].Began, _renders[^1].Ended).TotalSeconds;

    public TimeSpan LongestGap => _renders.Zip(_renders.Skip(1), (last, next) => Stopwatch.GetElapsedTime(last.Ended, next.Began)).Max();

    public static async Task<SteadyModelServer> StartAsync(string head, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new SteadyModelServer(app, head, folder);
        app.MapPost("/generate", server.GenerateAsync);
        app.MapGet("/get_file", (string filename) => Results.File(server.PathOf(filename), "video/mp4"));
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private string PathOf(string name) => Path.Combine(_folder, Path.GetFileName(name));

    private async Task<IResult> GenerateAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var began = Stopwatch.GetTimestamp();
        var name = $"render{_renders.Count}";
        await using (var speech = File.Create(PathOf($"{name}.wav")))
        {
            await form.Files["audio"]!.CopyToAsync(speech, request.HttpContext.RequestAborted);
        }

        string[] arguments =
        [
            "-nostdin", "-v", "error", "-y", "-stream_loop", "-1", "-i", _head, "-i", PathOf($"{name}.wav"), "-map", "0:v", "-map", "1:a",
            "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-shortest", "-movflags", "+faststart", PathOf($"{name}.mp4"),
        ];
        await Tool.RunAsync("ffmpeg", arguments, request.HttpContext.RequestAborted);
        var rest = Work - Stopwatch.GetElapsedTime(began);
        await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, TimeProvider.System, request.HttpContext.RequestAborted);
        _renders.Add((began, Stopwatch.GetTimestamp()));
        return Results.Json(new { status = "success", video = $"/results/{name}.mp4" });
    }
}
