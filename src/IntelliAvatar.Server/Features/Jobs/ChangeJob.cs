using System.Text.Json.Serialization;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.Orders;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.Jobs;

/// <summary><c>PATCH /v1/jobs/{job_id}</c>: a waiting job goes sooner or later.</summary>
internal static class ChangeJob
{
    /// <param name="Priority">-100 to 100; new jobs have 0.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record JobChange(int Priority);

    public static async Task<Results<Ok<JobState>, ProblemHttpResult>> Handle(
        [FromRoute(Name = "job_id")] string jobId, JobChange change, JobQueue queue, Forecast forecast, CancellationToken cancel) =>
        OrderIntake.RefusePriority(change.Priority) is { } refusal
            ? refusal.ToProblem()
            : await queue.PrioritiseAsync(jobId, change.Priority, cancel) switch
            {
                null => JobProblems.Unknown.ToProblem(),
                { Status: not JobStatus.Queued } => JobProblems.Conflict("job_not_waiting", "Only a job that waits can be given another priority.").ToProblem(),
                var job => TypedResults.Ok(JobState.Of(job, await forecast.OfAsync(job, cancel))),
            };
}
