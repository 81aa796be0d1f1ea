using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>Which change of a row is whose.</summary>
internal sealed partial class Oracle
{
    private void Changed(Actor actor, Job before, Job after)
    {
        if (IsSame(before, after))
        {
            return;
        }

        Demand(before.InputVideo == after.InputVideo || IsConversion(before, after), "a job's input was changed");
        Demand(!HasEnded(before), $"an ended job changed from {before.Status} to {after.Status}");
        Demand(before.CancelRequestedAt is null || after.Status is JobStatus.InProgress or JobStatus.Cancelled, $"a job whose cancelling was asked for became {after.Status}");
        Demand(after.Attempt == before.Attempt + (IsClaim(before, after) ? 1 : 0), "the attempts are not counted");
        switch (actor.Role)
        {
            case ActorRole.Customer:
                Demand(
                    (after.CancelRequestedAt is not null && after.Status == (before.Status == JobStatus.Queued ? JobStatus.Cancelled : before.Status))
                    || (before.Status == JobStatus.Queued && after.Status == JobStatus.Queued && after.Priority != before.Priority),
                    "a customer did more than cancel or give a priority");
                Demand((after.Failures, after.Crashes) == (before.Failures, before.Crashes), "cancelling counted as a failure");
                Reordered(before, after);
                break;
            case ActorRole.Rescuer:
                Rescued(actor, before, after);
                break;
            default:
                if (actor.Claim?.JobId != before.JobId && after.Status == before.Status)
                {
                    TookFrom(actor, before, after);
                }
                else if (before.Status == JobStatus.InProgress)
                {
                    Worked(actor, before, after);
                }
                else
                {
                    Claimed(actor, before, after);
                }

                break;
        }
    }

    private static bool IsConversion(Job before, Job after) =>
        before is { Status: JobStatus.InProgress, IsUnconverted: true } && after is { Status: JobStatus.InProgress, IsUnconverted: false, AtRisk: false };

    /// <summary>A job with another priority stands in another line.</summary>
    private void Reordered(Job before, Job after)
    {
        if (before.Priority != after.Priority)
        {
            _overtakings.Keys.Where(pair => pair.Waiting == before.JobId).ToList().ForEach(pair => _overtakings.Remove(pair));
        }
    }

    /// <summary>
    /// Who takes a slot takes it from a job without heartbeat, and what it renders may replace a file of the same name. Who was rendered without a slot
    /// may have replaced it last: the job that has the file's name and the slot loses both, and is rendered again.
    /// </summary>
    private void TookFrom(Actor taker, Job before, Job after)
    {
        var mine = taker.Claim is { } claim ? _now[claim.JobId] : null;
        if (before.ModelServerSlot != after.ModelServerSlot)
        {
            var isReplaced = after.ResultName is null && taker.Rendered is { MayBeReused: true } file && file == new RenderedFile(before.ResultServer!, before.ResultName!);
            Demand(after.ModelServerSlot is null && (before.SlotUntil < room.Now || isReplaced), "a slot was taken from a job whose process lives");
            Demand(mine?.ModelServer == before.ModelServer, "a slot was taken for nothing");
        }

        if (before.ResultName != after.ResultName)
        {
            Demand(after.ResultName is null && new RenderedFile("", before.ResultName!).MayBeReused && mine?.ModelServer == before.ResultServer, "a finished render was forgotten");
        }

        Demand(
            (before.Owner, before.LeaseUntil, before.RunAt, before.Failures, before.Crashes, before.AtRisk, before.IsSuspect, before.Step)
                == (after.Owner, after.LeaseUntil, after.RunAt, after.Failures, after.Crashes, after.AtRisk, after.IsSuspect, after.Step),
            "a worker changed a job that is not its own");
    }

