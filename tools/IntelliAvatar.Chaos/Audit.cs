namespace IntelliAvatar.Chaos;

/// <summary>Holds what was promised (I1…I8) against the rows, the database's own record of every change, and the files.</summary>
internal sealed class Audit(Findings findings, string storage)
{
    private static readonly string[] Terminal = ["COMPLETED", "FAILED", "CANCELLED"];
    private static readonly string[] Folders = ["uploads", "outputs"];

    public void Rows(IReadOnlyList<EventLog.Row> jobs)
    {
        var known = jobs.ToDictionary(job => job.JobId);
        foreach (var (jobId, user) in findings.Acknowledged)
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

        foreach (var job in jobs)
        {
            if (!Terminal.Contains(job.Status))
            {
                findings.Break("I2", $"{job.JobId} is still {job.Status}");
            }

            if (findings.Cancelled.ContainsKey(job.JobId) && job.Status != "CANCELLED")
            {
                findings.Break("I3", $"{job.JobId} was cancelled and is {job.Status}");
            }

            if (job.Attempt < job.Failures + job.Crashes || (job.ErrorCode == "worker_lost" && job.Crashes < ChaosOptions.MaxCrashes && job.Failures + job.Crashes < ChaosOptions.MaxAttempts))
            {
                findings.Break("I7", $"{job.JobId}: {job.Attempt} attempts, {job.Failures} failures, {job.Crashes} crashes, {job.Status} {job.ErrorCode}");
            }

            if (findings.Submissions.GetValueOrDefault(job.JobId) > job.Attempt)
            {
                findings.Break("I7", $"{job.JobId} was rendered {findings.Submissions[job.JobId]} times in {job.Attempt} attempts");
            }
        }

        foreach (var stranger in findings.Submissions.Keys.Where(jobId => !known.ContainsKey(jobId)))
        {
            findings.Break("I6", $"a model server got {stranger}, which is no job");
        }
    }

    public void Events(IReadOnlyList<EventLog.Event> events)
    {
        var slots = new Dictionary<(string?, long?), string>();
        foreach (var change in events)
        {
            if (Terminal.Contains(change.Was))
            {
                findings.Break("I3", $"{change.JobId} left {change.Was} for {change.Status}");
            }

            if (change.Attempt - change.WasAttempt != (change is { Was: "QUEUED", Status: "IN_PROGRESS" } ? 1 : 0))
            {
                findings.Break("I8", $"{change.JobId} went from {change.Was} in attempt {change.WasAttempt} to {change.Status} in attempt {change.Attempt}");
            }

            if (change is { Was: "IN_PROGRESS", Crashed: > 0 } && change.Lease >= change.At && !findings.HasEnded(change.WasOwner!))
            {
                findings.Break("I8", $"{change.JobId} was taken from a worker that lived, {change.Lease - change.At} ms before its lease ended");
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

    /// <returns>What is wrong with the files; nothing once the sweep is through.</returns>
    public IReadOnlyList<string> Files(IReadOnlyList<EventLog.Row> jobs)
    {
        var named = jobs.SelectMany(job => new[] { job.InputVideo, job.InputAudio, job.OutputVideo }).OfType<string>().ToHashSet();
        var there = Folders
            .Select(folder => Path.Combine(storage, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(storage, path)).ToHashSet();
        var unfinished = Directory.EnumerateFiles(Path.Combine(storage, "tmp"), "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal));
        return
        [
            .. there.Except(named).Select(path => $"no job names {path}"), .. named.Except(there).Select(path => $"{path} is missing"),
            .. unfinished.Select(path => $"{Path.GetRelativePath(storage, path)} was left behind"),
        ];
    }

    public void Results(IReadOnlyList<EventLog.Row> jobs)
    {
        foreach (var job in jobs.Where(job => job.Status == "COMPLETED"))
        {
            findings.Look(job.JobId, File.ReadAllBytes(Path.Combine(storage, job.OutputVideo!)));
        }
    }
}
