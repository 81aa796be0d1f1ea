using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>A job as <c>/v1</c> tells it. Times are ISO 8601, UTC.</summary>
public record JobState
{
    public required string JobId { get; init; }

    public required string UserId { get; init; }

    public required string Feature { get; init; }

    /// <summary>What kind of work it is: avatar-sync or text-to-avatar.</summary>
    public required string Kind { get; init; }

    /// <summary>QUEUED, IN_PROGRESS, COMPLETED, FAILED or CANCELLED.</summary>
    public required string Status { get; init; }

    /// <summary>The running job is to be cancelled; its worker is about to stop.</summary>
    public bool Stopping { get; init; }

    /// <summary>What is being done: convert, speech, waiting for a model server, generate, fetch.</summary>
    public string? Step { get; init; }

    /// <summary>0…1 while it runs, 1 when it is completed.</summary>
    public double? Progress { get; init; }

    /// <summary>Higher ones run first.</summary>
    public int Priority { get; init; }

    /// <summary>1 is next; only while it waits.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>When it will be done, estimated from recent jobs; null when there are none to estimate from.</summary>
    public Eta? Eta { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>When the present or last attempt began.</summary>
    public DateTime? StartedAt { get; init; }

    /// <summary>When it was completed, failed or was cancelled.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>How often it was started. Attempts that ended as RELEASED cost nothing: what was missing was no fault of the job.</summary>
    public int Attempt { get; init; }

    public required SpeechState Speech { get; init; }

    /// <summary>What was changed in the uploaded files, a sentence each; while they are not converted yet, nothing.</summary>
    public required IReadOnlyList<string> Changes { get; init; }

    /// <summary>The model server that works on it or did last.</summary>
    public string? ModelServer { get; init; }

    /// <summary>Why it failed, or why it waits for another attempt.</summary>
    public JobError? Error { get; init; }

    /// <summary>The job that this one repeats.</summary>
    public string? RetryOf { get; init; }

    /// <summary>Where its things are; video and pictures only once it is completed.</summary>
    public required JobLinks Links { get; init; }

    internal static JobState Of(Job job, Estimate outlook) => new()
    {
        JobId = job.JobId,
        UserId = job.UserId,
        Feature = job.Feature,
        Kind = job.Kind,
        Status = job.Status,
        Stopping = job is { Status: JobStatus.InProgress, CancelRequestedAt: not null },
        Step = job.Step,
        Progress = job.Progress is { } progress ? Math.Round(progress, 3) : null,
        Priority = job.Priority,
        QueuePosition = outlook.Position,
        Eta = Eta.Of(outlook),
        CreatedAt = job.CreatedAt.UtcDateTime,
        StartedAt = job.StartedAt?.UtcDateTime,
        EndedAt = job.CompletedAt?.UtcDateTime,
        Attempt = job.Attempt,
        Speech = SpeechState.Of(job, JobList.LongestScript),
        Changes = job.ChangeList(),
        ModelServer = job.ModelServer,
        Error = JobError.Of(job.ErrorCode ?? (outlook.Blocked is null ? null : "storage_full"), job.Error ?? outlook.Blocked, isFinal: job.Status == JobStatus.Failed),
        RetryOf = job.RetryOf,
        Links = JobLinks.Of(job),
    };
}
