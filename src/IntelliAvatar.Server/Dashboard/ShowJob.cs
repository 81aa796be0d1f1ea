using IntelliAvatar.Server.Dashboard.Pages;
using IntelliAvatar.Server.Jobs.Views;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Dashboard;

/// <summary><c>GET /jobs/{job_id}</c>: all of one job.</summary>
internal static class ShowJob
{
    public static async Task<IResult> Handle(
        [FromRoute(Name = "job_id")] string jobId, JobHistory history, Forecast forecast, CancellationToken cancel)
    {
        if (await history.OfAsync(jobId, cancel) is not { } story)
        {
            return new PageResult<MissingPage>(status: StatusCodes.Status404NotFound);
        }

        var outlook = await forecast.OfAsync(story.Job, cancel);
        return new PageResult<JobPage>(new
        {
            Look = new JobViewModel(story.Job, outlook),
            Attempts = AttemptViewModel.Of(story.Job, story.Attempts, story.Host, outlook.Now),
            story.RetriedAs,
        });
    }
}