    private void Claimed(Actor worker, Job before, Job after)
    {
        Demand(before.Status == JobStatus.Queued && after.Status == JobStatus.InProgress && after.Owner == worker.Owner, "a worker changed a job that it had not claimed");
        Demand(before.RunAt <= room.Now, "a job was claimed before its time");
        Demand(!_paused.Contains(PauseStore.Queue), "a job was claimed while the queue was paused");
        Demand((after.Failures, after.Crashes) == (before.Failures, before.Crashes), "a claim counted as a failure");
        Demand(!worker.IsYoung || before.Crashes < room.Limits.MaxCrashes - 1, "a young process got a job at its last try");
        Demand((after.ResultServer, after.ResultName, after.IsSuspect, after.AtRisk) == (before.ResultServer, before.ResultName, before.IsSuspect, false), "a claim forgot what is known of the job");
        Demand(worker.Converts == before.IsUnconverted, "a job was claimed for what it does not need");
        var due = _before.Values.Where(job => job.Status == JobStatus.Queued && job.IsUnconverted == before.IsUnconverted && job.RunAt <= room.Now && (!worker.IsYoung || job.Crashes < room.Limits.MaxCrashes - 1)).ToList();
        Demand(due.All(job => job.Priority <= before.Priority), "a job of a higher priority waits");
        Overtook(before, due);
    }

    /// <summary>Users take turns: while a job waits whose user has none running, no other user may have more than a few begun. A clock that jumps back makes due jobs wait.</summary>
    private void Overtook(Job claimed, List<Job> due)
    {
        var served = _before.Values.Where(job => job.Status == JobStatus.InProgress).Select(job => job.UserId).ToHashSet();
        foreach (var waiting in due.Where(job => !served.Contains(job.UserId) && job.UserId != claimed.UserId && job.Priority == claimed.Priority && claimed.Attempt == 0))
        {
            var pair = (waiting.JobId, claimed.UserId);
            _overtakings.TryAdd(pair, []);
            _overtakings[pair].Add(claimed.JobId); // once, also when its claim is lost and made again
            Demand(history.ClockJumps || _overtakings[pair].Count <= MostOvertakings, "one user's jobs keep another's waiting");
        }
    }

    private void Worked(Actor worker, Job before, Job after)
    {
        Demand((worker.Claim?.JobId, worker.Claim?.Attempt, worker.Owner) == (before.JobId, before.Attempt, before.Owner), $"a worker that had lost its job wrote {after.Status}");
        var slot = before.ModelServerSlot is null ? after.ModelServerSlot : null;
        Demand(slot is null || !_paused.Contains(PauseStore.ModelServer(after.ModelServer!)), "a slot of a paused server was taken");
        Demand(slot is null || after.ResultName is null, "a new render began, and the old one's result was kept");
        Demand(
            slot is not null || after.ResultName == before.ResultName || after.ResultName == worker.Rendered?.Name || worker.Outcome is JobOutcome.Retry { IsResultKept: false },
            "a finished render was forgotten");
        Demand(
            after.ResultName is null || after.ResultName == before.ResultName || IsOf(after, new RenderedFile(after.ResultServer!, after.ResultName)),
            "a job has another's video for its own");
        var isLeft = before.ModelServerSlot is not null && after is { Status: JobStatus.InProgress, ModelServerSlot: null };
        Demand(!isLeft || worker.HasFetched || worker.Rendered is { MayBeReused: false }, "a slot was left before the file was fetched whose name is used again");
        var failed = after.Failures - before.Failures;
        Demand(after.Crashes == before.Crashes && failed == (after.Status == JobStatus.Failed || (after.Status == JobStatus.Queued && worker.Outcome is JobOutcome.Retry) ? 1 : 0), "failures are not counted");
        if (after.Status != JobStatus.InProgress)
        {
            Forget(worker); // it has given the job away, whether or not it hears of that
        }

        switch (after.Status)
        {
            case JobStatus.InProgress:
                break;
            case JobStatus.Completed:
                Demand(worker.Outcome is JobOutcome.Done, "a job was completed without a result");
                _results[after.JobId] = $"{before.JobId} by {before.Owner} in attempt {before.Attempt}";
                break;
            case JobStatus.Failed:
                Demand(worker.Outcome is JobOutcome.Fail || (worker.Outcome is JobOutcome.Retry retry && HasUsedUp(after, retry)), "a job failed that had tries left");
                break;
            case JobStatus.Cancelled:
                Demand(before.CancelRequestedAt is not null, "a job was cancelled that nobody wanted to be");
                break;
            default:
                Demand(worker.Outcome is JobOutcome.Retry or JobOutcome.Release, $"a worker that did not mean it wrote {after.Status}");
                if (worker.Outcome is JobOutcome.Retry passing)
                {
                    Demand(!HasUsedUp(after, passing), "a job goes on that has no tries left");
                    _failures[(after.JobId, passing.Code)] = _failures.GetValueOrDefault((after.JobId, passing.Code)) + 1;
                }

                break;
        }
    }

