using System.Collections.Concurrent;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace IntelliAvatar.Server.Features.JobMedia;

/// <summary><c>GET /v1/jobs/{job_id}/thumbnail.jpg</c> and <c>…/preview.webp</c>: made when first asked for, kept beside the video.</summary>
internal sealed class GetPicture(JobQueue queue, JobFiles jobFiles, IFileStore files, Workspace workspace, ThumbnailMaker pictures, IHostApplicationLifetime program)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Refusal?>>> _making = new(StringComparer.Ordinal);

    private delegate Task<Refusal?> Make(Func<CancellationToken, Task<string>> video, string path, CancellationToken cancel);

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
        string jobId, Func<string, string> keyOf, Make make, string type, HttpResponse response, CancellationToken cancel)
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
            if (await MakeOnceAsync(video, key, make, cancel) is { } refusal)
            {
                return refusal.ToProblem();
            }

            picture = await files.OpenAsync(key, cancel);
        }

        if (picture is null)
        {
            return JobProblems.NoVideo(job).ToProblem();
        }

        response.Headers.CacheControl = SecurityHeaders.Immutable;
        return TypedResults.Stream(picture.Content, type, fileDownloadName: null, picture.WrittenAt, new EntityTagHeaderValue($"\"{jobId}\""));
    }

    /// <summary>Of all who ask at once one has it made. It goes on when that one hangs up: the others wait for it.</summary>
    private Task<Refusal?> MakeOnceAsync(string video, string key, Make make, CancellationToken cancel) =>
        _making.GetOrAdd(key, _ => new(() => MakeAsync(video, key, make, program.ApplicationStopping))).Value.WaitAsync(cancel);

    private async Task<Refusal?> MakeAsync(string video, string key, Make make, CancellationToken cancel)
    {
        try
        {
            using var scratch = workspace.NewScratch();
            await using (var known = await files.OpenAsync(key, cancel))
            {
                if (known is not null)
                {
                    return null; // made between this one's look and its turn
                }
            }

            var made = scratch.File($"made{Path.GetExtension(key)}");
            var refusal = await make(stop => files.LocalAsync(video, scratch, stop), made, cancel);
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
        finally
        {
            _making.TryRemove(key, out _);
        }
    }
}
