using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.JobTracking;

/// <summary><c>POST /v1/jobs/{job_id}/cancel</c>: nobody wants this job's video any more.</summary>
internal static class CancelJob
{
    /// <param name="Status"><c>CANCELLED</c>, or <c>IN_PROGRESS</c> for the moment that its worker takes to stop.</param>
    public sealed record CancelAnswer(string JobId, string Status);

    public static async Task<Results<Ok<CancelAnswer>, ProblemHttpResult>> Handle(
        [FromRoute(Name = "job_id")] string jobId, JobQueue queue, CancellationToken cancel) =>
        await queue.CancelAsync(jobId, cancel) switch
        {
            null => new Refusal("job_unknown", "There is no job with this id.", StatusCodes.Status404NotFound).ToProblem(),
            { Status: JobStatus.Completed or JobStatus.Failed } =>
                new Refusal("job_ended", "This job has ended already, so there is nothing to cancel.", StatusCodes.Status409Conflict).ToProblem(),
            var job => TypedResults.Ok(new CancelAnswer(job.JobId, job.Status)),
        };
}
