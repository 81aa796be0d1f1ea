using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace IntelliAvatar.Server.Speech.Sarvam;

/// <summary>One call to Sarvam, with a deadline and a bound on what it may send.</summary>
internal sealed class SarvamClient : IDisposable
{
    private const int MostBytes = 16 << 20;
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(10);

    private readonly SarvamOptions _options;
    private readonly TimeProvider _clock;

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
        (_options, _clock) = (options, clock);
        _http.DefaultRequestHeaders.Add("api-subscription-key", options.ApiKey);
    }

    public async Task<ChunkOutcome> CallAsync(string text, string speaker, string language, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(_options.Timeout, _clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            return await ConverseAsync(text, speaker, language, end.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new ChunkOutcome.Failed(SpeechFault.Passing, "sarvam_slow", $"Sarvam did not answer within {_options.Timeout.TotalSeconds:0} seconds.");
        }
        catch (Exception broken) when (broken is HttpRequestException or SocketException or IOException)
        {
            return new ChunkOutcome.Failed(SpeechFault.Passing, "sarvam_unreachable", "The connection to Sarvam failed.");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ChunkOutcome> ConverseAsync(string text, string speaker, string language, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Url);
        request.Content = new StringContent(SarvamWire.Request(_options, text, speaker, language).ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (await ReadAsync(response.Content, cancel) is not { } body)
        {
            return SarvamWire.Garbled($"more than {MostBytes >> 20} MiB for one piece of text");
        }

        return response.StatusCode == HttpStatusCode.OK
            ? SarvamWire.Read(body)
            : SarvamWire.ReadError(response.StatusCode, body, RetryAfter(response.Headers.RetryAfter));
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
