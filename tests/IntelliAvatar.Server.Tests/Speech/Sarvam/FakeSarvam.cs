using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using IntelliAvatar.Server.Speech.Audio;
using IntelliAvatar.Server.Tests.Speech.Audio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntelliAvatar.Server.Tests.Speech.Sarvam;

/// <summary>A server on loopback that answers as Sarvam does, or as it is told to, one answer a call.</summary>
internal sealed class FakeSarvam : IAsyncDisposable
{
    public const string Key = "sk_test_0123456789abcdef";

    private readonly WebApplication _server;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _script = [];

    private FakeSarvam()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapPost("/text-to-speech", AnswerAsync);
    }

    public ConcurrentQueue<(string? Key, JsonObject Body)> Calls { get; } = [];

    public Func<HttpContext, Task> Usual { get; set; } = Speech();

    public string Url => $"{_server.Urls.First()}/text-to-speech";

    public static async Task<FakeSarvam> StartAsync()
    {
        var fake = new FakeSarvam();
        await fake._server.StartAsync();
        return fake;
    }

    public Dictionary<string, string?> Settings(params (string Name, string Value)[] more) => new(
        more.Select(setting => KeyValuePair.Create($"Speech:Sarvam:{setting.Name}", (string?)setting.Value)))
    {
        ["Speech:Sarvam:ApiKey"] = Key,
        ["Speech:Sarvam:Url"] = Url,
        ["Speech:Sarvam:RetryDelay"] = "00:00:00.001",
    };

    public FakeSarvam Then(params Func<HttpContext, Task>[] answers)
    {
        foreach (var answer in answers)
        {
            _script.Enqueue(answer);
        }

        return this;
    }

    public static Func<HttpContext, Task> Speech(int rate = 24000, double seconds = 0.5) => Audios(Convert.ToBase64String(Wav(rate, seconds)));

    public static Func<HttpContext, Task> Audios(params string[] audios) =>
        Json(200, new JsonObject { ["request_id"] = "1", ["audios"] = new JsonArray([.. audios.Select(audio => JsonValue.Create(audio))]) }.ToJsonString());

    public static Func<HttpContext, Task> Error(int status, string code, string message = "no", string? retryAfter = null) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsync(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["request_id"] = "1" } }.ToJsonString());
    };

    public static Func<HttpContext, Task> Json(int status, string body) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    };

    public static byte[] Wav(int rate, double seconds)
    {
        using var stream = new MemoryStream();
        var writer = new WaveWriter(stream, rate);
        writer.Begin();
        writer.Write(Sounds.Tone(300, seconds, rate, 0.3f));
        writer.Finish();
        return stream.ToArray();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        Calls.Enqueue((context.Request.Headers["api-subscription-key"], body!.AsObject()));
        await (_script.TryDequeue(out var scripted) ? scripted : Usual)(context);
    }
}
