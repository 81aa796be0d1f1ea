using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.JobTracking;

/// <summary><c>GET /feature1/download/{job_id}</c>: the finished video; parts of it by <c>Range</c>.</summary>
internal static class DownloadResult
{
    private const string Type = "video/mp4";

    public static Results<PhysicalFileHttpResult, ProblemHttpResult> Handle([FromRoute(Name = "job_id")] string jobId, JobQueue queue, DiskFileStore files)
    {
        var job = queue.Find(jobId);
        return job switch
        {
            null => NotFound("job_unknown", "There is no job with this id."),
            { Status: JobStatus.Completed, OutputVideo: { } key } when files.PathOf(key) is var path && File.Exists(path) =>
                TypedResults.PhysicalFile(path, Type, $"{job.JobId}.mp4", enableRangeProcessing: true),
            { Status: JobStatus.Completed } => NotFound("video_gone", "The video of this job is no longer stored."),
            { Status: JobStatus.Failed } => NotFound("job_failed", $"This job failed, so there is no video: {job.Error}"),
            { Status: JobStatus.Cancelled } => NotFound("job_cancelled", "This job was cancelled, so there is no video."),
            _ => NotFound("video_not_ready", "The video is not ready yet; the job is still waiting or running."),
        };
    }

    private static ProblemHttpResult NotFound(string code, string detail) => new Refusal(code, detail, StatusCodes.Status404NotFound).ToProblem();
}
