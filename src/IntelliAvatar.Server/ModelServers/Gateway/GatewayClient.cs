using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.ModelServers.Gateway;

/// <summary>One conversation with a gateway: greet, generate, fetch, check. Contract and codes: docs/model-servers.md.</summary>
public sealed class GatewayClient : IDisposable
{
    private const int FetchTries = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>How much of the whole is the render; the rest is the download.</summary>
    private const double RenderShare = 0.95;

    /// <summary>How much longer than the speech a server of ours may work, which tells how far it is: large pictures take a slow processor minutes for one.</summary>
    private const int SlowestOfOurs = 20;

    private readonly GatewayOptions _limits;
    private readonly TimeProvider _clock;
    private readonly ILogger<GatewayClient> _logger;
    private readonly HttpClient _http;
    private readonly GatewayExtras _extras;
    private readonly GatewayGenerate _generate;
    private readonly GatewayFetch _fetch;
    private readonly ResultFingerprints _fingerprints = new();

    public GatewayClient(IOptions<GatewayOptions> options, TimeProvider clock, ILogger<GatewayClient> logger)
    {
        _limits = options.Value;
        _clock = clock;
        _logger = logger;
        _http = new HttpClient(Connections(_limits)) { Timeout = Timeout.InfiniteTimeSpan };
        _extras = new GatewayExtras(_http, _limits, clock);
        _generate = new GatewayGenerate(_http, _limits, clock);
        _fetch = new GatewayFetch(_http, _limits, clock);
    }

