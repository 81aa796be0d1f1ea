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
            null => JobProblems.Unknown.ToProblem(),
            { Status: JobStatus.Completed, OutputVideo: { } key } when HttpMethods.IsGet(http.Request.Method) && files.LinkTo(key, NameOf(job)) is { } link =>
                TypedResults.Redirect(link.AbsoluteUri),
            { Status: JobStatus.Completed, OutputVideo: { } key } when await files.OpenAsync(key, cancel) is { } video => Video(http.Response, job, video),
            _ => JobProblems.NoVideo(job).ToProblem(),
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
}
