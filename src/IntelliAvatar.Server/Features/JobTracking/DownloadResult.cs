using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace IntelliAvatar.Server.Features.JobTracking;

/// <summary><c>GET /feature1/download/{job_id}</c>: the finished video; parts of it by <c>Range</c>.</summary>
internal static class DownloadResult
{
    private const string Type = "video/mp4";

    public static async Task<Results<FileStreamHttpResult, RedirectHttpResult, ProblemHttpResult>> Handle(
        [FromRoute(Name = "job_id")] string jobId, HttpContext http, JobQueue queue, IFileStore files, CancellationToken cancel)
    {
        var job = await queue.FindAsync(jobId, cancel);
        return job switch
        {
            null => NotFound("job_unknown", "There is no job with this id."),
            { Status: JobStatus.Completed, OutputVideo: { } key } when HttpMethods.IsGet(http.Request.Method) && files.LinkTo(key, NameOf(job)) is { } link =>
                TypedResults.Redirect(link.AbsoluteUri),
            { Status: JobStatus.Completed, OutputVideo: { } key } when await files.OpenAsync(key, cancel) is { } video => Video(http.Response, job, video),
            { Status: JobStatus.Completed } => NotFound("video_gone", "The video of this job is no longer stored."),
            { Status: JobStatus.Failed } => NotFound("job_failed", $"This job failed, so there is no video: {job.Error}"),
            { Status: JobStatus.Cancelled } => NotFound("job_cancelled", "This job was cancelled, so there is no video."),
            _ => NotFound("video_not_ready", "The video is not ready yet; the job is still waiting or running."),
        };
    }

    private static FileStreamHttpResult Video(HttpResponse response, Job job, StoredFile video)
    {
        // Written by hand: the framework would leave the quotes out and add a filename*=, and the contract has neither.
        response.Headers.ContentDisposition = $"attachment; filename=\"{NameOf(job)}\"";

        // A finished video never changes, so its job names its bytes. Without it If-Range could not be kept.
        return TypedResults.Stream(video.Content, Type, fileDownloadName: null, video.WrittenAt, new EntityTagHeaderValue($"\"{job.JobId}\""), enableRangeProcessing: true);
    }

    private static string NameOf(Job job) => $"{job.JobId}.mp4";

    private static ProblemHttpResult NotFound(string code, string detail) => new Refusal(code, detail, StatusCodes.Status404NotFound).ToProblem();
}
