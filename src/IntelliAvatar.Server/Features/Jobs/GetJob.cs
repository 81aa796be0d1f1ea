using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.Jobs;

/// <summary><c>GET /v1/jobs/{job_id}</c>: all that is known of one job. Cheap to ask again: nothing new is 304.</summary>
internal static class GetJob
{
    public static async Task<Results<Ok<JobDetails>, StatusCodeHttpResult, ProblemHttpResult>> Handle(
        [FromRoute(Name = "job_id")] string jobId, HttpContext http, JobHistory history, Forecast forecast, CancellationToken cancel)
    {
        if (await history.OfAsync(jobId, cancel) is not { } story)
        {
            return JobProblems.Unknown.ToProblem();
        }

        var outlook = await forecast.OfAsync(story.Job, cancel);
        var tag = TagOf(story.Job, outlook, story.RetriedAs);
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        return http.Request.Headers.IfNoneMatch.Any(known => known?.Split(',').Any(one => one.Trim() == tag) == true)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(JobDetails.Of(story, outlook));
    }

    /// <summary>Weak: the time that is left runs on in between.</summary>
    private static string TagOf(Job job, Estimate outlook, IReadOnlyList<string> retriedAs)
    {
        var state = $"{job.JobId} {job.ChangedAt.Ticks} {job.Attempt} {job.Step} {job.Progress} {job.ModelServer} {job.InputVideo} {job.InputAudio} {outlook.Position} {retriedAs.Count} {outlook.Left is null}";
        return $"W/\"{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, 12))}\"";
    }
}
