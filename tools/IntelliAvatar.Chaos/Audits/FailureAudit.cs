using IntelliAvatar.Chaos.ModelServers;

namespace IntelliAvatar.Chaos.Audits;

/// <summary>Holds every FAILED job against the rules of docs/model-servers.md: did its own failures justify that end?</summary>
internal sealed class FailureAudit(ChaosOptions options, Findings findings, RenderLedger ledger, EventLog.Content content)
{
    /// <summary>A job that ends so twice at one model server is given up.</summary>
    private static readonly HashSet<string> Twice =
    [
        "model_server_odd_status", "render_failed", "result_unnamed", "result_name_unusable", "model_server_answer_empty", "model_server_answer_html", "model_server_answer_not_json",
        "model_server_answer_too_large", "answer_lost", "answer_stalled", "model_server_silent", "result_not_ready", "result_truncated", "result_not_video", "result_undecodable",
        "result_no_picture", "result_no_sound", "result_wrong_length",
    ];

    private static readonly HashSet<string> Again =
    [
        "model_server_throttles", "model_server_unavailable", "model_server_error", "upload_stalled", "upload_broken", "result_missing", "result_error", "result_is_json", "result_html", "result_empty",
        "result_not_mp4", "result_cut", "result_stalled", "result_server_unreachable",
    ];

    /// <returns>The jobs whose end is wrong.</returns>
    public IReadOnlyList<string> Run()
    {
        var wrong = new List<string>();
        foreach (var job in content.Jobs.Where(job => job.Status == "FAILED"))
        {
            var attempts = content.Attempts.Where(attempt => attempt.JobId == job.JobId).ToList();
            var failed = attempts.Where(attempt => attempt.Outcome == "FAILED").ToList();
            var codes = failed.Select(attempt => attempt.ErrorCode).OfType<string>().ToList();
            var troubles = ledger.Of(job.JobId).Count(render => render.WholeAt is null || render.Fetches.All(fetch => fetch.Given != "given"));
            var deaths = attempts.Where(attempt => attempt.Outcome == "LOST").Count(HasDied);
            var (isRight, why) = job.ErrorCode switch
            {
                "worker_lost" => (deaths >= options.MaxCrashes, $"{deaths} real deaths of its worker"),
                { } code when Twice.Contains(code) && failed.Count(own => own.ErrorCode == code && own.ModelServer == failed[^1].ModelServer) >= 2 => (troubles >= 2, $"{troubles} bad answers"),
                { } code when Twice.Contains(code) || Again.Contains(code) => (codes.Count(own => Twice.Contains(own) || Again.Contains(own)) + deaths >= options.MaxAttempts, $"{codes.Count} failures, {deaths} deaths"),
                _ => (false, "no model server says that"),
            };
            var story = $"{job.JobId} FAILED {job.ErrorCode} ({why}) after {string.Join(", ", attempts.Select(attempt => $"{attempt.Outcome} {attempt.ErrorCode}".TrimEnd()))}";
            if (isRight)
            {
                findings.Note("I12", story);
            }
            else
            {
                wrong.Add(job.JobId);
                findings.Break("I12", story);
            }
        }

        return wrong;
    }

    /// <summary>The worker was killed, stopped, or frozen for longer than its lease.</summary>
    private bool HasDied(EventLog.Attempt attempt) =>
        findings.LifeOf(attempt.Owner) is { } life
        && (life.EndedAt <= attempt.EndedAt || life.FrozenIn(attempt.StartedAt, attempt.EndedAt) >= options.Lease.TotalMilliseconds * 0.5);
}
