using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.JobTracking;

/// <summary><c>GET /feature1/download/{job_id}</c>: the finished video; parts of it by <c>Range</c>.</summary>
internal static class DownloadResult
{
    public static Task<Results<FileStreamHttpResult, RedirectHttpResult, ProblemHttpResult>> Handle(
        [FromRoute(Name = "job_id")] string jobId, HttpContext http, JobQueue queue, IFileStore files, CancellationToken cancel) =>
        JobVideo.ServeAsync(jobId, asAttachment: true, http, queue, files, cancel);
}
