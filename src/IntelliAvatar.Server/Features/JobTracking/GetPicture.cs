using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace IntelliAvatar.Server.Features.JobTracking;

/// <summary><c>GET /v1/jobs/{job_id}/thumbnail.jpg</c> and <c>…/preview.webp</c>: made when first asked for, kept beside the video.</summary>
internal sealed class GetPicture(JobQueue queue, JobFiles jobFiles, IFileStore files, Workspace workspace, VideoPictures pictures)
{
    public static Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandleThumbnail(
        [FromRoute(Name = "job_id")] string jobId, HttpResponse response, GetPicture get, CancellationToken cancel) =>
        get.ThumbnailAsync(jobId, response, cancel);

    public static Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandlePreview(
        [FromRoute(Name = "job_id")] string jobId, HttpResponse response, GetPicture get, CancellationToken cancel) =>
        get.PreviewAsync(jobId, response, cancel);

    private Task<Results<FileStreamHttpResult, ProblemHttpResult>> ThumbnailAsync(string jobId, HttpResponse response, CancellationToken cancel) =>
        ServeAsync(jobId, StorageKeys.ThumbnailOf, pictures.ThumbnailAsync, "image/jpeg", response, cancel);

    private Task<Results<FileStreamHttpResult, ProblemHttpResult>> PreviewAsync(string jobId, HttpResponse response, CancellationToken cancel) =>
        ServeAsync(jobId, StorageKeys.PreviewOf, pictures.PreviewAsync, "image/webp", response, cancel);

    private async Task<Results<FileStreamHttpResult, ProblemHttpResult>> ServeAsync(
        string jobId, Func<string, string> keyOf, Func<string, string, CancellationToken, Task<Refusal?>> make, string type, HttpResponse response, CancellationToken cancel)
    {
        if (await queue.FindAsync(jobId, cancel) is not { } job)
        {
            return JobProblems.Unknown.ToProblem();
        }

        if (job is not { Status: JobStatus.Completed, OutputVideo: { } video })
        {
            return JobProblems.NoVideo(job).ToProblem();
        }

        var key = keyOf(video);
        var picture = await files.OpenAsync(key, cancel);
        if (picture is null)
        {
            if (await MakeAsync(video, key, make, cancel) is { } refusal)
            {
                return refusal.ToProblem();
            }

            picture = await files.OpenAsync(key, cancel);
        }

        if (picture is null)
        {
            return JobProblems.NoVideo(job).ToProblem();
        }

        response.Headers.CacheControl = "private, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(picture.Content, type, fileDownloadName: null, picture.WrittenAt, new EntityTagHeaderValue($"\"{jobId}\""));
    }

    private async Task<Refusal?> MakeAsync(string video, string key, Func<string, string, CancellationToken, Task<Refusal?>> make, CancellationToken cancel)
    {
        using var scratch = workspace.NewScratch();
        try
        {
            var made = scratch.File($"made{Path.GetExtension(key)}");
            var refusal = await make(await files.LocalAsync(video, scratch, cancel), made, cancel);
            if (refusal is null)
            {
                await jobFiles.KeepPictureAsync(made, key, cancel);
            }

            return refusal;
        }
        catch (FileNotFoundException)
        {
            return JobProblems.NotFound("video_gone", "The video of this job is no longer stored.");
        }
    }
}
