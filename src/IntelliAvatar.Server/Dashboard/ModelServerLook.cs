using IntelliAvatar.Server.Jobs;

namespace IntelliAvatar.Server.Dashboard;

/// <summary>A model server as the pages show it.</summary>
/// <param name="Health">well, unwell (it gets no jobs for a while) or gone (nobody reports it any more).</param>
/// <param name="Lately">Its last attempts, the last one first.</param>
/// <param name="Pace">Seconds of work for a second of speech; null: it has completed none.</param>
public sealed record ModelServerLook(
    string Name, string Protocol, int Slots, int Busy, string Health, DateTimeOffset? OutUntil, string? Trouble, JobControls.Paused? Paused, DateTimeOffset SeenAt,
    int Schedulers, IReadOnlyList<JobAttempt> Lately, double? Pace)
{
    private const int Shown = 30;

    internal static ModelServerLook Of(
        IReadOnlyList<(ModelServerBoard.Entry Entry, bool IsCurrent)> seen, int busy, JobControls.Paused? paused, IReadOnlyList<JobAttempt> attempts)
    {
        var current = seen.Where(one => one.IsCurrent).Select(one => one.Entry).ToList();
        var (last, isWell) = (seen[0].Entry, current.Exists(one => one.IsWell));
        return new(
            last.Url, last.Protocol, seen.Max(one => one.Entry.Slots), busy, current.Count == 0 ? "gone" : isWell ? "well" : "unwell",
            isWell ? null : last.OutUntil, current.Select(one => one.Trouble).FirstOrDefault(trouble => trouble is not null), paused, last.SeenAt,
            current.Count, [.. attempts.Take(Shown)], PaceOf(attempts));
    }

    private static double? PaceOf(IEnumerable<JobAttempt> attempts)
    {
        var completed = attempts.Where(attempt => attempt is { Outcome: JobStatus.Completed, SpeechSeconds: > 0 }).ToList();
        return completed.Count == 0
            ? null
            : completed.Sum(attempt => Jobs.Pace.Work(JobStep.Parse(attempt.Steps), attempt.StartedAt, attempt.EndedAt).TotalSeconds) / completed.Sum(attempt => attempt.SpeechSeconds!.Value);
    }
}
