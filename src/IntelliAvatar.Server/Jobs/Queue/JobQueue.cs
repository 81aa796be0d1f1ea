using System.Data.Common;
using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>
/// The one class that changes a job's state. Every arrow of <c>docs/job-lifecycle.md</c> is a method here, and every method is one
/// guarded UPDATE that says what it expects. A worker's writes are fenced by id, attempt, owner and state together: a worker that lost
/// its job writes nothing.
/// </summary>
/// <remarks>
/// Files are published inside the transaction that makes them known (<see cref="JobFiles"/>). So only the holder of a job
/// can publish, and a crash in between leaves a file that no row names. Times are the database's.
/// </remarks>
public sealed partial class JobQueue(Database database, JobFiles files, QueueNotifier signal, IOptions<SchedulerOptions> options)
{
    private const string Fence = "job_id = @JobId AND attempt = @Attempt AND owner = @Owner AND status = 'IN_PROGRESS'";
    private const string NoResult = ", result_server = NULL, result_name = NULL";
    private const string DueNow = "status = 'QUEUED' AND run_at <= now_ms() AND crashes < @crashes AND NOT EXISTS (SELECT 1 FROM controls WHERE target IN (@queue, @scheduler))";
    private const string LetGo = "owner = NULL, lease_until = NULL, model_server_slot = NULL, slot_until = NULL, at_risk = false, step = NULL, changed_at = now_ms()";

    // A user's next job comes one round after the last one; who has none waiting or running joins the round that is on. That is
    // never long before the first one's that waits: a retried old job cannot reset the rotation.
    private const string Rounds =
        """
        SELECT COALESCE(max(turn) + 1, 0) AS round FROM jobs WHERE status IN ('QUEUED', 'IN_PROGRESS') AND user_id = @UserId AND priority = @Priority
        UNION ALL
        SELECT COALESCE((SELECT max(turn) FROM jobs WHERE status = 'IN_PROGRESS' AND priority = @Priority),
                        (SELECT turn FROM jobs WHERE status = 'QUEUED' AND priority = @Priority AND run_at <= now_ms() ORDER BY turn, seq LIMIT 1),
                        0)
        UNION ALL
        SELECT turn - 1 FROM (SELECT turn FROM jobs WHERE status = 'QUEUED' AND priority = @Priority AND run_at <= now_ms() ORDER BY turn, seq LIMIT 1) AS first
        """;

    /// <summary>The last claim found a job: skip the cheap pre-check.</summary>
    private volatile bool _mayBeMore;

    private static readonly Dictionary<string, string> NoFiles = new(StringComparer.Ordinal);

    /// <summary>New → QUEUED. The files get their keys and the row is written: both or neither.</summary>
    /// <param name="uploads">Temporary file, or the key of a stored one of which a copy is taken → the name by which people know it.</param>
    public async Task SubmitAsync(Job job, IReadOnlyDictionary<string, string> uploads, CancellationToken cancel)
    {
        var staged = files.KeysFor(uploads);
        try
        {
            await files.StageAsync(staged, cancel);
            await database.WriteAsync(writing => InsertAsync(writing, job, uploads, staged, cancel), cancel);
        }
        catch (Exception broken)
        {
            if (!await IsStoredAfterAllAsync(job.JobId, staged.Values, broken))
            {
                throw;
            }
        }

        signal.Raise();
    }

    /// <summary>
    /// QUEUED → IN_PROGRESS: the next job that may run, with a new attempt number, this owner and a lease. The highest priority goes
    /// first, inside it users take turns, and a user's own jobs go oldest first. Null when there is none or nothing may begin.
    /// </summary>
    /// <param name="servers">The model servers' slots by name: nothing is claimed while jobs of whatever process have all of them. Null: claim ahead.</param>
    public async Task<Job?> ClaimAsync(string owner, IReadOnlyDictionary<string, int>? servers, CancellationToken cancel) =>
        (await ClaimAsync(owner, servers, 1, cancel)).SingleOrDefault();

