using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>Why a job's things cannot be had.</summary>
internal static class JobProblems
{
    public static Refusal Unknown { get; } = NotFound("job_unknown", "There is no job with this id.");

    /// <summary>Why there is no finished video of this job.</summary>
    public static Refusal NoVideo(Job job) => job.Status switch
    {
        JobStatus.Completed => NotFound("video_gone", "The video of this job is no longer stored."),
        JobStatus.Failed => NotFound("job_failed", $"This job failed, so there is no video: {job.Error}"),
        JobStatus.Cancelled => NotFound("job_cancelled", "This job was cancelled, so there is no video."),
        _ => NotFound("video_not_ready", "The video is not ready yet; the job is still waiting or running."),
    };

    public static Refusal NotFound(string code, string detail) => new(code, detail, StatusCodes.Status404NotFound);

    public static Refusal Conflict(string code, string detail) => new(code, detail, StatusCodes.Status409Conflict);
}
