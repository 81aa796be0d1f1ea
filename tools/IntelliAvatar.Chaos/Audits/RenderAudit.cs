using IntelliAvatar.Chaos.Faults;
using IntelliAvatar.Chaos.ModelServers;

namespace IntelliAvatar.Chaos.Audits;

/// <summary>Which finished renders were thrown away, and why.</summary>
internal sealed class RenderAudit(ChaosOptions options, Findings findings, RenderLedger ledger, EventLog.Content content, FaultLog log)
{
    /// <summary>A write that was under way when the render ended.</summary>
    private const long Slack = 2000;

    /// <summary>Reason → jobs.</summary>
    public Dictionary<string, List<string>> ThrownAway { get; } = [];

    public void Run()
    {
        foreach (var job in content.Jobs.Where(job => job.Status is "COMPLETED" or "FAILED"))
        {
            // Of several, the last is the one that was published, or the one on which the job ended.
            var published = findings.Marks.GetValueOrDefault(job.JobId)?.Render;
            var whole = ledger.Of(job.JobId).Where(render => render.WholeAt is not null).ToList();
            foreach (var render in whole.Where(render => published is null ? render != whole[^1] : render.Number != published))
            {
                var reason = ReasonOf(render);
                if (!ThrownAway.TryGetValue(reason, out var jobs))
                {
                    ThrownAway[reason] = jobs = [];
                }

                jobs.Add(job.JobId);
                if (reason.StartsWith("other", StringComparison.Ordinal))
                {
                    findings.Break("I13", $"{render.Name} of {job.JobId} was thrown away: {reason}");
                }
            }
        }
    }

    private string ReasonOf(Render render)
    {
        var at = render.WholeAt!.Value;
        var attempt = content.Attempts.FirstOrDefault(attempt => attempt.JobId == render.JobId && attempt.StartedAt <= at && attempt.EndedAt >= at - Slack);
        if (attempt is null || findings.LifeOf(attempt.Owner) is not { } life)
        {
            return "other: nobody waited for it";
        }

        var end = attempt.EndedAt + Slack;
        return life.EndedAt <= end && life.End == End.Killed ? "the worker was killed"
            : life.FrozenIn(at, end) >= options.Lease.TotalMilliseconds * 0.5 ? "the worker was frozen beyond its lease"
            : !render.Fetches.IsEmpty && render.Fetches.All(fetch => fetch.Given != "given") && attempt.Outcome == "FAILED" ? "the model server did not hand it out"
            : render.Fetches.IsEmpty && log.Between(render.BeganAt, end, life.Node).Any(fault => fault.Contains($"ModelServer {render.Server}", StringComparison.Ordinal)
                || fault.Contains($"ModelServerGone {render.Server}", StringComparison.Ordinal)) ? "its answer was lost on the way"
            : $"other: attempt {attempt.Number} by {life.Node} ended {attempt.Outcome} {attempt.ErrorCode}{(life.EndedAt <= end ? $", its process was {life.End}" : "")}";
    }
}
