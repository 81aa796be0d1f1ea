using System.Text.Json.Serialization;
using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.JobTracking;

/// <summary><c>PATCH /v1/jobs/{job_id}</c>: a waiting job goes sooner or later.</summary>
internal static class ChangeJob
{
    private const int Most = 100;

    /// <param name="Priority">-100 to 100; new jobs have 0.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record JobChange(int Priority);

    public static async Task<Results<Ok<JobState>, ProblemHttpResult>> Handle(
        [FromRoute(Name = "job_id")] string jobId, JobChange change, JobQueue queue, Forecast forecast, CancellationToken cancel) =>
        change.Priority is < -Most or > Most
            ? new Refusal("priority_invalid", $"priority must be -{Most} to {Most}.").ToProblem()
            : await queue.PrioritiseAsync(jobId, change.Priority, cancel) switch
            {
                null => JobProblems.Unknown.ToProblem(),
                { Status: not JobStatus.Queued } => JobProblems.Conflict("job_not_waiting", "Only a job that waits can be given another priority.").ToProblem(),
                var job => TypedResults.Ok(JobState.Of(job, await forecast.OfAsync(job, cancel))),
            };
}
