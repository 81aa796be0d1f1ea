using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.JobMedia;

/// <summary><c>GET /v1/jobs/{job_id}/input/video</c> and <c>…/input/audio</c>: what the job works from, as it was normalised or spoken.</summary>
internal static class GetInput
{
    public static Task<Results<FileStreamHttpResult, RedirectHttpResult, ProblemHttpResult>> HandleVideo(
        [FromRoute(Name = "job_id")] string jobId, HttpContext http, JobQueue queue, IFileStore files, CancellationToken cancel) =>
        ServeAsync(jobId, job => job.InputVideo, "video/mp4", http, queue, files, cancel);

    public static Task<Results<FileStreamHttpResult, RedirectHttpResult, ProblemHttpResult>> HandleAudio(
        [FromRoute(Name = "job_id")] string jobId, HttpContext http, JobQueue queue, IFileStore files, CancellationToken cancel) =>
        ServeAsync(jobId, job => job.InputAudio, "audio/wav", http, queue, files, cancel);

    private static async Task<Results<FileStreamHttpResult, RedirectHttpResult, ProblemHttpResult>> ServeAsync(
        string jobId, Func<Job, string?> input, string type, HttpContext http, JobQueue queue, IFileStore files, CancellationToken cancel)
    {
        if (await queue.FindAsync(jobId, cancel) is not { } job)
        {
            return JobProblems.Unknown.ToProblem();
        }

        if (input(job) is not { } key)
        {
            return JobProblems.NotFound("speech_not_ready", "The speech is not made yet.").ToProblem();
        }

        if (StorageKeys.IsAsSent(key))
        {
            return JobProblems.NotFound("input_not_converted", "This input of the job is not converted yet; the job does that first.").ToProblem();
        }

        return (await FileResults.ServeAsync(key, type, Path.GetFileName(StorageKeys.NameOf(key)), asAttachment: false, http, files, cancel))?.Result switch
        {
            RedirectHttpResult link => link,
            FileStreamHttpResult file => file,
            _ => JobProblems.NotFound("input_gone", "This input of the job is no longer stored.").ToProblem(),
        };
    }
}
