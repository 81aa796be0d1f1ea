using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

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

        var served = job is { Status: JobStatus.Completed, OutputVideo: { } key } ? await ServeAsync(key, "video/mp4", $"{jobId}.mp4", asAttachment, http, files, cancel) : null;
        return served?.Result switch
        {
            RedirectHttpResult link => link,
            FileStreamHttpResult file => file,
            _ => JobProblems.NoVideo(job).ToProblem(),
        };
    }

    /// <summary>Null: the store has no such file.</summary>
    public static async Task<Results<FileStreamHttpResult, RedirectHttpResult>?> ServeAsync(
        string key, string type, string name, bool asAttachment, HttpContext http, IFileStore files, CancellationToken cancel)
    {
        if (HttpMethods.IsGet(http.Request.Method) && files.LinkTo(key, name) is { } link)
        {
            return TypedResults.Redirect(link.AbsoluteUri);
        }

        var file = await files.OpenAsync(key, cancel);
        if (file is null)
        {
            return null;
        }

        return Stream(file, key, type, name, asAttachment, http.Response);
    }

    private static FileStreamHttpResult Stream(StoredFile file, string key, string type, string name, bool asAttachment, HttpResponse response)
    {
        // Written by hand: the framework would leave the quotes out and add a filename*=, and the contract has neither.
        response.Headers.ContentDisposition = $"{(asAttachment ? "attachment" : "inline")}; filename=\"{name}\"";
        response.Headers.XContentTypeOptions = "nosniff";

        // A stored file never changes, so its job names its bytes. Without it If-Range could not be kept.
        return TypedResults.Stream(file.Content, type, fileDownloadName: null, file.WrittenAt, new EntityTagHeaderValue($"\"{StorageKeys.JobOf(key)}\""), enableRangeProcessing: true);
    }
}
