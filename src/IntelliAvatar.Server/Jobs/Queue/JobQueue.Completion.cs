using Dapper;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>How an attempt ends by its worker's word.</summary>
public sealed partial class JobQueue
{
    /// <summary>IN_PROGRESS → COMPLETED, and the result gets its name in the same transaction.</summary>
    /// <returns>False: the job is no longer this worker's, or it is to be cancelled; nothing was published.</returns>
    public Task<bool> CompleteAsync(Job claim, string resultPath, CancellationToken cancel)
    {
        var key = files.KeyFor(StorageKeys.Output(claim.JobId), claim);
        return EndAsync(
            claim,
            "status = 'COMPLETED', output_video = @key, completed_at = now_ms(), progress = 1, error = NULL, error_code = NULL",
            new { key },
            new Dictionary<string, string>(StringComparer.Ordinal) { [resultPath] = key },
            cancel);
    }

    /// <summary>IN_PROGRESS → QUEUED after a failure that may pass, or → FAILED when its tries are used up.</summary>
    public async Task<bool> RetryAsync(Job claim, JobOutcome.Retry why, CancellationToken cancel)
    {
        var limits = options.Value;
        var failures = claim.Failures + 1;
        if (failures + claim.Crashes >= limits.MaxAttempts || (why.MaxTries is { } most && await IsUsedUpAsync(claim, why, most, cancel)))
        {
            return await FailAsync(claim, new JobOutcome.Fail(why.Code, why.Reason), cancel);
        }

        var delay = RetryPolicy.Delay(limits, failures, Random.Shared.NextDouble());
        if (why.After is { } atLeast && atLeast > delay)
        {
            delay = atLeast < limits.MaxRetryDelay ? atLeast : limits.MaxRetryDelay;
        }

        return await EndAsync(
            claim,
            $"status = 'QUEUED', failures = failures + 1, is_suspect = (is_suspect AND NOT at_risk), run_at = now_ms() + @delay, started_at = NULL, progress = NULL, error_code = @Code, error = @Reason{(why.IsResultKept ? "" : NoResult)}",
            new { delay = Milliseconds(delay), why.Code, why.Reason },
            NoFiles,
            cancel);
    }

    /// <summary>IN_PROGRESS → FAILED.</summary>
    public Task<bool> FailAsync(Job claim, JobOutcome.Fail why, CancellationToken cancel) =>
        EndAsync(
            claim,
            "status = 'FAILED', failures = failures + 1, completed_at = now_ms(), progress = NULL, error_code = @Code, error = @Reason",
            new { why.Code, why.Reason },
            NoFiles,
            cancel);

    /// <summary>IN_PROGRESS → QUEUED at no cost: nothing was tried, or this process is stopping.</summary>
    public async Task<bool> ReleaseAsync(Job claim, JobOutcome.Release why, CancellationToken cancel)
    {
        var released = await EndAsync(
            claim,
            "status = 'QUEUED', run_at = now_ms() + @delay, started_at = NULL, progress = NULL, error_code = @Code, error = @Reason",
            new { delay = Milliseconds(why.After ?? TimeSpan.Zero), why.Code, why.Reason },
            NoFiles,
            cancel);
        signal.Raise();
        return released;
    }

    /// <summary>IN_PROGRESS → CANCELLED, by the worker that has stopped on request.</summary>
    public Task<bool> CancelledAsync(Job claim, CancellationToken cancel) =>
        database.WriteAsync(
            writing => SetAsync(
                writing,
                claim,
                $"status = 'CANCELLED', completed_at = now_ms(), progress = NULL, error = NULL, error_code = NULL, {LetGo}",
                new { },
                "AND cancel_requested_at IS NOT NULL",
                cancel),
            cancel);

    /// <summary>
    /// Whether this failure is the last that its code may have. Only failures with the same code at the same model server count, so that a server
    /// that restarts twice, or two servers that restart once each, cannot end a job that another server would render.
    /// </summary>
    private async Task<bool> IsUsedUpAsync(Job claim, JobOutcome.Retry why, int most, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        var failedAt = (await reader.QueryAsync<string?>(new(
            "SELECT model_server FROM job_attempts WHERE job_id = @JobId AND outcome = 'FAILED' AND error_code = @Code",
            new { claim.JobId, why.Code },
            cancellationToken: cancel))).AsList();
        var here = 1 + failedAt.Count(server => why.Server is null || server == why.Server);
        return here >= most && why.Others.All(failedAt.Contains);
    }

    /// <summary>Writes the end of an attempt, unless the job is to be cancelled.</summary>
    private Task<bool> EndAsync(Job claim, string set, object values, IReadOnlyDictionary<string, string> publish, CancellationToken cancel) =>
        FencedAsync(claim, $"{set}, {LetGo}", values, publish, cancel, "AND cancel_requested_at IS NULL");
}
