using IntelliAvatar.Server.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntelliAvatar.Server.Features.Operations;

/// <summary><c>GET /v1/model-servers</c>: who renders, and how that goes. By what the schedulers have written down, so every process can tell.</summary>
internal static class ListModelServers
{
    /// <param name="Name">Its address, as the settings write it.</param>
    /// <param name="Protocol">gateway, or embedded: our own engine, the child of a scheduler.</param>
    /// <param name="Slots">How many jobs it renders at once.</param>
    /// <param name="Busy">How many it renders now.</param>
    /// <param name="Health">well; unwell: it gets no jobs for a while; gone: no scheduler has reported it for half a minute.</param>
    /// <param name="OutUntil">When one that is unwell is tried again.</param>
    /// <param name="Trouble">What it answered last, when that was trouble.</param>
    /// <param name="PausedFor">Why it shall begin no new job; null: it is not paused.</param>
    /// <param name="SeenAt">When a scheduler last reported it.</param>
    /// <param name="Schedulers">Which processes use it.</param>
    public sealed record ModelServerState(
        string Name, string Protocol, int Slots, int Busy, string Health, DateTime? OutUntil, string? Trouble, string? PausedFor, DateTime SeenAt,
        IReadOnlyList<string> Schedulers, Record Lately);

    /// <summary>What became of its last jobs, as far as they are among the last 200 attempts of all.</summary>
    /// <param name="SecondsPerSpeechSecond">How long it takes for a second of speech; null: it has completed none.</param>
    public sealed record Record(int Completed, int Failed, int Lost, double? SecondsPerSpeechSecond);

    public static async Task<Ok<IReadOnlyList<ModelServerState>>> Handle(ModelServerBoard board, JobHistory history, JobControls controls, JobQueue queue, CancellationToken cancel)
    {
        var paused = (await controls.ListAsync(cancel)).ToDictionary(part => part.Target, part => part.Reason, StringComparer.Ordinal);
        var attempts = (await history.LatestAsync(cancel)).ToLookup(attempt => attempt.ModelServer);
        var busy = (await queue.RenderingAsync(cancel)).ToLookup(server => server);
        return TypedResults.Ok<IReadOnlyList<ModelServerState>>(
            [.. (await board.ReadAsync(cancel)).GroupBy(seen => seen.Entry.Url, StringComparer.Ordinal).Select(server => StateOf(
                server.Key, [.. server], busy[server.Key].Count(), paused.GetValueOrDefault(JobControls.ModelServer(server.Key)), [.. attempts[server.Key]]))]);
    }

    private static ModelServerState StateOf(
        string name, IReadOnlyList<(ModelServerBoard.Entry Entry, bool IsCurrent)> seen, int busy, string? paused, IReadOnlyList<JobAttempt> attempts)
    {
        var current = seen.Where(one => one.IsCurrent).Select(one => one.Entry).ToList();
        var (last, isWell) = (seen[0].Entry, current.Exists(one => one.IsWell));
        return new(
            name, last.Protocol, seen.Max(one => one.Entry.Slots), busy, current.Count == 0 ? "gone" : isWell ? "well" : "unwell",
            isWell ? null : last.OutUntil?.UtcDateTime, current.Select(one => one.Trouble).FirstOrDefault(trouble => trouble is not null), paused, last.SeenAt.UtcDateTime,
            [.. current.Select(one => one.Instance)], RecordOf(attempts));
    }

    private static Record RecordOf(IReadOnlyList<JobAttempt> attempts)
    {
        var completed = attempts.Where(attempt => attempt is { Outcome: JobStatus.Completed, SpeechSeconds: > 0 }).ToList();
        return new(
            attempts.Count(attempt => attempt.Outcome == JobStatus.Completed),
            attempts.Count(attempt => attempt.Outcome == JobStatus.Failed),
            attempts.Count(attempt => attempt.Outcome == JobAttempt.Lost),
            completed.Count == 0 ? null : Math.Round(
                completed.Sum(attempt => Pace.Work(JobStep.Parse(attempt.Steps), attempt.StartedAt, attempt.EndedAt).TotalSeconds) / completed.Sum(attempt => attempt.SpeechSeconds!.Value), 2));
    }
}
