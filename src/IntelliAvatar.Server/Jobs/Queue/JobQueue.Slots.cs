using System.Data.Common;
using Dapper;

namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>The model servers' slots among all processes, and the results that the servers still have.</summary>
public sealed partial class JobQueue
{
    private const string HasResult = "(model_server_slot IS NOT NULL OR (result_server = @Server AND result_name = @Name))";

    private const string NotPaused = "NOT EXISTS (SELECT 1 FROM controls WHERE target = @target)";

    /// <summary>
    /// Takes one of the model server's <paramref name="slots"/> for this job, until it leaves it or is no longer in progress under this claim.
    /// The slot of a job whose process sends no heartbeats counts as free.
    /// </summary>
    /// <returns>False: other jobs have all of them, of whatever process; or the server is paused; or the job is no longer this worker's.</returns>
    public Task<bool> TakeSlotAsync(Job claim, string modelServer, int slots, CancellationToken cancel) =>
        database.WriteAsync(
            async writing =>
            {
                await database.LockAsync(writing, $"slots of {modelServer}");
                var target = PauseStore.ModelServer(modelServer);
                var values = new { modelServer, target, claim.JobId, claim.Attempt, claim.Owner };
                var free = await FreeSlotAsync(writing, values, slots);
                if (free == 0 && await FreeOverdueAsync(writing, values, cancel))
                {
                    free = await FreeSlotAsync(writing, values, slots);
                }

                var taken = free > 0 && await SetAsync(
                    writing,
                    claim,
                    $"model_server = @modelServer, model_server_slot = @free, slot_until = now_ms() + @until{NoResult}",
                    new { modelServer, free, until = Milliseconds(options.Value.SlotPatience), target },
                    $"AND {NotPaused}",
                    cancel);
                if (taken)
                {
                    await ForgetReusedAsync(writing, values, cancel);
                }

                return taken;
            },
            cancel);

    /// <summary>Keeps the slot for as long as another heartbeat would.</summary>
    /// <returns>False: it is another job's by now, or the job is no longer this worker's.</returns>
    public Task<bool> KeepSlotAsync(Job claim, CancellationToken cancel) =>
        database.WriteAsync(
            writing => SetAsync(
                writing, claim, "slot_until = now_ms() + @until", new { until = Milliseconds(options.Value.SlotPatience) }, "AND model_server_slot IS NOT NULL", cancel),
            cancel);

    /// <summary>
    /// Gives the slot back before the job ends: the server has rendered, the rest is ours to do. Where the file has a name that the server may use again,
    /// the slot stays the job's until <see cref="EndFetchAsync"/>: the next render would replace the file.
    /// </summary>
    /// <param name="result">
    /// What the server has rendered, so that a later attempt can fetch it. A name that is used again is not kept when another job may have got the slot.
    /// </param>
    /// <param name="entersRisk">As <see cref="EnterRiskAsync"/> with this step.</param>
    /// <returns>False: the job is no longer this worker's.</returns>
    public Task<bool> LeaveSlotAsync(Job claim, CancellationToken cancel, RenderedFile? result = null, JobReport? entersRisk = null)
    {
        var mayBeReused = result?.MayBeReused == true;
        return database.WriteAsync(
            async writing =>
            {
                var isLeft = await SetAsync(
                    writing,
                    claim,
                    """
                    model_server_slot = CASE WHEN @mayBeReused THEN model_server_slot END,
                    result_server = CASE WHEN @isOurs OR model_server_slot IS NOT NULL THEN COALESCE(@Server, result_server) ELSE result_server END,
                    result_name = CASE WHEN @isOurs OR model_server_slot IS NOT NULL THEN COALESCE(@Name, result_name) ELSE result_name END,
                    at_risk = (at_risk OR @risk), step = COALESCE(@Step, step), steps = COALESCE(@Steps, steps)
                    """,
                    new { result?.Server, result?.Name, mayBeReused, isOurs = result is not null && !mayBeReused, risk = entersRisk is not null, entersRisk?.Step, entersRisk?.Steps },
                    "",
                    cancel);
                if (isLeft && mayBeReused)
                {
                    await ForgetReplacedAsync(writing, new { result!.Server, result.Name, claim.JobId }, cancel);
                }

                return isLeft;
            },
            cancel);
    }

