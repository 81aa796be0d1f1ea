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
            .AnswersLike(
                "Every job there is.",
                """
                [{
                  "job_id": "01a202bd-5066-7ae9-8a74-5f4833f91ee9", "user_id": "anita", "feature": "Avatar Sync Studio",
                  "input_video": "uploads/01a202bd-5066-7ae9-8a74-5f4833f91ee9/01a202bd-5066-7ae9-8a74-5f4833f91ee9.mp4",
                  "input_audio": "uploads/01a202bd-5066-7ae9-8a74-5f4833f91ee9/01a202bd-5066-7ae9-8a74-5f4833f91ee9.wav",
                  "output_video": "outputs/01a202bd-5066-7ae9-8a74-5f4833f91ee9.mp4", "status": "COMPLETED",
                  "created_at": "2026-11-22 10:11:31", "started_at": "2026-11-22 10:11:31", "completed_at": "2026-11-22 10:11:43",
                  "step": null, "progress": 1, "attempt": 1, "changes": ["turned upright (was rotated by 90 degrees)"],
                  "model_server": "http://127.0.0.1:7001", "error": null, "error_code": null, "waiting_for": null
                }]
                """)
            .AnswersProblems(503);

        app.MapMethods("/feature1/download/{job_id}", [HttpMethods.Head], DownloadResult.Handle).ExcludeFromDescription();
        app.MapGet("/feature1/download/{job_id}", DownloadResult.Handle)
            .WithName("downloadVideo")
            .WithTags("Jobs")
            .WithSummary("Download the finished video")
            .WithDescription("The mp4 of a completed job. Range requests work.")
            .AnswersVideo()
            .AnswersProblems(404, 503);

        app.MapPost("/v1/jobs/{job_id}/cancel", CancelJob.Handle)
            .WithName("cancelJob")
            .WithTags("Jobs")
            .WithSummary("Cancel a job")
            .WithDescription("A waiting job is cancelled at once, a running one as soon as its worker has stopped, usually within a second. Cancelling twice is no error.")
            .AnswersLike(
                "The job is cancelled, or about to be.",
                """{"job_id": "01a202bd-5066-7ae9-8a74-5f4833f91ee9", "status": "CANCELLED"}""")
            .AnswersProblems(404, 409, 503);
    }
}
