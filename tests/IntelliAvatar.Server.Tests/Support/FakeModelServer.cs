using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>A gateway on loopback that does what a test tells it. Untold, it renders everything into <see cref="Result"/>.</summary>
public sealed class FakeModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeModelServer(WebApplication app)
    {
        _app = app;
        OnGetFile = http =>
        {
            http.Response.ContentLength = Result.Length;
            return http.Response.Body.WriteAsync(Result).AsTask();
        };
    }

    /// <summary>The fewest bytes that begin like an mp4.</summary>
    public static byte[] Mp4 { get; } = [0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 2, 0];

    public Uri Url { get; private set; } = null!;

    public byte[] Result { get; set; } = Mp4;

    /// <summary>Answers <c>generate</c> after the form was read and recorded.</summary>
    public RequestDelegate OnGenerate { get; set; } = http => http.Response.WriteAsJsonAsync(new { status = "success", video = "/code/data/temp/result.mp4" });

    /// <summary>Comes first, before any byte of the form is read; false to go no further.</summary>
    public Func<HttpContext, Task<bool>> BeforeForm { get; set; } = _ => Task.FromResult(true);

    public RequestDelegate OnGetFile { get; set; }

    /// <summary>What only a server of ours has; 404 unless told.</summary>
    public RequestDelegate OnHealth { get; set; } = NotFound;

    public RequestDelegate OnProgress { get; set; } = NotFound;

    public ConcurrentQueue<Submission> Submissions { get; } = new();

    public ConcurrentQueue<string> AskedFor { get; } = new();

    public ConcurrentQueue<string> Cancelled { get; } = new();

    /// <summary>What each request said in <c>Authorization</c>, behind its path.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = new();

    /// <summary>One that renders everything into the sample's result.</summary>
    public static async Task<FakeModelServer> StartAsync(SampleMedia media)
    {
        var fake = await StartAsync();
        fake.Result = await File.ReadAllBytesAsync(media.Result);
        return fake;
    }

    public static async Task<FakeModelServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeModelServer(app);
        app.Use((http, next) =>
        {
            fake.Authorizations.Enqueue($"{http.Request.Path} {http.Request.Headers.Authorization}");
            return next(http);
        });
        app.MapPost("/generate", fake.GenerateAsync);
        app.MapGet("/get_file", fake.GetFileAsync);
        app.MapGet("/health", http => fake.OnHealth(http));
        app.MapGet("/progress", http => fake.OnProgress(http));
        app.MapPost("/cancel", (string job_id) => fake.Cancelled.Enqueue(job_id));
        await app.StartAsync();
        fake.Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return fake;
    }

    /// <summary>Answers with a name that no other job gets: the slot is free before the video is fetched.</summary>
    public static Task OwnName(HttpContext http) =>
        http.Response.WriteAsJsonAsync(new { status = "success", video = $"/out/{Guid.NewGuid():N}.mp4" });

    /// <summary>Answers nothing until the client hangs up.</summary>
    public static Task Never(HttpContext http) => new TaskCompletionSource().Task.WaitAsync(http.RequestAborted);

    /// <summary>Answers every request with this.</summary>
    public static RequestDelegate Always(int status, string body, string type = "application/json", params (string Name, string Value)[] headers) => async http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        foreach (var (name, value) in headers)
        {
            http.Response.Headers[name] = value;
        }

        await http.Response.WriteAsync(body);
    };

    /// <summary>Renders each speech that it is given, as a real server does.</summary>
    public FakeModelServer Speaking(SampleMedia media)
    {
        var answer = OnGenerate;
        OnGenerate = async http =>
        {
            using var sandbox = new Sandbox();
            var speech = sandbox.Path("speech.wav");
            await using (var file = File.Create(speech))
            {
                await http.Request.Form.Files["audio"]!.CopyToAsync(file);
            }

            Result = await File.ReadAllBytesAsync(media.MakeSpeaking(speech));
            await answer(http);
        };
        return this;
    }

    /// <summary>Makes it one of ours.</summary>
    public FakeModelServer AsOurs()
    {
        OnHealth = Always(200, """{"status":"ready","slots":1,"busy":0}""");
        return this;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static Task NotFound(HttpContext http) => Always(404, "<h1>Not Found</h1>", "text/html")(http);

    private async Task GenerateAsync(HttpContext http)
    {
        if (!await BeforeForm(http))
        {
            return;
        }

        var form = await http.Request.ReadFormAsync();
        var (media, audio) = (form.Files["media"], form.Files["audio"]);
        Submissions.Enqueue(new Submission(
            form["job_id"], form["phones"], media?.FileName, media?.ContentType, media?.Length, audio?.FileName, audio?.ContentType, audio?.Length,
            http.Request.ContentLength, http.Request.ContentType));
        await OnGenerate(http);
    }

    private async Task GetFileAsync(HttpContext http)
    {
        AskedFor.Enqueue(http.Request.Query["filename"].ToString());
        await OnGetFile(http);
    }
}

/// <summary>One form that arrived at <c>generate</c>.</summary>
public sealed record Submission(
    string? JobId, string? Phones, string? MediaName, string? MediaType, long? MediaLength, string? AudioName, string? AudioType, long? AudioLength,
    long? ContentLength, string? ContentType);
