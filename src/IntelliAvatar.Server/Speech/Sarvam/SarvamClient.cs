using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace IntelliAvatar.Server.Speech.Sarvam;

/// <summary>Calls to Sarvam, paced, each with a deadline and a bound on what it may send.</summary>
internal sealed class SarvamClient : IDisposable
{
    private const int MostBytes = 32 << 20;
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(10);

    private readonly SarvamOptions _options;
    private readonly TimeProvider _clock;
    private readonly SarvamPace _pace;
    private volatile string _languageField;

    // Made by hand and not by the factory: the factory's handlers log headers, and one of ours is the key.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // A redirect would carry the key elsewhere.
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public SarvamClient(SarvamOptions options, TimeProvider clock)
    {
        (_options, _clock, _languageField) = (options, clock, options.LanguageField);
        _pace = new SarvamPace(options.RequestsPerMinute, clock);
        _http.DefaultRequestHeaders.Add("api-subscription-key", options.ApiKey);
    }

    /// <summary>Speaks one piece of text. When the name of the language's field is refused, the other name is tried and kept.</summary>
    public async Task<ChunkOutcome> CallAsync(string text, SarvamSpeaker speaker, string language, CancellationToken cancel)
    {
        var field = _languageField;
        var (outcome, wrongField) = await SendAsync(SarvamWire.Request(_options, text, speaker, field, language), cancel);
        if (!wrongField || SarvamWire.OtherLanguageField(field) is not { } other)
        {
            return outcome;
        }

        var (second, stillWrong) = await SendAsync(SarvamWire.Request(_options, text, speaker, other, language), cancel);
        if (second is ChunkOutcome.Spoken)
        {
            _languageField = other;
        }

        return stillWrong ? outcome : second;
    }

    public void Dispose() => _http.Dispose();

    private async Task<(ChunkOutcome Outcome, bool WrongField)> SendAsync(JsonObject body, CancellationToken cancel)
    {
        await _pace.WaitAsync(cancel);
        using var deadline = new CancellationTokenSource(_options.Timeout, _clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            return await ConverseAsync(body, end.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (new ChunkOutcome.Failed(SpeechFault.Passing, "sarvam_slow", $"Sarvam did not answer within {_options.Timeout.TotalSeconds:0} seconds."), false);
        }
        catch (Exception broken) when (broken is HttpRequestException or SocketException or IOException)
        {
            return (new ChunkOutcome.Failed(SpeechFault.Passing, "sarvam_unreachable", "The connection to Sarvam failed."), false);
        }
    }

    private async Task<(ChunkOutcome Outcome, bool WrongField)> ConverseAsync(JsonObject wanted, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Url);
        request.Content = new StringContent(wanted.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (await ReadAsync(response.Content, cancel) is not { } body)
        {
            return (SarvamWire.Garbled($"more than {MostBytes >> 20} MiB for one piece of text"), false);
        }

        return response.StatusCode == HttpStatusCode.OK
            ? (SarvamWire.Read(body), false)
            : (SarvamWire.ReadError(response.StatusCode, body, RetryAfter(response.Headers.RetryAfter)), SarvamWire.RefusesLanguageField(response.StatusCode, body));
    }

    /// <summary>The whole body; null when it is too large.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        using var body = new MemoryStream();
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            if (body.Length + read > MostBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var asked = header?.Delta ?? (header?.Date - _clock.GetUtcNow());
        return asked > LongestRetryAfter ? LongestRetryAfter : asked;
    }
}