    /// <summary>
    /// Has <paramref name="request"/> rendered by <paramref name="server"/> and the result in <paramref name="partPath"/>.
    /// When it ends in another way, no such file remains. <paramref name="check"/> looks at what was downloaded, is told whether the server is one of ours, and answers null when it is good.
    /// <paramref name="progress"/> goes from 0 to 1.
    /// </summary>
    public async Task<RenderOutcome> RenderAsync(
        ModelServer server, RenderRequest request, string partPath, Func<bool, CancellationToken, Task<Refusal?>> check,
        IProgress<double> progress, CancellationToken cancel)
    {
        var (isOurs, trouble) = await _extras.GreetAsync(server, cancel);
        if (trouble is not null)
        {
            return trouble;
        }

        var isRendered = false;
        var patience = _limits.Attempt + (isOurs ? request.Speech * SlowestOfOurs : TimeSpan.Zero);
        using var time = new CancellationTokenSource(patience, _clock);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancel);
        try
        {
            var (name, inputs, ended) = await GenerateAsync(server, request, isOurs, progress, attempt.Token);
            if (ended is null && request.Rendered is { } rendered)
            {
                await rendered(server.Name, name!, attempt.Token);
            }

            var outcome = ended ?? await FetchAsync(server, name!, isOurs ? null : inputs, partPath, token => check(isOurs, token), progress, attempt.Token);
            cancel.ThrowIfCancellationRequested();
            isRendered = outcome is RenderOutcome.Rendered;
            return outcome;
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new RenderOutcome.Failed("model_server_silent", $"The model server did not finish within {patience.TotalMinutes:0.#} minutes.", MayPass: true, MaxTries: 2)
            {
                Health = ServerHealth.Faulty,
            };
        }
        finally
        {
            if (!isRendered)
            {
                File.Delete(partPath);
            }
        }
    }

    /// <summary>
    /// Fetches and checks the result <paramref name="name"/> that <paramref name="server"/> made of <paramref name="request"/> in an earlier attempt;
    /// otherwise as <see cref="RenderAsync"/>.
    /// </summary>
    public async Task<RenderOutcome> FetchAgainAsync(
        ModelServer server, string name, RenderRequest request, string partPath, Func<bool, CancellationToken, Task<Refusal?>> check,
        IProgress<double> progress, CancellationToken cancel)
    {
        var (isOurs, _) = await _extras.GreetAsync(server, cancel);
        var isRendered = false;
        using var time = new CancellationTokenSource(_limits.Attempt, _clock);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancel);
        try
        {
            var inputs = isOurs ? null : await GatewayUpload.FingerprintAsync(request, attempt.Token);
            var outcome = await FetchAsync(server, name, inputs, partPath, token => check(isOurs, token), progress, attempt.Token);
            isRendered = outcome is RenderOutcome.Rendered;
            return outcome;
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new RenderOutcome.Failed("model_server_silent", "The model server did not give its result in time.", MayPass: true);
        }
        finally
        {
            if (!isRendered)
            {
                File.Delete(partPath);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<(string? Name, string Inputs, RenderOutcome? Ended)> GenerateAsync(
        ModelServer server, RenderRequest request, bool isOurs, IProgress<double> progress, CancellationToken attempt)
    {
        using var answered = new CancellationTokenSource();
        using var hope = CancellationTokenSource.CreateLinkedTokenSource(attempt);
        var following = isOurs ? FollowAsync() : Task.FromResult<RenderOutcome.Failed?>(null);
        try
        {
            return await _generate.AskAsync(server, request, isOurs, hope.Token);
        }
        catch (OperationCanceledException) when (hope.IsCancellationRequested && !attempt.IsCancellationRequested)
        {
            return (null, "", await following);
        }
        finally
        {
            await answered.CancelAsync();
            await following;
            if (isOurs && hope.IsCancellationRequested)
            {
                await _extras.CancelAsync(server, request.SubmissionId);
            }
        }

        async Task<RenderOutcome.Failed?> FollowAsync()
        {
            var dead = await _extras.FollowAsync(server, request.SubmissionId, new ScaledProgress(progress, 0, RenderShare), answered.Token);
            if (dead is not null)
            {
                await hope.CancelAsync();
            }

            return dead;
        }
    }

    private async Task<RenderOutcome> FetchAsync(
        ModelServer server, string name, string? inputs, string partPath, Func<CancellationToken, Task<Refusal?>> check,
        IProgress<double> progress, CancellationToken attempt)
    {
        string? refused = null;
        var tries = new Dictionary<string, int>(StringComparer.Ordinal);
        var isWaiting = false;
        long? unreachable = null;
        try
        {
            for (var pause = _limits.Pause; ; pause = Min(pause * 2, LongestPause))
            {
                var answer = await _fetch.AskAsync(server, name, partPath, new ScaledProgress(progress, RenderShare, 1), attempt);
                isWaiting = answer is FetchOutcome.NotReady;
                unreachable = answer is FetchOutcome.Unusable { Failure.CanFetchAgain: true } ? unreachable ?? _clock.GetTimestamp() : null;
                if (answer is FetchOutcome.Video video)
                {
                    if (await check(attempt) is not { } refusal)
                    {
                        // Ours gives every result a new name, and makes the same bytes of the same sound whatever file it came in.
                        return inputs is null || _fingerprints.Accepts(video.Sha256, inputs) ? new RenderOutcome.Rendered() : OfAnotherJob(server, name);
                    }

                    // A file that was still being written is another one the next time; one that is the same will not get better.
                    var verdict = new RenderOutcome.Failed(refusal.Code, refusal.Detail, MayPass: true, MaxTries: 2);
                    answer = video.Sha256 == refused ? new FetchOutcome.Ended(verdict) : new FetchOutcome.Unusable(verdict);
                    refused = video.Sha256;
                }

                switch (answer)
                {
                    case FetchOutcome.Ended ended:
                        return ended.Outcome;
                    case FetchOutcome.Unusable { Failure: var failure } when CountTries(tries, failure.Code) >= FetchTries && !(unreachable is { } since && _clock.GetElapsedTime(since) < _limits.FetchPatience):
                        return failure;
                    case FetchOutcome.NotReady waiting:
                        _logger.LogInformation("{Server} does not give {Name} yet: {Reason}", server.Name, name, waiting.Reason);
                        break;
                }

                await Task.Delay(pause, _clock, attempt);
            }
        }
        catch (OperationCanceledException) when (isWaiting)
        {
            return new RenderOutcome.Failed("result_not_ready", "The model server named a video, but never gave it.", MayPass: true, MaxTries: 2);
        }
    }

    private static int CountTries(Dictionary<string, int> tries, string code) => tries[code] = tries.GetValueOrDefault(code) + 1;

    private RenderOutcome.Failed OfAnotherJob(ModelServer server, string name)
    {
        _logger.LogError("{Server} gave the video of another job as {Name}; are two jobs sharing its files?", server.Name, name);
        return new("result_of_another_job", "The model server gave the video of another job.", MayPass: true, MaxTries: 2);
    }

    private static SocketsHttpHandler Connections(GatewayOptions limits) => new()
    {
        ConnectTimeout = limits.Connect,
        ConnectCallback = (connecting, cancel) => ConnectAsync(connecting.DnsEndPoint, limits.Stall, cancel),
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseProxy = false,
        UseCookies = false,
        // A connection that the server has just closed would have HttpClient send a render twice.
        PooledConnectionLifetime = TimeSpan.Zero,
        MaxResponseDrainSize = 0,
        MaxResponseHeadersLength = 32,
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint server, TimeSpan patience, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            KeepAlive.Watch(socket, patience);
            await socket.ConnectAsync(server, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