    /// <summary>The next ones, in their order: as <see cref="ClaimAsync(string, IReadOnlyDictionary{string, int}?, CancellationToken)"/>, up to <paramref name="most"/> at once.</summary>
    /// <param name="isYoung">This process has just started, and may soon end for the reason for which the one before it has: it gets no job whose next crash is its last.</param>
    public async Task<IReadOnlyList<Job>> ClaimAsync(string owner, IReadOnlyDictionary<string, int>? servers, int most, CancellationToken cancel, bool isYoung = false)
    {
        const string Due = $"{DueNow} AND conversion_seconds IS NULL";
        if (!(_mayBeMore || await AnyAsync(Due, Claimed(owner, most, isYoung), cancel)) || !(servers is null || await IsSlotFreeAsync(servers, cancel)))
        {
            return [];
        }

        var claims = await ClaimAsync("jobs_queued", Due, owner, most, isYoung, cancel);
        _mayBeMore = claims.Count > 0;
        return claims;
    }

    private object Claimed(string owner, int most, bool isYoung)
    {
        var limits = options.Value;
        var crashes = isYoung && limits.MaxCrashes > 1 ? limits.MaxCrashes - 1 : int.MaxValue;
        return new { owner, most, crashes, lease = Milliseconds(limits.Lease), queue = PauseStore.Queue, scheduler = PauseStore.Scheduler(owner) };
    }

    private async Task<IReadOnlyList<Job>> ClaimAsync(string index, string due, string owner, int most, bool isYoung, CancellationToken cancel)
    {
        // Materialized: a planner that joins the subquery may otherwise run it again and claim more than it should.
        var claims = await database.WriteAsync(
            async writing => (await writing.QueryAsync<Job>(new(
                $"""
                WITH next AS MATERIALIZED (SELECT seq FROM jobs {database.IndexHint(index)} WHERE {due} ORDER BY priority DESC, turn, seq LIMIT @most {database.SkipLocked})
                UPDATE jobs {database.NoIndexHint}
                SET status = 'IN_PROGRESS', attempt = attempt + 1, owner = @owner, lease_until = now_ms() + @lease, started_at = now_ms(),
                    model_server_slot = NULL, slot_until = NULL, at_risk = false, steps = '[]', progress = 0, changed_at = now_ms(),
                    step = CASE WHEN conversion_seconds IS NOT NULL THEN '{JobStep.Convert}' END
                WHERE status = 'QUEUED' AND seq IN (SELECT seq FROM next)
                RETURNING *
                """,
                Claimed(owner, most, isYoung),
                cancellationToken: cancel))).AsList(),
            cancel);
        return [.. claims.OrderByDescending(job => job.Priority).ThenBy(job => job.Turn)];
    }

    /// <summary>Renews the lease and tells how far the attempt is.</summary>
    /// <returns>False: the job is no longer this worker's; stop at once.</returns>
    /// <param name="steps">All steps that the attempt has begun, as <see cref="Job.Steps"/> has them; null: as before.</param>
    /// <param name="result">A finished render that could not be written down when it was finished.</param>
    public Task<bool> HeartbeatAsync(Job claim, string? step, double progress, string? modelServer, CancellationToken cancel, string? steps = null, RenderedFile? result = null) =>
        FencedAsync(
            claim,
            """
            lease_until = now_ms() + @lease, slot_until = now_ms() + @slot, step = @step, steps = COALESCE(@steps, steps), progress = @progress, model_server = COALESCE(@modelServer, model_server),
            result_server = CASE WHEN @isOurs OR model_server_slot IS NOT NULL THEN COALESCE(@server, result_server) ELSE result_server END,
            result_name = CASE WHEN @isOurs OR model_server_slot IS NOT NULL THEN COALESCE(@name, result_name) ELSE result_name END
            """,
            new
            {
                lease = Milliseconds(options.Value.Lease),
                slot = Milliseconds(options.Value.SlotPatience),
                step,
                steps,
                progress,
                modelServer,
                server = result?.Server,
                name = result?.Name,
                isOurs = result?.MayBeReused == false,
            },
            NoFiles,
            cancel);

