using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.JobTracking;

/// <summary><c>GET /v1/jobs/{job_id}/video</c>: the finished video, to be shown; with <c>?download=1</c> to be kept.</summary>
internal static class GetVideo
{
    public static Task<Results<FileStreamHttpResult, RedirectHttpResult, ProblemHttpResult>> Handle(
        [FromRoute(Name = "job_id")] string jobId, HttpContext http, JobQueue queue, IFileStore files, CancellationToken cancel) =>
        JobVideo.ServeAsync(jobId, asAttachment: http.Request.Query["download"] == "1", http, queue, files, cancel);
}