    private bool HasUsedUp(Job after, JobOutcome.Retry why) =>
        after.Failures + after.Crashes >= room.Limits.MaxAttempts || _failures.GetValueOrDefault((after.JobId, why.Code)) + 1 >= why.MaxTries;

    private void Rescued(Actor rescuer, Job before, Job after)
    {
        var isCharged = before.AtRisk && (rescuer.Dead.Contains(before.Owner!)
            ? _before.Values.Count(job => job.Status == JobStatus.InProgress && job.Owner == before.Owner && job.AtRisk) == 1
            : before.IsSuspect);
        Demand(before.Status == JobStatus.InProgress && after.Crashes == before.Crashes + (isCharged ? 1 : 0) && after.Failures == before.Failures, "crashes are not counted");
        Demand(after.IsSuspect == (before.IsSuspect || before.AtRisk), "who may have killed a process is not suspected");
        Demand(after.ResultName == (isCharged && after.Crashes >= room.Limits.MaxCrashes - 1 ? null : before.ResultName), "a finished render was forgotten");
        if (rescuer.Absent.Contains(before.Owner!))
        {
            // It may live and not know.
            _trusts.Keys.Where(worker => IsOf(_trusts[worker].Job, before)).ToList().ForEach(Forget);
            _lost.Add((before.JobId, before.Attempt, before.Owner!));
        }

        if (!rescuer.Dead.Contains(before.Owner!) && !rescuer.Absent.Contains(before.Owner!))
        {
            Demand(before.LeaseUntil < room.Now, "a job was taken back before its lease had ended");
            Demand(
                history.ClockJumps || !_trusts.Values.Any(trust => IsOf(trust.Job, before) && trust.Until > history.Monotonic),
                "a job was taken from a worker that trusts its lease");
        }

        var usedUp = isCharged && (after.Crashes >= room.Limits.MaxCrashes || after.Crashes + after.Failures >= room.Limits.MaxAttempts);
        Demand(
            after.Status == (before.CancelRequestedAt is not null ? JobStatus.Cancelled : usedUp ? JobStatus.Failed : JobStatus.Queued), $"a rescued job became {after.Status}");
    }

    private static bool IsClaim(Job before, Job after) => before.Status == JobStatus.Queued && after.Status == JobStatus.InProgress;

    private static bool IsSame(Job a, Job b) =>
        (a.Status, a.Attempt, a.Owner, a.LeaseUntil, a.Failures, a.Crashes, a.OutputVideo, a.CompletedAt) == (b.Status, b.Attempt, b.Owner, b.LeaseUntil, b.Failures, b.Crashes, b.OutputVideo, b.CompletedAt)
        && (a.ResultServer, a.ResultName, a.AtRisk, a.IsSuspect, a.SlotUntil) == (b.ResultServer, b.ResultName, b.AtRisk, b.IsSuspect, b.SlotUntil)
        && (a.InputVideo, a.ConversionSeconds) == (b.InputVideo, b.ConversionSeconds)
        && (a.RunAt, a.Step, a.ModelServer, a.ModelServerSlot, a.CancelRequestedAt, a.ErrorCode, a.Turn, a.Priority) == (b.RunAt, b.Step, b.ModelServer, b.ModelServerSlot, b.CancelRequestedAt, b.ErrorCode, b.Turn, b.Priority);

    private static void Demand(bool promise, string broken)
    {
        if (!promise)
        {
            throw new BrokenPromiseException(broken);
        }
    }
}
