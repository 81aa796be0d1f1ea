using Dapper;

namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>Commands issued by users.</summary>
public sealed partial class JobQueue
{
    /// <summary>How long it is known that a job was deleted.</summary>
    public static readonly TimeSpan DeletionsKept = TimeSpan.FromDays(7);

    /// <summary>
    /// QUEUED → CANCELLED. A job in progress stays so until its worker, told by this, has stopped; from now on it can neither
    /// complete nor fail nor run again.
    /// </summary>
    /// <returns>The job after that, unchanged when it had ended already; null: there is none of this id.</returns>
    public async Task<Job?> CancelAsync(string jobId, CancellationToken cancel)
    {
        var known = await database.WriteAsync(
            writing => writing.ExecuteAsync(new(
                """
                UPDATE jobs
                SET cancel_requested_at = COALESCE(cancel_requested_at, now_ms()),
                    status = CASE WHEN status = 'QUEUED' THEN 'CANCELLED' ELSE status END,
                    completed_at = CASE WHEN status = 'QUEUED' THEN now_ms() END,
                    changed_at = now_ms(), error = NULL, error_code = NULL
                WHERE job_id = @jobId AND status IN ('QUEUED', 'IN_PROGRESS')
                """,
                new { jobId },
                cancellationToken: cancel)),
            cancel);
        if (known > 0)
        {
            signal.AskCancel(jobId);
        }

        return await FindAsync(jobId, cancel);
    }

    /// <summary>A waiting job gets another priority, and the turn in it that a new job of its user would get.</summary>
    /// <returns>The job after that, unchanged when it does not wait; null: there is none of this id.</returns>
    public async Task<Job?> PrioritiseAsync(string jobId, int priority, CancellationToken cancel)
    {
        if (await FindAsync(jobId, cancel) is { Status: JobStatus.Queued } job && job.Priority != priority)
        {
            await database.WriteAsync(
                writing => writing.ExecuteAsync(new(
                    $"""
                    UPDATE jobs SET priority = @Priority, turn = (SELECT max(round) FROM ({Rounds}) AS rounds), changed_at = now_ms()
                    WHERE job_id = @JobId AND status = 'QUEUED'
                    """,
                    new { job.JobId, job.UserId, Priority = priority },
                    cancellationToken: cancel)),
                cancel);
            signal.Raise();
        }

        return await FindAsync(jobId, cancel);
    }

    /// <summary>Removes a job that has ended, with all its files and what is known of its attempts.</summary>
    /// <returns>False: there is none of this id, or it has not ended.</returns>
    public async Task<bool> DeleteAsync(string jobId, CancellationToken cancel)
    {
        const string Ended = "job_id = @jobId AND status IN ('COMPLETED', 'FAILED', 'CANCELLED')";
        var gone = await database.WriteAsync(
            async writing =>
            {
                var job = await writing.QuerySingleOrDefaultAsync<Job>(new($"DELETE FROM jobs WHERE {Ended} RETURNING *", new { jobId }, cancellationToken: cancel));
                if (job is not null)
                {
                    await writing.ExecuteAsync(new(
                        "INSERT INTO deleted_jobs (job_id, deleted_at) VALUES (@jobId, now_ms()) ON CONFLICT DO NOTHING", new { jobId }, cancellationToken: cancel));
                    await writing.ExecuteAsync(new(
                        "DELETE FROM deleted_jobs WHERE deleted_at < now_ms() - @known", new { known = Milliseconds(DeletionsKept) }, cancellationToken: cancel));
                    await writing.ExecuteAsync(new("DELETE FROM job_attempts WHERE job_id = @jobId", new { jobId }, cancellationToken: cancel));
                }

                return job;
            },
            cancel);
        if (gone is null)
        {
            return false;
        }

        // After the commit: a file that a crash leaves here is named by no row, and the sweep takes it.
        await files.DiscardAsync(JobFiles.AllOf(gone));
        return true;
    }
}
