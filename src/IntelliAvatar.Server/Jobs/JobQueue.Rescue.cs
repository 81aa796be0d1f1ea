using Dapper;

namespace IntelliAvatar.Server.Jobs;

/// <summary>How a job leaves a worker that cannot say how its attempt ended.</summary>
public sealed partial class JobQueue
{
    private const string UsedUp = "(crashes + 1 >= @MaxCrashes OR failures + crashes + 1 >= @MaxAttempts)";

    /// <summary>
    /// IN_PROGRESS → QUEUED, → FAILED after too many crashes, or → CANCELLED where that was asked for, for jobs whose lease has ended
    /// or whose owner is dead.
    /// </summary>
    /// <param name="dead">Owners whose processes no longer run.</param>
    /// <returns>The jobs that were taken back.</returns>
    public async Task<IReadOnlyList<Job>> RescueAsync(IReadOnlyCollection<string> dead, CancellationToken cancel)
    {
        if (dead.Count == 0 && !await AnyAsync("status = 'IN_PROGRESS' AND lease_until < now_ms()", new { }, cancel))
        {
            return [];
        }

        const string Cancelled = "cancel_requested_at IS NOT NULL";
        var rescued = await database.WriteAsync(
            async writing => (await writing.QueryAsync<Job>(new(
                $"""
                UPDATE jobs
                SET crashes = crashes + 1,
                    status = CASE WHEN {Cancelled} THEN 'CANCELLED' WHEN {UsedUp} THEN 'FAILED' ELSE 'QUEUED' END,
                    completed_at = CASE WHEN {Cancelled} OR {UsedUp} THEN now_ms() END,
                    started_at = CASE WHEN {Cancelled} OR {UsedUp} THEN started_at END,
                    error_code = CASE WHEN {Cancelled} THEN NULL ELSE 'worker_lost' END,
                    error = CASE WHEN {Cancelled} THEN NULL WHEN {UsedUp}
                            THEN 'The worker died ' || (crashes + 1) || ' times while it ran this job. Its files may be what kills it: try another video or audio.'
                            ELSE 'The worker that ran this job died; the job runs again.' END,
                    run_at = now_ms(), progress = NULL, {LetGo}
                WHERE status = 'IN_PROGRESS' AND seq IN (
                    SELECT seq FROM jobs WHERE status = 'IN_PROGRESS' AND (lease_until < now_ms() OR owner {database.AnyOf("@dead")}) {database.SkipLocked})
                RETURNING *
                """,
                new { dead = dead.ToArray(), options.Value.MaxCrashes, options.Value.MaxAttempts },
                cancellationToken: cancel))).AsList(),
            cancel);
        signal.Raise();
        return rescued;
    }
}
