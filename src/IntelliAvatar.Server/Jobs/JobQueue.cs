using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Jobs;

/// <summary>
/// The one class that changes a job's state. Every arrow of <c>docs/job-lifecycle.md</c> is a method here, and every method is one
/// guarded UPDATE that says what it expects. A worker's writes are fenced by id, attempt, owner and state together: whoever lost
/// its job writes nothing.
/// </summary>
/// <remarks>
/// Files get their final names inside the transaction that makes them known. So only the holder of a job can publish, a crash in
/// between leaves a file that no row names, and <see cref="FileSweep"/> can tell such a file from a live one.
/// </remarks>
public sealed class JobQueue(
    SqliteDatabase database, DiskFileStore files, JobSignal signal, IOptions<SchedulerOptions> options, TimeProvider time)
{
    private const string Fence = "job_id = @JobId AND attempt = @Attempt AND owner = @Owner AND status = 'IN_PROGRESS'";
    private const string UsedUp = "(crashes + 1 >= @MaxCrashes OR failures + crashes + 1 >= @MaxAttempts)";
    private const string LetGo = "owner = NULL, lease_until = NULL, step = NULL, progress = NULL";

    /// <summary>New → QUEUED. The files get their keys and the row is written: both or neither.</summary>
    /// <param name="uploads">Temporary file → storage key.</param>
    public async Task SubmitAsync(Job job, IReadOnlyDictionary<string, string> uploads, CancellationToken cancel)
    {
        SyncAll(uploads);
        try
        {
            await database.WriteAsync(connection => Insert(connection, job, uploads), cancel);
        }
        catch (Exception) when (Find(job.JobId) is null)
        {
            // Nobody else knows this id, so what already has its name may go.
            foreach (var key in uploads.Values.Where(DiskFileStore.IsKey))
            {
                files.Remove(key);
            }

            throw;
        }

        signal.Raise();
    }

    /// <summary>QUEUED → IN_PROGRESS: the oldest job that may run, with a new attempt number, this owner and a lease. Null when there is none.</summary>
    public async Task<Job?> ClaimAsync(string owner, CancellationToken cancel)
    {
        if (!AnyDue())
        {
            return null;
        }

        return await database.WriteAsync(
            connection =>
            {
                var now = time.GetUtcNow();
                return connection.QuerySingleOrDefault<Job>(
                    """
                    UPDATE jobs
                    SET status = 'IN_PROGRESS', attempt = attempt + 1, owner = @owner, lease_until = @leaseUntil, started_at = @now,
                        step = NULL, progress = 0
                    WHERE status = 'QUEUED'
                      AND seq = (SELECT seq FROM jobs WHERE status = 'QUEUED' AND run_at <= @now ORDER BY seq LIMIT 1)
                    RETURNING *
                    """,
                    new { owner, now, leaseUntil = now + options.Value.Lease });
            },
            cancel);
    }

    /// <summary>Renews the lease and tells how far the attempt is.</summary>
    /// <returns>False: the job is no longer this worker's; stop at once.</returns>
    public Task<bool> HeartbeatAsync(Job claim, string? step, double progress, string? modelServer, CancellationToken cancel) =>
        FencedAsync(
            claim,
            "lease_until = @leaseUntil, step = @step, progress = @progress, model_server = COALESCE(@modelServer, model_server)",
            new { leaseUntil = time.GetUtcNow() + options.Value.Lease, step, progress, modelServer },
            publish: null,
            cancel);

    /// <summary>Keeps the speech that this attempt made, so that no later attempt makes it again.</summary>
    /// <param name="made">Temporary file → storage key; the wav among them.</param>
    /// <returns>False: the job is no longer this worker's; nothing was published.</returns>
    public Task<bool> KeepSpeechAsync(
        Job claim, string audioKey, IReadOnlyDictionary<string, string> made, string payload, CancellationToken cancel) =>
        FencedAsync(claim, "input_audio = @audioKey, payload = @payload", new { audioKey, payload }, made, cancel);

    /// <summary>IN_PROGRESS → COMPLETED, and the result gets its name in the same transaction.</summary>
    /// <returns>False: the job is no longer this worker's; nothing was published.</returns>
    public Task<bool> CompleteAsync(Job claim, string resultPath, CancellationToken cancel)
    {
        var key = StorageKeys.Output(claim.JobId);
        return FencedAsync(
            claim,
            $"status = 'COMPLETED', output_video = @key, completed_at = @now, error = NULL, error_code = NULL, {LetGo}, progress = 1",
            new { key, now = time.GetUtcNow() },
            new Dictionary<string, string>(StringComparer.Ordinal) { [resultPath] = key },
            cancel);
    }

    /// <summary>IN_PROGRESS → QUEUED after a failure that may pass, or → FAILED when its tries are used up.</summary>
    public async Task<bool> RetryAsync(Job claim, JobOutcome.Retry why, CancellationToken cancel)
    {
        var limits = options.Value;
        var failures = claim.Failures + 1;
        if (failures + claim.Crashes >= limits.MaxAttempts || failures >= why.MaxTries)
        {
            return await FailAsync(claim, new JobOutcome.Fail(why.Code, why.Reason), cancel);
        }

        var delay = RetryPolicy.Delay(limits, failures, Random.Shared.NextDouble());
        if (why.After is { } atLeast && atLeast > delay)
        {
            delay = atLeast < limits.MaxRetryDelay ? atLeast : limits.MaxRetryDelay;
        }

        return await FencedAsync(
            claim,
            $"status = 'QUEUED', failures = failures + 1, run_at = @runAt, started_at = NULL, error_code = @Code, error = @Reason, {LetGo}",
            new { runAt = time.GetUtcNow() + delay, why.Code, why.Reason },
            publish: null,
            cancel);
    }

    /// <summary>IN_PROGRESS → FAILED.</summary>
    public Task<bool> FailAsync(Job claim, JobOutcome.Fail why, CancellationToken cancel) =>
        FencedAsync(
            claim,
            $"status = 'FAILED', failures = failures + 1, completed_at = @now, error_code = @Code, error = @Reason, {LetGo}",
            new { now = time.GetUtcNow(), why.Code, why.Reason },
            publish: null,
            cancel);

    /// <summary>IN_PROGRESS → QUEUED at no cost: nothing was tried, or this process is stopping.</summary>
    public async Task<bool> ReleaseAsync(Job claim, JobOutcome.Release why, CancellationToken cancel)
    {
        var released = await FencedAsync(
            claim,
            $"status = 'QUEUED', run_at = @runAt, started_at = NULL, error_code = @Code, error = @Reason, {LetGo}",
            new { runAt = time.GetUtcNow() + (why.After ?? TimeSpan.Zero), why.Code, why.Reason },
            publish: null,
            cancel);
        signal.Raise();
        return released;
    }

    /// <summary>IN_PROGRESS → QUEUED, or → FAILED after too many crashes, for jobs whose lease has ended or whose owner is dead.</summary>
    /// <param name="isAlive">Whether the process of that owner still runs.</param>
    /// <returns>The jobs that were taken back.</returns>
    public async Task<IReadOnlyList<Job>> RescueAsync(Func<string, bool> isAlive, CancellationToken cancel)
    {
        var dead = RunningOwners().Where(owner => !isAlive(owner)).ToArray();
        if (dead.Length == 0 && !AnyLeaseEnded())
        {
            return [];
        }

        var rescued = await database.WriteAsync(
            connection => connection.Query<Job>(
                $"""
                UPDATE jobs
                SET crashes = crashes + 1,
                    status = CASE WHEN {UsedUp} THEN 'FAILED' ELSE 'QUEUED' END,
                    completed_at = CASE WHEN {UsedUp} THEN @now END,
                    started_at = CASE WHEN {UsedUp} THEN started_at END,
                    error_code = 'worker_lost',
                    error = CASE WHEN {UsedUp}
                            THEN 'The worker died ' || (crashes + 1) || ' times while it ran this job. Its files may be what kills it: try another video or audio.'
                            ELSE 'The worker that ran this job died; the job runs again.' END,
                    run_at = @now, {LetGo}
                WHERE status = 'IN_PROGRESS' AND (lease_until < @now OR owner IN @dead)
                RETURNING *
                """,
                new { now = time.GetUtcNow(), dead, options.Value.MaxCrashes, options.Value.MaxAttempts }).AsList(),
            cancel);
        signal.Raise();
        return rescued;
    }

    /// <summary>The job of that id, or null.</summary>
    public Job? Find(string jobId)
    {
        using var reader = database.OpenReader();
        return reader.QuerySingleOrDefault<Job>("SELECT * FROM jobs WHERE job_id = @jobId", new { jobId });
    }

    /// <summary>All jobs, oldest first, read row by row.</summary>
    public IEnumerable<Job> List()
    {
        using var reader = database.OpenReader();
        foreach (var job in reader.Query<Job>("SELECT * FROM jobs ORDER BY seq", buffered: false))
        {
            yield return job;
        }
    }

    private bool Insert(SqliteConnection connection, Job job, IReadOnlyDictionary<string, string> uploads)
    {
        connection.Execute(
            """
            INSERT INTO jobs (job_id, kind, user_id, feature, payload, input_video, input_audio, changes, status, created_at, run_at)
            VALUES (@JobId, @Kind, @UserId, @Feature, @Payload, @InputVideo, @InputAudio, @Changes, 'QUEUED', @CreatedAt, @RunAt)
            """,
            job);
        foreach (var (temporary, key) in uploads)
        {
            files.Publish(temporary, key);
        }

        return true;
    }

    private async Task<bool> FencedAsync(
        Job claim, string set, object values, IReadOnlyDictionary<string, string>? publish, CancellationToken cancel)
    {
        publish ??= new Dictionary<string, string>(StringComparer.Ordinal);
        SyncAll(publish);
        return await database.WriteAsync(connection => Fenced(connection, claim, set, values, publish), cancel);
    }

    private bool Fenced(SqliteConnection connection, Job claim, string set, object values, IReadOnlyDictionary<string, string> publish)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("JobId", claim.JobId);
        parameters.Add("Attempt", claim.Attempt);
        parameters.Add("Owner", claim.Owner);
        if (connection.Execute($"UPDATE jobs SET {set} WHERE {Fence}", parameters) == 0)
        {
            return false;
        }

        foreach (var (temporary, key) in publish)
        {
            files.Publish(temporary, key);
        }

        return true;
    }

    /// <summary>The slow part of publishing, before the transaction, so that no writer waits for somebody's megabytes.</summary>
    private static void SyncAll(IReadOnlyDictionary<string, string> publish)
    {
        foreach (var temporary in publish.Keys)
        {
            Durable.Sync(temporary);
        }
    }

    private bool AnyDue() => Any("status = 'QUEUED' AND run_at <= @now");

    private bool AnyLeaseEnded() => Any("status = 'IN_PROGRESS' AND lease_until < @now");

    private bool Any(string where)
    {
        using var reader = database.OpenReader();
        return reader.ExecuteScalar<bool>($"SELECT EXISTS (SELECT 1 FROM jobs WHERE {where})", new { now = time.GetUtcNow() });
    }

    private List<string> RunningOwners()
    {
        using var reader = database.OpenReader();
        return reader.Query<string>("SELECT DISTINCT owner FROM jobs WHERE status = 'IN_PROGRESS'").AsList();
    }
}
