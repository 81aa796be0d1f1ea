using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using IntelliAvatar.Server.Speech.Audio;
using IntelliAvatar.Server.Tests.Speech.Audio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntelliAvatar.Server.Tests.Speech.Sarvam;

/// <summary>A server on loopback that refuses what Sarvam refuses and answers as it does, or as it is told to, one answer a call.</summary>
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

    /// <summary>The name of the language's field that it knows.</summary>
    public string LanguageField { get; set; } = "language_code";

    public Uri BaseUrl => new(_server.Urls.First());

    public string Url => $"{_server.Urls.First()}/text-to-speech";

    public static async Task<FakeSarvam> StartAsync()
    {
        var fake = new FakeSarvam();
        await fake._server.StartAsync();
        return fake;
    }

    public Dictionary<string, string?> Settings(params (string Name, string Value)[] more) =>
        new[] { ("ApiKey", Key), ("Url", Url), ("RetryDelay", "00:00:00.001"), ("RequestsPerMinute", "100000") }.Concat(more)
            .GroupBy(setting => setting.Item1)
            .ToDictionary(setting => $"Speech:Sarvam:{setting.Key}", string? (setting) => setting.Last().Item2);

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
        var body = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        var key = context.Request.Headers["api-subscription-key"];
        Calls.Enqueue((key, body));
        var refusal = key != Key ? Error(403, "invalid_api_key_error", "Invalid or missing authentication credentials") : Refuse(body);
        await (refusal ?? (_script.TryDequeue(out var scripted) ? scripted : Usual))(context);
    }

    private Func<HttpContext, Task>? Refuse(JsonObject body)
    {
        string[] models = ["bulbul:v2", "bulbul:v3", "bulbul:v4-flash"];
        string[] languages = ["bn-IN", "en-IN", "gu-IN", "hi-IN", "kn-IN", "ml-IN", "mr-IN", "od-IN", "pa-IN", "ta-IN", "te-IN"];
        var model = (string?)body["model"] ?? "bulbul:v3";
        var speaker = (string?)body["speaker"] ?? "";
        var isPersona = speaker.Split('_').Length > 2;
        return ((string?)body[LanguageField], (string?)body["text"]) switch
        {
            (null, _) => Wrong($"{LanguageField}: Field required"),
            (var language, _) when !languages.Contains(language) => Wrong($"{LanguageField}: Input should be {string.Join(", ", languages)}"),
            (_, null or "") => Wrong("text: Field required"),
            (_, { } text) when text.Length > (model == "bulbul:v2" ? 1500 : 2500) => Wrong("text: String is too long"),
            _ when !models.Contains(model) => Wrong($"model: Input should be {string.Join(", ", models)}"),
            _ when isPersona != (model == "bulbul:v4-flash") => Wrong($"Speaker '{speaker}' is not compatible with model {model}"),
            _ when model == "bulbul:v3" && (body.ContainsKey("pitch") || body.ContainsKey("loudness") || body.ContainsKey("enable_preprocessing")) =>
                Wrong("pitch, loudness and enable_preprocessing are not supported for bulbul:v3"),
            _ when (int?)body["speech_sample_rate"] is { } rate && rate is not (8000 or 16000 or 22050 or 24000 or 32000 or 44100 or 48000) => Wrong("speech_sample_rate"),
            _ => null,
        };

        static Func<HttpContext, Task> Wrong(string what) => Error(400, "invalid_request_error", $"Validation Error(s): - {what}");
    }
}
