using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntelliAvatar.Server.Features.JobTracking;

/// <summary>Gives out a job's files, whole or in parts, from the disk or by a link to the store.</summary>
internal static class JobVideo
{
    public static async Task<Results<FileStreamHttpResult, RedirectHttpResult, ProblemHttpResult>> ServeAsync(
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
