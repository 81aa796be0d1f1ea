using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.Jobs;

/// <summary><c>DELETE /v1/jobs/{job_id}</c>: a job that has ended is forgotten, with all its files.</summary>
internal static class DeleteJob
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle([FromRoute(Name = "job_id")] string jobId, JobQueue queue, CancellationToken cancel) =>
        await queue.DeleteAsync(jobId, cancel) ? TypedResults.NoContent()
        : await queue.FindAsync(jobId, cancel) is null ? JobProblems.Unknown.ToProblem()
        : JobProblems.Conflict("job_not_ended", "This job waits or runs. Cancel it first.").ToProblem();
}