    /// <summary>Gives back the slot that was kept while a file was fetched whose name the server may use again.</summary>
    /// <returns>False: another job may have replaced the file before, or the job is no longer this worker's.</returns>
    public Task<bool> EndFetchAsync(Job claim, RenderedFile result, CancellationToken cancel) =>
        database.WriteAsync(
            writing => SetAsync(writing, claim, "model_server_slot = NULL", new { result.Server, result.Name }, $"AND {HasResult}", cancel),
            cancel);

    /// <summary>
    /// Whether the server's file is still this job's: asked after it was fetched. Who gets the slot makes the database forget the file before a render
    /// replaces it.
    /// </summary>
    public async Task<bool> HasResultAsync(Job claim, RenderedFile result, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return await reader.ExecuteScalarAsync<bool>(new(
            $"SELECT EXISTS (SELECT 1 FROM jobs WHERE {Fence} AND {HasResult})",
            new { claim.JobId, claim.Attempt, claim.Owner, result.Server, result.Name },
            cancellationToken: cancel));
    }

    private static async Task<int> FreeSlotAsync(DbConnection writing, object values, int slots)
    {
        var taken = (await writing.QueryAsync<int>(
            "SELECT model_server_slot FROM jobs WHERE status = 'IN_PROGRESS' AND model_server = @modelServer AND model_server_slot IS NOT NULL AND job_id <> @JobId",
            values)).ToHashSet();
        return Enumerable.Range(1, slots).FirstOrDefault(slot => !taken.Contains(slot));
    }

    private async Task<bool> FreeOverdueAsync(DbConnection writing, object values, CancellationToken cancel) =>
        await writing.ExecuteAsync(new(
            $"""
            UPDATE jobs SET model_server_slot = NULL
            WHERE status = 'IN_PROGRESS' AND {NotPaused} AND EXISTS (SELECT 1 FROM jobs AS mine WHERE {Fence}) AND seq IN (
                SELECT seq FROM jobs
                WHERE status = 'IN_PROGRESS' AND model_server = @modelServer AND model_server_slot IS NOT NULL AND slot_until < now_ms() AND job_id <> @JobId {database.SkipLocked})
            """,
            values,
            cancellationToken: cancel)) > 0;

    /// <summary>What a name that is used again stood for is gone as soon as another job is rendered there.</summary>
    private async Task ForgetReusedAsync(DbConnection writing, object values, CancellationToken cancel)
    {
        const string Kept = "result_server = @modelServer AND status IN ('QUEUED', 'IN_PROGRESS') AND result_name IS NOT NULL AND job_id <> @JobId";
        var kept = await writing.QueryAsync<(string JobId, string Name)>(new($"SELECT job_id, result_name FROM jobs WHERE {Kept}", values, cancellationToken: cancel));
        var reused = kept.Where(result => new RenderedFile("", result.Name).MayBeReused).Select(result => result.JobId).ToArray();
        if (reused.Length > 0)
        {
            await writing.ExecuteAsync(new(
                $"UPDATE jobs SET result_server = NULL, result_name = NULL WHERE job_id {database.AnyOf("@reused")}", new { reused }, cancellationToken: cancel));
        }
    }

    /// <summary>On a server of several slots jobs may be given one name, and the last one has the file.</summary>
    private static Task<int> ForgetReplacedAsync(DbConnection writing, object values, CancellationToken cancel) =>
        writing.ExecuteAsync(new(
            """
            UPDATE jobs SET result_server = NULL, result_name = NULL, model_server_slot = NULL
            WHERE result_server = @Server AND result_name = @Name AND status IN ('QUEUED', 'IN_PROGRESS') AND job_id <> @JobId
            """,
            values,
            cancellationToken: cancel));
}
