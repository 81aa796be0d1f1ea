using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;

namespace IntelliAvatar.Server.ModelServers.Gateway;

/// <summary>What an HTTP status or a broken connection means for the job and for the server. The table is docs/model-servers.md.</summary>
internal static class GatewayErrorMap
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FullDisk = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Unreachable = TimeSpan.FromSeconds(15);

    /// <summary>Any status but 2xx, from <c>generate</c> or <c>get_file</c>. Only a server of ours may choose a code: a stranger's words are not ours.</summary>
    public static RenderOutcome OfStatus(HttpResponseMessage response, JsonElement? said, bool isOurs, TimeProvider clock)
    {
        var status = (int)response.StatusCode;
        var what = said is { } json && GatewayJson.Reason(json) is { } reason ? reason
            : status is 401 or 403 ? $"The model server wants another key (HTTP {status}): set ModelServers__N__Key."
            : $"The model server answered HTTP {status}.";
        var code = isOurs && said is { } words ? GatewayJson.Code(words) : null;
        var wait = RetryAfter(response, clock);
        return status switch
        {
            >= 300 and < 400 => new RenderOutcome.Misconfigured("model_server_redirects",
                $"The model server redirects (HTTP {status}); configure the address that it redirects to.")
            { Health = ServerHealth.Misconfigured },
            401 or 403 => new RenderOutcome.Misconfigured("model_server_unauthorized", what) { Health = ServerHealth.Misconfigured },
            409 or 503 when code is "busy" or "already_running" => new RenderOutcome.Busy(code, what, wait ?? TimeSpan.FromSeconds(5)),
            507 when code is "storage_full" => new RenderOutcome.Busy(code, what, wait ?? FullDisk) { Health = ServerHealth.Down },
            400 or 415 or 422 => new RenderOutcome.Failed(code ?? "model_server_rejected_input", what, MayPass: false),
            413 => new RenderOutcome.Failed(code ?? "model_server_input_too_large", what, MayPass: false),

            // A proxy says so too, while the server behind it starts again.
            404 or 405 when code is null =>
                new RenderOutcome.Failed("model_server_has_no_generate", what, MayPass: true, RetryAfter: wait) { Health = ServerHealth.Faulty },
            404 or 405 => new RenderOutcome.Failed(code, what, MayPass: false),
            408 or 425 or 429 => new RenderOutcome.Failed("model_server_throttles", what, MayPass: true, RetryAfter: wait) { Health = ServerHealth.Faulty },
            502 or 503 or 504 => new RenderOutcome.Failed("model_server_unavailable", what, MayPass: true, RetryAfter: wait) { Health = ServerHealth.Faulty },
            >= 500 => new RenderOutcome.Failed(code ?? "model_server_error", what, MayPass: true, RetryAfter: wait) { Health = ServerHealth.Faulty },
            _ => new RenderOutcome.Failed(code ?? "model_server_odd_status", what, MayPass: true, MaxTries: 2),
        };
    }

    /// <summary>The connection could not be made: nothing was submitted, so no attempt is spent. Null when it was made.</summary>
    public static RenderOutcome? OfConnecting(Exception fault) => fault switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            Down("model_server_unknown_host", "The model server's host name cannot be found."),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or HttpRequestException { InnerException: AuthenticationException } =>
            Down("model_server_insecure", "No secure connection to the model server can be made."),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } or OperationCanceledException { InnerException: TimeoutException } or SocketException =>
            Down("model_server_unreachable", "The model server cannot be reached."),
        _ => null,
    };

    private static RenderOutcome.Busy Down(string code, string reason) => new(code, reason, Unreachable) { Health = ServerHealth.Faulty };

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock)
    {
        var asked = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - clock.GetUtcNow() : null;
        return asked is not { } wait || wait <= TimeSpan.Zero ? null
            : wait < LongestRetryAfter ? wait
            : LongestRetryAfter;
    }
}
