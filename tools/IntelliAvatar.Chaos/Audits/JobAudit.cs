using IntelliAvatar.Chaos.ModelServers;

namespace IntelliAvatar.Chaos.Audits;

/// <summary>Holds the rows and the database's own record of every change against what was promised and what customers were told.</summary>
internal sealed class JobAudit(Findings findings, RenderLedger ledger, EventLog.Content content)
{
    private static readonly string[] Terminal = ["COMPLETED", "FAILED", "CANCELLED"];

    public void Run()
    {
        Rows();
        Events();
        Keys();
    }

    private void Rows()
    {
        var known = content.Jobs.ToDictionary(job => job.JobId);
        foreach (var (jobId, user) in findings.Acknowledged.Where(acknowledged => !findings.Deleted.ContainsKey(acknowledged.Key)))
        {
            if (!known.TryGetValue(jobId, out var job))
            {
                findings.Break("I1", $"{jobId} was answered for and is lost");
            }
            else if (job.UserId != user)
            {
                findings.Break("I9", $"{jobId} is {user}'s and stands there as {job.UserId}'s");
            }
        }

        foreach (var jobId in findings.Deleted.Where(deleted => deleted.Value && known.ContainsKey(deleted.Key)).Select(deleted => deleted.Key))
        {
            findings.Break("I3", $"{jobId} was deleted and is there");
        }

        foreach (var job in content.Jobs)
        {
            if (!Terminal.Contains(job.Status))
            {
                findings.Break("I2", $"{job.JobId} is still {job.Status}");
            }

            if (findings.Cancelled.ContainsKey(job.JobId) && job.Status != "CANCELLED")
            {
                findings.Break("I3", $"{job.JobId} was cancelled and is {job.Status}");
            }

            if (job.Attempt < job.Failures + job.Crashes)
            {
                findings.Break("I7", $"{job.JobId}: {job.Attempt} attempts, {job.Failures} failures, {job.Crashes} crashes, {job.Status} {job.ErrorCode}");
            }

            if (ledger.Of(job.JobId).Count is var renders && renders > job.Attempt)
            {
                findings.Break("I7", $"{job.JobId} was rendered {renders} times in {job.Attempt} attempts");
            }
        }

        var deletedOrKnown = known.Keys.Concat(findings.Deleted.Keys).ToHashSet();
        foreach (var stranger in ledger.All.Select(render => render.JobId).Distinct().Where(jobId => !deletedOrKnown.Contains(jobId)))
        {
            findings.Break("I6", $"a model server got {stranger}, which is no job");
        }
    }

    private void Events()
    {
        var slots = new Dictionary<(string?, long?), string>();
        foreach (var change in content.Events)
        {
            if (Terminal.Contains(change.Was))
            {
                findings.Break("I3", $"{change.JobId} left {change.Was} for {change.Status}");
            }

            if (change.Attempt - change.WasAttempt != (change is { Was: "QUEUED", Status: "IN_PROGRESS" } ? 1 : 0))
            {
                findings.Break("I8", $"{change.JobId} went from {change.Was} in attempt {change.WasAttempt} to {change.Status} in attempt {change.Attempt}");
            }

            // Its process lived, or had ended by itself.
            if (change is { Was: "IN_PROGRESS", Crashed: > 0 } && change.Lease >= change.At && findings.LifeOf(change.WasOwner) is { } life && life.EndedAt > change.At)
            {
                findings.Break("I8", $"{change.JobId} was counted as crashed with a worker that lived ({life.Node}), {change.Lease - change.At} ms before its lease ended");
            }

            foreach (var mine in slots.Where(slot => slot.Value == change.JobId).ToList())
            {
                slots.Remove(mine.Key);
            }

            if (change is { Status: "IN_PROGRESS", Slot: not null } && !slots.TryAdd((change.ModelServer, change.Slot), change.JobId))
            {
                findings.Break("I8", $"{change.JobId} got a slot that another job has");
            }
        }
    }

    private void Keys()
    {
        foreach (var key in content.OpenKeys.Where(key => key.Owner.Length > 0))
        {
            findings.Break("I11", $"key {key.Key} of {key.UserId} is held by {findings.LifeOf(key.Owner)?.Node ?? key.Owner} since {Faults.FaultLog.Time(key.BegunAt)}, although no request is on its way");
        }

        // Keyed jobs are listed under their key.
        var made = content.Jobs.Where(job => job.RetryOf is null).ToLookup(job => job.Feature);
        foreach (var (key, answer) in findings.Keys)
        {
            if (made[key].Count() > answer.Rows)
            {
                findings.Break("I11", $"key {key} made {made[key].Count()} jobs: {string.Join(", ", made[key].Select(job => job.JobId))}");
            }
        }
    }

    /// <summary>How long jobs waited for their first start, in seconds, sorted.</summary>
    public IReadOnlyList<double> PickUps()
    {
        var created = content.Jobs.ToDictionary(job => job.JobId, job => job.CreatedAt);
        return
        [
            .. content.Events.Where(change => change is { Was: "QUEUED", Status: "IN_PROGRESS" } && created.ContainsKey(change.JobId)).DistinctBy(change => change.JobId)
                .Select(change => (change.At - created[change.JobId]) / 1000.0).Order(),
        ];
    }
}
