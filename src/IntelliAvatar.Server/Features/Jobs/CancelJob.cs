using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.Jobs;

/// <summary><c>POST /v1/jobs/{job_id}/cancel</c>: cancels a job.</summary>
internal static class CancelJob
{
    public static async Task<Results<Ok<JobState>, ProblemHttpResult>> Handle(
        [FromRoute(Name = "job_id")] string jobId, JobQueue queue, Forecast forecast, CancellationToken cancel) =>
        await queue.CancelAsync(jobId, cancel) switch
        {
            null => JobProblems.Unknown.ToProblem(),
            { Status: JobStatus.Completed or JobStatus.Failed } =>
                JobProblems.Conflict("job_ended", "This job has ended already, so there is nothing to cancel.").ToProblem(),
            var job => TypedResults.Ok(JobState.Of(job, await forecast.OfAsync(job, cancel))),
        };
}
