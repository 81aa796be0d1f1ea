using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.ModelServers.Gateway;

namespace IntelliAvatar.Server.ModelServers.Rendering;

/// <summary>Has a talking video made by whichever model server is free and well, and believes only what was checked.</summary>
public sealed class AvatarRenderer(ModelServerPool pool, GatewayClient client, ResultValidator check, ILogger<AvatarRenderer> logger)
{
    private const int NoSpace = 28; // ENOSPC

    /// <summary>Longer than our engine takes to start again. A job that waits longer waits in the queue, where people see why.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>There is only our own engine; each time it starts it has another address.</summary>
    public bool IsEmbedded => pool.IsEmbedded;

    /// <summary>The names of the servers that take jobs, without this one.</summary>
    public IReadOnlyCollection<string> OthersThatAreWell(string? server) =>
        [.. pool.Status().Where(other => other.InRotation && other.Url != server).Select(other => other.Url)];

    /// <summary>
    /// Waits for a server, has <paramref name="request"/> rendered, and leaves the checked video at its result path, or nothing there.
    /// <paramref name="progress"/> goes from 0 to 1. A cancel reaches the server, if it listens.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> came first.</exception>
    public async Task<RenderOutcome> RenderAsync(RenderRequest request, IProgress<double> progress, CancellationToken cancel)
    {
        using var slot = await pool.AcquireAsync(request.AvoidServer, request.Line, request.Reserve, Patience, cancel);
        if (slot is null)
        {
            return pool.IsClosed ? Stopping : new RenderOutcome.Busy("no_model_server", NobodyFree(), LookAgain);
        }

        async Task<bool> RenderedAsync(string server, string name, CancellationToken stop)
        {
            // First among all processes, then here: who waits here finds it free there, too.
            var isFree = request.Rendered is null || await request.Rendered(server, name, stop);
            if (isFree)
            {
                slot.Free();
            }

            if (request.Fetching is { } fetching)
            {
                await fetching(stop);
            }

            return isFree;
        }

        if (request.Begun is { } begun && !await begun(cancel))
        {
            return new RenderOutcome.Busy("lease_lost", "The job was cancelled or taken over by another worker.", TimeSpan.Zero);
        }

        var outcome = await RenderAsync(slot.Server, request with { Rendered = RenderedAsync }, progress, cancel) with { Server = slot.Server.Name };
        slot.Report(outcome);
        logger.LogInformation("Job {JobId} on {Server}: {Outcome}", request.JobId, slot.Server.Name, outcome);
        return outcome;
    }

    /// <summary>
    /// Fetches and checks a result that a server made in an earlier attempt, as <see cref="RenderAsync(RenderRequest, IProgress{double}, CancellationToken)"/> does
    /// after the render. Null: the server is none of ours any more.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> came first.</exception>
    public async Task<RenderOutcome?> FetchAgainAsync(RenderRequest request, string serverName, string resultName, IProgress<double> progress, CancellationToken cancel)
    {
        if (pool.Find(serverName) is not { } server)
        {
            return null;
        }

        var part = PartOf(request);
        var outcome = await client.FetchAgainAsync(server, resultName, request, part, Check(server, request), progress, cancel) with { Server = server.Name };
        logger.LogInformation("Job {JobId}, rendered by {Server} before: {Outcome}", request.JobId, server.Name, outcome);
        return Take(outcome, part, request);
    }

    private async Task<RenderOutcome> RenderAsync(ModelServer server, RenderRequest request, IProgress<double> progress, CancellationToken cancel)
    {
        var part = PartOf(request);
        var outcome = await client.RenderAsync(server, request, part, Check(server, request), progress, cancel);
        if (outcome is RenderOutcome.Rendered && request.Fetched is { } fetched && !await fetched(cancel))
        {
            File.Delete(part);
            return Replaced;
        }

        return Take(outcome, part, request);
    }

    /// <summary>A server of ours is held to the frame; neural engines trim a few.</summary>
    /// <exception cref="IOException">Thrown by the check: our own disk is full, which tells nothing about the server or the video.</exception>
    private Func<bool, CancellationToken, Task<Refusal?>> Check(ModelServer server, RenderRequest request) => async (isOurs, stop) =>
        await check.CheckAsync(PartOf(request), request.Speech, isOurs ? TimeSpan.Zero : server.LengthTolerance, stop, request.AudioPath) is not { } refusal ? null
        : refusal.Code == FfmpegFailure.StorageFull.Code ? throw new IOException(refusal.Detail, NoSpace)
        : refusal;

    private static RenderOutcome Take(RenderOutcome outcome, string part, RenderRequest request)
    {
        if (outcome is RenderOutcome.Rendered)
        {
            File.Move(part, request.ResultPath, overwrite: true);
        }

        return outcome;
    }

    private static string PartOf(RenderRequest request) => $"{request.ResultPath}.part";

    private string NobodyFree() =>
        pool.Status().Select(server => server.Trouble).OfType<string>().FirstOrDefault() is { } trouble
            ? $"No model server is free and well. The last one said: {trouble}"
            : "No model server is free; the job waits for one.";

    private static RenderOutcome.Busy Replaced =>
        new("result_replaced", "The model server gave another job's video the same name before this one was fetched; the job is rendered again.", TimeSpan.Zero);

    private static RenderOutcome.Busy Stopping => new("stopping", "The program was stopped; the job goes on when it is started again.", TimeSpan.Zero);
}
