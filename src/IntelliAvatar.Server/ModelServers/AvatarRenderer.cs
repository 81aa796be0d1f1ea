using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.ModelServers.Gateway;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.ModelServers;

/// <summary>Has a talking video made by whichever model server is free and well, and believes only what was checked.</summary>
public sealed class AvatarRenderer(ModelServerPool pool, GatewayClient client, ResultCheck check, ILogger<AvatarRenderer> logger)
{
    private static readonly TimeSpan DiskPause = TimeSpan.FromMinutes(1);

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

        async Task<bool> RenderedAsync(CancellationToken stop)
        {
            // First among all processes, then here: who waits here finds it free there, too.
            var isFree = request.Rendered is null || await request.Rendered(stop);
            if (isFree)
            {
                slot.Free();
            }

            return isFree;
        }

        request.Begun?.Invoke();
        var outcome = await RenderAsync(slot.Server, request with { Rendered = RenderedAsync }, progress, cancel) with { Server = slot.Server.Name };
        slot.Report(outcome);
        logger.LogInformation("Job {JobId} on {Server}: {Outcome}", request.JobId, slot.Server.Name, outcome);
        return outcome;
    }

    private async Task<RenderOutcome> RenderAsync(ModelServer server, RenderRequest request, IProgress<double> progress, CancellationToken cancel)
    {
        var part = $"{request.ResultPath}.part";
        try
        {
            var outcome = await client.RenderAsync(server, request, part, CheckAsync, progress, cancel);
            if (outcome is RenderOutcome.Rendered)
            {
                File.Move(part, request.ResultPath, overwrite: true);
            }

            return outcome is RenderOutcome.Failed { Code: var code } && code == FfmpegFailure.StorageFull.Code ? DiskFull : outcome;
        }
        catch (IOException full) when (full.IsDiskFull())
        {
            return DiskFull;
        }

        // A server of ours is held to the frame; neural engines trim a few.
        Task<Refusal?> CheckAsync(bool isOurs, CancellationToken stop) =>
            check.CheckAsync(part, request.Speech, isOurs ? TimeSpan.Zero : server.LengthTolerance, stop);
    }

    private string NobodyFree() =>
        pool.Status().Select(server => server.Trouble).OfType<string>().FirstOrDefault() is { } trouble
            ? $"No model server is free and well. The last one said: {trouble}"
            : "No model server is free; the job waits for one.";

    private static RenderOutcome.Busy Stopping => new("stopping", "The program was stopped; the job goes on when it is started again.", TimeSpan.Zero);

    private static RenderOutcome.Busy DiskFull => new(FfmpegFailure.StorageFull.Code, FfmpegFailure.StorageFull.Detail, DiskPause);
}