    /// <summary>Keeps the speech that this attempt made, so that no later attempt makes it again.</summary>
    /// <param name="made">Temporary file → storage key; the wav among them.</param>
    /// <param name="seconds">How long it is.</param>
    /// <param name="voice">Who speaks.</param>
    /// <returns>False: the job is no longer this worker's; nothing was published.</returns>
    public Task<bool> KeepSpeechAsync(
        Job claim, string audioKey, IReadOnlyDictionary<string, string> made, string payload, double? seconds, string? voice, CancellationToken cancel) =>
        FencedAsync(claim, "input_audio = @audioKey, payload = @payload, speech_seconds = @seconds, voice = @voice, at_risk = false", new { audioKey, payload, seconds, voice }, made, cancel);

    /// <summary>Notes that from now on the attempt may itself be what ends its process: it runs tools on the files of users.</summary>
    /// <returns>False: the job is no longer this worker's.</returns>
    public Task<bool> EnterRiskAsync(Job claim, string? step, string? steps, CancellationToken cancel) =>
        FencedAsync(
            claim,
            "at_risk = true, lease_until = now_ms() + @lease, slot_until = now_ms() + @slot, step = COALESCE(@step, step), steps = COALESCE(@steps, steps)",
            new { lease = Milliseconds(options.Value.Lease), slot = Milliseconds(options.Value.SlotPatience), step, steps },
            NoFiles,
            cancel);

    private async Task<bool> InsertAsync(
        DbConnection writing, Job job, IReadOnlyDictionary<string, string> uploads, IReadOnlyDictionary<string, string> staged, CancellationToken cancel)
    {
        var keys = uploads.ToDictionary(upload => upload.Value, upload => staged[upload.Key], StringComparer.Ordinal);
        var values = new DynamicParameters(job);
        values.Add("Video", keys.GetValueOrDefault(job.InputVideo, job.InputVideo));
        values.Add("Audio", job.InputAudio is { } audio ? keys.GetValueOrDefault(audio, audio) : null);
        await writing.ExecuteAsync(new(
            $"""
            INSERT INTO jobs (job_id, kind, user_id, feature, payload, input_video, input_audio, changes, conversion_seconds, speech_seconds, script, voice, retry_of, status, created_at, changed_at, run_at, priority, turn)
            SELECT @JobId, @Kind, @UserId, @Feature, @Payload, @Video, @Audio, @Changes, @ConversionSeconds, @SpeechSeconds, @Script, @Voice, @RetryOf, 'QUEUED', now_ms(), now_ms(), now_ms(), @Priority, max(round)
            FROM ({Rounds}) AS rounds
            """,
            values,
            cancellationToken: cancel));
        await files.PublishAsync(writing, job.JobId, staged, cancel);
        return true;
    }

    /// <summary>After a failure that may have come after the commit: whether the job is there. If it is not, its files go, too.</summary>
    private async Task<bool> IsStoredAfterAllAsync(string jobId, IEnumerable<string> keys, Exception broken)
    {
        // No client should wait for the same again. If the commit has happened after all, the next request with the same key finds the job.
        if (broken is StorageAwayException || broken.IsDatabaseBusy() || broken.IsDatabaseSilent())
        {
            return false;
        }

        await files.DiscardAsync(keys);
        return broken.IsDatabaseTrouble() && await FindAsync(jobId, CancellationToken.None) is not null;
    }

    private async Task<bool> FencedAsync(
        Job claim, string set, object values, IReadOnlyDictionary<string, string> publish, CancellationToken cancel, string unless = "")
    {
        await files.StageAsync(publish, cancel);
        var written = await database.WriteAsync(
            async writing =>
            {
                if (!await SetAsync(writing, claim, set, values, unless, cancel))
                {
                    return false;
                }

                await files.PublishAsync(writing, claim.JobId, publish, cancel);
                return true;
            },
            cancel);
        if (!written)
        {
            await files.DiscardAsync(publish.Values);
        }

        return written;
    }

    private static async Task<bool> SetAsync(DbConnection writing, Job claim, string set, object values, string unless, CancellationToken cancel)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("JobId", claim.JobId);
        parameters.Add("Attempt", claim.Attempt);
        parameters.Add("Owner", claim.Owner);
        return await writing.ExecuteAsync(new($"UPDATE jobs SET {set} WHERE {Fence} {unless}", parameters, cancellationToken: cancel)) > 0;
    }

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
}
