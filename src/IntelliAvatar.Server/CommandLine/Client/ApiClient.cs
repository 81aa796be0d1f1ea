using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>A server, as its clients see it: requests to <c>/v1</c>, and the sentence of its problem where it says no.</summary>
internal sealed class ApiClient : IDisposable
{
    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly HttpClient _http;

    /// <param name="server">Its address; a name and password in it are those of the proxy that stands before it.</param>
    public ApiClient(Uri server)
    {
        Address = server.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
        _http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = Connect })
        {
            BaseAddress = new Uri($"{Address}/"),
            Timeout = Timeout.InfiniteTimeSpan, // an upload takes what it takes
        };
        if (server.UserInfo.Length > 0)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(server.UserInfo))));
        }
    }

    /// <summary>As it may be shown: without a password.</summary>
    public string Address { get; }

    /// <summary>Ids are letters, digits and hyphens. Anything else becomes no part of a path.</summary>
    public static bool IsId(string? text) => text is { Length: > 0 } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    public static string JobPath(string jobId, string rest = "") => $"v1/jobs/{Uri.EscapeDataString(jobId)}{rest}";

    /// <summary>Asks for a document, or for something to be done that is done at once.</summary>
    public async Task<Answer<JsonDocument>> AskAsync(HttpMethod method, string path, CancellationToken cancel, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            return await ReadAsync(request, end.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return Unreachable($"it said nothing for {Patience.TotalSeconds:0} seconds");
        }
    }

    public Task<Answer<JsonDocument>> JobAsync(string jobId, CancellationToken cancel) => AskAsync(HttpMethod.Get, JobPath(jobId), cancel);

    /// <summary>Sends a form, however long that takes.</summary>
    public async Task<Answer<JsonDocument>> SubmitAsync(string path, HttpContent form, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.ExpectContinue = true; // a server that refuses need not be sent gigabytes first
        return await ReadAsync(request, cancel);
    }

    /// <summary>The answer as soon as its head is there, whatever it says. A refusal means that there was none.</summary>
    public async Task<Answer<HttpResponseMessage>> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        }
        catch (HttpRequestException gone)
        {
            return gone switch
            {
                { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } or { InnerException: SocketException } =>
                    Unreachable(gone.Message),
                _ => new Refusal("connection_lost", $"The connection to {Address} broke: {gone.Message}", StatusCodes.Status503ServiceUnavailable),
            };
        }
    }

    /// <summary>Why the server says no, in its own words where it has any.</summary>
    public async Task<Refusal> RefusalOfAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var status = (int)answer.StatusCode;
        try
        {
            if (answer.Content.Headers.ContentType?.MediaType is "application/problem+json")
            {
                using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel));
                if (problem.RootElement.TryGetProperty("detail", out var detail) && problem.RootElement.TryGetProperty("code", out var code))
                {
                    return new(code.GetString()!, detail.GetString()!, status);
                }
            }
        }
        catch (Exception broken) when (broken is JsonException or HttpRequestException or IOException or InvalidOperationException)
        {
            // Cut off, or none of ours.
        }

        return new("answer_not_understood", $"{Address} answered {status} {answer.ReasonPhrase} and gave no reason. Is it an IntelliAvatar server?", status);
    }

    /// <summary>What a good answer says.</summary>
    public async Task<Answer<JsonDocument>> DocumentOfAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        try
        {
            var body = await answer.Content.ReadAsByteArrayAsync(cancel);
            return JsonDocument.Parse(body.Length == 0 ? "null"u8.ToArray() : body);
        }
        catch (JsonException)
        {
            return NotUnderstood("did not answer with JSON");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return new Refusal("connection_lost", $"The connection to {Address} broke in the middle of its answer.", StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>It talks, but not as an IntelliAvatar server does.</summary>
    public Refusal NotUnderstood(string what) => new("answer_not_understood", $"{Address} {what}. Is it an IntelliAvatar server?");

    public void Dispose() => _http.Dispose();

    private async Task<Answer<JsonDocument>> ReadAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var (answer, refusal) = await SendAsync(request, cancel);
        using (answer)
        {
            if (answer is null)
            {
                return refusal!;
            }

            if (!answer.IsSuccessStatusCode)
            {
                return await RefusalOfAsync(answer, cancel);
            }

            return await DocumentOfAsync(answer, cancel);
        }
    }

    private Refusal Unreachable(string reason) => new(
        "server_unreachable",
        $"No server answers at {Address} ({reason}). Start one with 'intelliavatar serve', or name another with --server.",
        StatusCodes.Status503ServiceUnavailable);
}
