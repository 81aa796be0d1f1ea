using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;

namespace IntelliAvatar.Server.ModelServers.Gateway;

/// <summary>What only servers of ours understand: health, progress, cancel. A stranger is left in peace for a while.</summary>
internal sealed class GatewayExtras(HttpClient http, GatewayOptions limits, TimeProvider clock)
{
    /// <summary>A server of ours may have stood behind a proxy that answered for it while it started.</summary>
    private static readonly TimeSpan AskStrangersAgain = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Uri, (bool IsOurs, long AskedAt)> _asked = new();

    /// <summary>Whether the server is one of ours, or why it cannot be spoken with now.</summary>
    public async Task<(bool IsOurs, RenderOutcome? Trouble)> GreetAsync(ModelServer server, CancellationToken cancel)
    {
        var known = _asked.TryGetValue(server.Url, out var before);
        if (known && !before.IsOurs && clock.GetElapsedTime(before.AskedAt) < AskStrangersAgain)
        {
            return (false, null);
        }

        var wasOurs = known && before.IsOurs;

        try
        {
            var (status, said) = await AskAsync(server, HttpMethod.Get, "health", cancel);
            if (status is 401 or 403)
            {
                // It may be one of ours with another key, or a stranger that hides this address: generate will tell.
                return (false, null);
            }

            if (status < 500)
            {
                var isOurs = status is 200 && said is { } json && GatewayJson.Health(json) is not null;
                _asked[server.Url] = (isOurs, clock.GetTimestamp());
                return (isOurs, null);
            }

            return (false, wasOurs ? Unhealthy($"The model server's health check answered HTTP {status}.") : null);
        }
        catch (Exception fault) when (IsTransport(fault, cancel))
        {
            var trouble = GatewayErrorMap.OfConnecting(fault);
            return wasOurs ? (true, Unhealthy("The model server does not answer its health check."))
                : (false, trouble);
        }
    }

    /// <summary>Reports how far the render is, until told to stop: then null. Ends with why the server is given up, when it shows no sign of life or stands still.</summary>
    public async Task<RenderOutcome.Failed?> FollowAsync(ModelServer server, string submissionId, IProgress<double> progress, CancellationToken stop)
    {
        var (reached, last) = (0.0, (double?)null);
        var (heard, moved) = (clock.GetTimestamp(), clock.GetTimestamp());
        while (true)
        {
            await Task.Delay(limits.ProgressEvery, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
            {
                return null;
            }

            var (answered, said) = await TryAskAsync(server, HttpMethod.Get, $"progress?job_id={Uri.EscapeDataString(submissionId)}", stop);
            heard = answered ? clock.GetTimestamp() : heard;
            if (said is { } json && GatewayJson.Progress(json) is { } share)
            {
                (last, moved) = share == last ? (last, moved) : (share, clock.GetTimestamp());
                if (share > reached)
                {
                    progress.Report(reached = share);
                }
            }

            if (clock.GetElapsedTime(heard) >= limits.Silence)
            {
                return GivenUp("model_server_unresponsive", $"The model server answered nothing for {limits.Silence.TotalMinutes:0.#} minutes while it rendered.");
            }

            if (last is not null && clock.GetElapsedTime(moved) >= limits.NoProgress)
            {
                return GivenUp("model_server_stuck", $"The model server made no progress for {limits.NoProgress.TotalMinutes:0.#} minutes.");
            }
        }
    }

    /// <summary>Tells the server, if it still listens, that the result is not wanted.</summary>
    public async Task CancelAsync(ModelServer server, string submissionId) =>
        _ = await TryAskAsync(server, HttpMethod.Post, $"cancel?job_id={Uri.EscapeDataString(submissionId)}", CancellationToken.None);

    private static RenderOutcome.Failed GivenUp(string code, string reason) => new(code, reason, MayPass: true) { Health = ServerHealth.Faulty };

    /// <summary>Whether anything was answered, and the JSON of a good answer.</summary>
    private async Task<(bool Answered, JsonElement? Said)> TryAskAsync(ModelServer server, HttpMethod method, string path, CancellationToken cancel)
    {
        try
        {
            var (status, said) = await AskAsync(server, method, path, cancel);
            return (true, status is 200 ? said : null);
        }
        catch (Exception fault) when (IsTransport(fault, CancellationToken.None))
        {
            return (false, null);
        }
    }

    private async Task<(int Status, JsonElement? Said)> AskAsync(ModelServer server, HttpMethod method, string path, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(limits.Aside, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        using var request = server.Request(method, server.At(path));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        await using var body = await response.Content.ReadAsStreamAsync(either.Token);
        var read = await GatewayBody.ReadSmallAsync(body, default, either.Token);
        return ((int)response.StatusCode, read is { } bytes ? GatewayJson.Object(bytes) : null);
    }

    private static bool IsTransport(Exception fault, CancellationToken cancel) =>
        fault is HttpRequestException or SocketException or IOException || (fault is OperationCanceledException && !cancel.IsCancellationRequested);

    private static RenderOutcome.Busy Unhealthy(string reason) =>
        new("model_server_unhealthy", reason, TimeSpan.FromSeconds(15)) { Health = ServerHealth.Down };
}
