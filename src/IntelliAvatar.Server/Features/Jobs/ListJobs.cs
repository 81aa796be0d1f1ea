using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Features.Jobs;

/// <summary><c>GET /feature1/jobs</c>: every job, oldest first.</summary>
internal static class ListJobs
{
    /// <summary>A job as clients of these endpoints know it; times are <c>yyyy-MM-dd HH:mm:ss</c>: the first in the server's local time, the others in UTC.</summary>
    /// <param name="CreatedAt">In the server's local time, as yyyy-MM-dd HH:mm:ss.</param>
    /// <param name="StartedAt">In UTC, as yyyy-MM-dd HH:mm:ss.</param>
    /// <param name="CompletedAt">In UTC, as yyyy-MM-dd HH:mm:ss.</param>
    /// <param name="Step">What is being done: <c>convert</c>, <c>speech</c>, <c>waiting for a model server</c>, <c>generate</c>, <c>fetch</c>.</param>
    /// <param name="Progress">0…1 while it runs.</param>
    /// <param name="Attempt">How often it was started.</param>
    /// <param name="Changes">What was changed in the uploaded files, a sentence each.</param>
    /// <param name="Error">Why it failed: a sentence.</param>
    /// <param name="ErrorCode">The same as a stable word.</param>
    /// <param name="WaitingFor">Why a job waits that was tried already, or whose server has no room to begin it.</param>
    public sealed record JobEntry(
        string JobId,
        string UserId,
        string Feature,
        string InputVideo,
        string? InputAudio,
        string? OutputVideo,
        string Status,
        string CreatedAt,
        string? StartedAt,
        string? CompletedAt,
        string? Step,
        double? Progress,
        int Attempt,
        IReadOnlyList<string> Changes,
        string? ModelServer,
        string? Error,
        string? ErrorCode,
        string? WaitingFor);

    public static IAsyncEnumerable<JobEntry> Handle(JobQueue queue, LegacyTimes times, DiskReserve reserve, CancellationToken cancel)
    {
        var full = reserve.Full;
        return queue.ListAsync(cancel).Select(job => ToEntry(job, times, full));
    }

    private static JobEntry ToEntry(Job job, LegacyTimes times, string? full)
    {
        var failed = job.Status == JobStatus.Failed;
        return new JobEntry(
            job.JobId,
            job.UserId,
            job.Feature,
            StorageKeys.NameOf(job.InputVideo),
            job.InputAudio is null ? null : StorageKeys.NameOf(job.InputAudio),
            job.OutputVideo is null ? null : StorageKeys.NameOf(job.OutputVideo),
            job.Status,
            times.Local(job.CreatedAt),
            job.StartedAt is { } started ? LegacyTimes.Utc(started) : null,
            job.CompletedAt is { } completed ? LegacyTimes.Utc(completed) : null,
            job.Step,
            job.Progress,
            job.Attempt,
            job.ChangeList(),
            job.ModelServer,
            failed ? job.Error : null,
            failed ? job.ErrorCode : null,
            job.Status == JobStatus.Queued ? job.Error ?? full : null);
    }
}
