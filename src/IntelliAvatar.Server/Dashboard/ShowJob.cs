using IntelliAvatar.Server.Dashboard.Pages;
using IntelliAvatar.Server.Jobs;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Dashboard;

/// <summary><c>GET /jobs/{job_id}</c>: all of one job.</summary>
internal static class ShowJob
{
    public static async Task<IResult> Handle(
        [FromRoute(Name = "job_id")] string jobId, JobQueue queue, JobHistory history, Forecast forecast, CancellationToken cancel)
    {
        if (await queue.FindAsync(jobId, cancel) is not { } job)
        {
            return new PageResult<MissingPage>(status: StatusCodes.Status404NotFound);
        }

        var outlook = await forecast.OfAsync(job, cancel);
        return new PageResult<JobPage>(new
        {
            Look = new JobLook(job, outlook),
            Attempts = AttemptLook.Of(job, await history.AttemptsAsync(jobId, cancel), outlook.Now),
            RetriedAs = await history.RetriesOfAsync(jobId, cancel),
        });
    }
}
