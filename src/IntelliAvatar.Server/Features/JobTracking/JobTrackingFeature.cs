using IntelliAvatar.Server.Hosting;

namespace IntelliAvatar.Server.Features.JobTracking;

/// <summary>What became of the jobs.</summary>
public static class JobTrackingFeature
{
    public static void MapJobTracking(this IEndpointRouteBuilder app)
    {
        app.MapGet("/feature1/jobs", ListJobs.Handle)
            .WithName("listJobs")
            .WithTags("Jobs")
            .WithSummary("List all jobs, oldest first")
            .AnswersProblems(503);

        app.MapGet("/feature1/download/{job_id}", DownloadResult.Handle)
            .WithName("downloadVideo")
            .WithTags("Jobs")
            .WithSummary("Download the finished video")
            .WithDescription("The mp4 of a completed job. Range requests work.")
            .AnswersVideo()
            .AnswersProblems(404, 503);
    }
}
