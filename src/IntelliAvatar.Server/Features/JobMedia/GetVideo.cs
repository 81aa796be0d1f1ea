using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.JobMedia;

/// <summary>
/// <c>GET /v1/jobs/{job_id}/video</c>: the finished video, to be shown; with <c>?download=1</c> to be kept. <c>GET /feature1/download/{job_id}</c>: the same,
/// to be kept. Whole or in parts (<c>Range</c>), from the disk or by a link to the store.
/// </summary>
internal static class GetVideo
{
    public static Task<Results<FileStreamHttpResult, RedirectHttpResult, ProblemHttpResult>> Handle(
        [FromRoute(Name = "job_id")] string jobId, HttpContext http, JobQueue queue, IFileStore files, CancellationToken cancel) =>
        ServeAsync(jobId, asAttachment: http.Request.Query["download"] == "1", http, queue, files, cancel);

    public static Task<Results<FileStreamHttpResult, RedirectHttpResult, ProblemHttpResult>> HandleDownload(
        [FromRoute(Name = "job_id")] string jobId, HttpContext http, JobQueue queue, IFileStore files, CancellationToken cancel) =>
        ServeAsync(jobId, asAttachment: true, http, queue, files, cancel);

    private static async Task<Results<FileStreamHttpResult, RedirectHttpResult, ProblemHttpResult>> ServeAsync(
        string jobId, bool asAttachment, HttpContext http, JobQueue queue, IFileStore files, CancellationToken cancel)
    {
        var job = await queue.FindAsync(jobId, cancel);
        if (job is null)
        {
            return JobProblems.Unknown.ToProblem();
        }

        var served = job is { Status: JobStatus.Completed, OutputVideo: { } key } ? await FileResults.ServeAsync(key, "video/mp4", $"{jobId}.mp4", asAttachment, http, files, cancel) : null;
        return served?.Result switch
        {
            RedirectHttpResult link => link,
            FileStreamHttpResult file => file,
            _ => JobProblems.NoVideo(job).ToProblem(),
        };
    }
}
