using Dapper;

namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>How a job leaves a worker that cannot say how its attempt ended.</summary>
/// <remarks>
/// A crash counts only for the job that may have caused it. With its process certainly dead, that is the one job that was at risk; several jobs
/// at risk become suspects, which are at risk only alone from then on. Where it is not known whether the process died, a job at risk becomes a suspect,
/// and only a suspect is charged. Everything else goes back at no cost.
/// </remarks>
public sealed partial class JobQueue
{
    private const string UsedUp = "(crashes + 1 >= @MaxCrashes OR failures + crashes + 1 >= @MaxAttempts)";
    private const string CancelAsked = "cancel_requested_at IS NOT NULL";

    /// <summary>
    /// IN_PROGRESS → QUEUED, → FAILED after too many crashes, or → CANCELLED where that was asked for, for jobs whose lease has ended
    /// or whose owner is gone.
    /// </summary>
    /// <param name="dead">Owners whose processes certainly run no longer.</param>
    /// <param name="absent">Owners whose processes have not been seen for long.</param>
    /// <returns>The jobs that were taken back.</returns>
    public async Task<IReadOnlyList<Job>> RescueAsync(IReadOnlyCollection<string> dead, CancellationToken cancel, IReadOnlyCollection<string>? absent = null)
    {
        var gone = dead.Concat(absent ?? []).ToArray();
        if (gone.Length == 0 && !await AnyAsync("status = 'IN_PROGRESS' AND lease_until < now_ms()", new { }, cancel))
        {
            return [];
        }

        var rescued = await database.WriteAsync(
            async writing =>
            {
                var lost = (await writing.QueryAsync<(long Seq, bool IsCharged)>(new(
                    $"""
                    SELECT seq, at_risk AND CASE WHEN owner {database.AnyOf("@dead")}
                           THEN (SELECT count(*) FROM jobs AS beside WHERE beside.status = 'IN_PROGRESS' AND beside.owner = jobs.owner AND beside.at_risk) = 1
                           ELSE is_suspect END
                    FROM jobs WHERE status = 'IN_PROGRESS' AND (lease_until < now_ms() OR owner {database.AnyOf("@gone")}) {database.SkipLocked}
                    """,
                    new { dead = dead.ToArray(), gone },
                    cancellationToken: cancel))).ToLookup(job => job.IsCharged, job => job.Seq);
                var values = new { charged = lost[true].ToArray(), free = lost[false].ToArray(), options.Value.MaxCrashes, options.Value.MaxAttempts };
                var charged = await writing.QueryAsync<Job>(new(Charge, values, cancellationToken: cancel));
                return charged.Concat(await writing.QueryAsync<Job>(new(Excuse, values, cancellationToken: cancel))).ToList();
            },
            cancel);
        signal.Raise();
        return rescued;
    }

    /// <summary>The last try renders again: the result that was fetched may be what kills the worker.</summary>
    private string Charge =>
        $"""
        UPDATE jobs
        SET crashes = crashes + 1, is_suspect = true,
            status = CASE WHEN {CancelAsked} THEN 'CANCELLED' WHEN {UsedUp} THEN 'FAILED' ELSE 'QUEUED' END,
            completed_at = CASE WHEN {CancelAsked} OR {UsedUp} THEN now_ms() END,
            started_at = CASE WHEN {CancelAsked} OR {UsedUp} THEN started_at END,
            error_code = CASE WHEN {CancelAsked} THEN NULL ELSE 'worker_lost' END,
            error = CASE WHEN {CancelAsked} THEN NULL
                    WHEN crashes + 1 >= @MaxCrashes
                    THEN 'The worker died ' || (crashes + 1) || ' times while it worked on the files of this job and of no other. They may be what kills it: try another video or audio.'
                    WHEN {UsedUp}
                    THEN 'The job was tried ' || (failures + crashes + 1) || ' times: ' || failures || ' attempts failed, and in ' || (crashes + 1) || ' the worker died while it worked on the files of this job.'
                    ELSE 'The process that worked on the files of this job ended before it was done; the job runs again.' END,
            result_server = CASE WHEN crashes + 2 < @MaxCrashes THEN result_server END,
            result_name = CASE WHEN crashes + 2 < @MaxCrashes THEN result_name END,
            run_at = now_ms(), progress = NULL, {LetGo}
        WHERE status = 'IN_PROGRESS' AND seq {database.AnyOf("@charged")}
        RETURNING *
        """;

    private string Excuse =>
        $"""
        UPDATE jobs
        SET is_suspect = (is_suspect OR at_risk),
            status = CASE WHEN {CancelAsked} THEN 'CANCELLED' ELSE 'QUEUED' END,
            completed_at = CASE WHEN {CancelAsked} THEN now_ms() END,
            started_at = CASE WHEN {CancelAsked} THEN started_at END,
            error_code = CASE WHEN {CancelAsked} THEN NULL ELSE 'worker_lost' END,
            error = CASE WHEN {CancelAsked} THEN NULL
                    ELSE 'The process that ran this job has ended or cannot be reached. That does not count against the job, which runs again.' END,
            run_at = now_ms(), progress = NULL, {LetGo}
        WHERE status = 'IN_PROGRESS' AND seq {database.AnyOf("@free")}
        RETURNING *
        """;
}
