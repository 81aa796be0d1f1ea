using IntelliAvatar.Server.Features.JobTracking.Feed;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Orders;
using Microsoft.OpenApi;

namespace IntelliAvatar.Server.Features.JobTracking;

/// <summary>What became of the jobs.</summary>
public static class JobTrackingFeature
{
    public static IServiceCollection AddJobTracking(this IServiceCollection services) =>
        services
            .AddSingleton<JobList>()
            .AddSingleton<JobHistory>()
            .AddSingleton<JobChanges>()
            .AddSingleton<Forecast>()
            .AddSingleton<ModelServerReports>()
            .AddSingleton<LegacyTimes>()
            .AddSingleton<GetPicture>()
            .AddSingleton<RetryJob>()
            .AddSingleton<CreateJob>()
            .AddSingleton<EventWriter>()
            .AddSingleton<CatchUp>()
            .AddSingleton<JobFeed>()
            .AddHostedService(provider => provider.GetRequiredService<JobFeed>());

    public static void MapJobTracking(this IEndpointRouteBuilder app)
    {
        app.MapGet("/feature1/jobs", ListJobs.Handle)
            .WithName("listJobs")
            .WithTags("Jobs")
            .WithSummary("List all jobs, oldest first")
            .WithDescription("Times are yyyy-MM-dd HH:mm:ss: `created_at` in the server's local time (setting Legacy__TimeZone), `started_at` and `completed_at` in UTC, as the clients of this endpoint expect. /v1/jobs has ISO 8601 in UTC.")
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
        var jobs = app.MapGroup("/v1/jobs").WithTags("Jobs");
        MapResource(jobs);
        MapFiles(jobs);
        MapLive(app, jobs);
    }

    private static void MapResource(RouteGroupBuilder jobs)
    {
        jobs.MapPost("", CreateJob.Handle)
            .NeedsRoom()
            .WithName("createJob")
            .WithSummary("Make a head speak an audio file or a text")
            .WithDescription("As a form with the files in it, or as JSON that names finished uploads (/v1/uploads) and avatars (/v1/avatars). With audio it is an avatar-sync job, with text a text-to-avatar job.")
            .TakesOrder()
            .TakesIdempotencyKey()
            .AnswersLike("The job waits; Location is its address.", JobExamples.State, StatusCodes.Status201Created)
            .AnswersProblems(400, 408, 409, 413, 415, 422, 503, 507);

        jobs.MapGet("", FindJobs.Handle)
            .WithName("findJobs")
            .WithSummary("List jobs by pages, the newest first")
            .WithDescription("Give `next` back as `cursor` to get the next page; the header Link has its address. Of jobs that are submitted meanwhile none comes twice and none is left out. A text, and a feature together with a user or a state, are looked for among the next 1,000 jobs: such a page may be short, or empty, and still have a next one.")
            .TakesQuery("status", "Only jobs in this state; several are separated by commas.", required: false)
            .TakesQuery("user_id", "Only jobs of this user.", required: false)
            .TakesQuery("feature", "Only jobs that are listed as this.", required: false)
            .TakesQuery("created_from", "Only jobs submitted then or later, e.g. 2026-11-22T10:11:31Z.", required: false)
            .TakesQuery("created_to", "Only jobs submitted before.", required: false)
            .TakesQuery("q", "The beginning of an id, or words of the user, the feature, the spoken text or the error.", required: false)
            .TakesQuery("limit", "1 to 100; 20 unless given.", required: false, JsonSchemaType.Integer)
            .TakesQuery("cursor", "`next` of the page before.", required: false)
            .AnswersLike("A page.", $$"""{"items": [{{JobExamples.State}}], "next": "AAABmrIDrDkAAAAAAAAAKg"}""")
            .AnswersProblems(400, 503);

        jobs.MapGet("/{job_id}", GetJob.Handle)
            .WithName("getJob")
            .WithSummary("Look at a job")
            .WithDescription("With If-None-Match and the ETag of the last answer, 304 says that nothing is new.")
            .AnswersLike("The job.", JobExamples.Details)
            .Answers(304, "Nothing is new.")
            .AnswersProblems(404, 503);

        jobs.MapPatch("/{job_id}", ChangeJob.Handle)
            .WithName("changeJob")
            .WithSummary("Let a waiting job go sooner or later")
            .WithDescription("Higher priorities go first; inside one, users take turns.")
            .AnswersLike("The job.", JobExamples.State)
            .AnswersProblems(400, 404, 409, 422, 503);

        jobs.MapDelete("/{job_id}", DeleteJob.Handle)
            .WithName("deleteJob")
            .WithSummary("Forget a job that has ended, with all its files")
            .Answers(204, "It is gone.")
            .AnswersProblems(404, 409, 503);

        jobs.MapPost("/{job_id}/retry", RetryJob.Handle)
            .NeedsRoom()
            .WithName("retryJob")
            .WithSummary("Do an ended job again")
            .WithDescription("A new job from the same files, which need not be sent again; a speech that was made is not made again. `retry_of` names the old job.")
            .TakesIdempotencyKey()
            .AnswersLike("The new job; Location is its address.", JobExamples.State, StatusCodes.Status201Created)
            .AnswersProblems(400, 404, 409, 422, 503, 507);

        jobs.MapPost("/{job_id}/cancel", CancelJob.Handle)
            .WithName("cancelJob")
            .WithSummary("Cancel a job")
            .WithDescription("A waiting job is cancelled at once, a running one as soon as its worker has stopped, usually within a second. Cancelling twice is no error.")
            .AnswersLike("The job is cancelled, or about to be: then it is IN_PROGRESS and `stopping`.", JobExamples.State)
            .AnswersProblems(404, 409, 503);
    }

    private static void MapFiles(RouteGroupBuilder jobs)
    {
        jobs.MapMethods("/{job_id}/video", [HttpMethods.Head], GetVideo.Handle).ExcludeFromDescription();
        jobs.MapGet("/{job_id}/video", GetVideo.Handle)
            .WithName("getVideo")
            .WithSummary("The finished video")
            .WithDescription("Range requests work. It is sent to be shown; with `download=1` to be kept.")
            .TakesQuery("download", "1: as an attachment.", required: false)
            .AnswersVideo()
            .AnswersProblems(404, 503);
        jobs.MapGet("/{job_id}/thumbnail.jpg", GetPicture.HandleThumbnail)
            .WithName("getThumbnail")
            .WithSummary("A picture of the finished video")
            .AnswersFile("image/jpeg", "At most 480 pixels wide and high.")
            .AnswersProblems(404, 422, 503, 507);
        jobs.MapGet("/{job_id}/preview.webp", GetPicture.HandlePreview)
            .WithName("getPreview")
            .WithSummary("The first three seconds of the finished video, moving, without sound")
            .AnswersFile("image/webp", "At most 320 pixels wide and high.")
            .AnswersProblems(404, 422, 503, 507);
        jobs.MapGet("/{job_id}/captions.vtt", GetCaptions.HandleVtt)
            .WithName("getCaptions")
            .WithSummary("The spoken text as captions (WebVTT)")
            .WithDescription("Where the voice tells no timings, a NOTE says that the times are estimates.")
            .AnswersFile("text/vtt", "Captions.")
            .AnswersProblems(404, 503);
        jobs.MapGet("/{job_id}/captions.srt", GetCaptions.HandleSrt)
            .WithName("getCaptionsAsSubRip")
            .WithSummary("The spoken text as captions (SubRip)")
            .AnswersFile("application/x-subrip", "Captions.")
            .AnswersProblems(404, 503);
        jobs.MapGet("/{job_id}/input/video", GetInput.HandleVideo)
            .WithName("getInputVideo")
            .WithSummary("The video that the job works from")
            .AnswersVideo()
            .AnswersProblems(404, 503);
        jobs.MapGet("/{job_id}/input/audio", GetInput.HandleAudio)
            .WithName("getInputAudio")
            .WithSummary("The speech that the job works from")
            .AnswersFile("audio/wav", "The speech; Range works.")
            .AnswersProblems(404, 503);
    }

    private static void MapLive(IEndpointRouteBuilder app, RouteGroupBuilder jobs)
    {
        const string Told = "Server-sent events. `job` carries the whole state of a job as GET /v1/jobs lists it, `deleted` the job_id of one that is gone, `queue` what GET /v1/queue answers (without eta), `reset` says that more has happened than can be told, so read the list anew, `ping` nothing. An event may come twice. After a break send Last-Event-ID, as browsers do by themselves, and everything since is told.";
        jobs.MapGet("/{job_id}/events", WatchJobs.HandleOne)
            .WithName("watchJob")
            .WithSummary("Follow a job to its end")
            .WithDescription($"{Told} The stream ends with the job; whoever comes back then gets 204.")
            .AnswersFile("text/event-stream", "Events, until the job has ended.")
            .AnswersProblems(404, 503);
        app.MapGet("/v1/events", WatchJobs.HandleAll)
            .WithName("watchJobs")
            .WithTags("Jobs")
            .WithSummary("Follow all jobs")
            .WithDescription($"{Told} Whoever reads too slowly is cut off, and comes back.")
            .AnswersFile("text/event-stream", "Events.")
            .AnswersProblems(503);
        app.MapGet("/v1/queue", GetQueue.Handle)
            .WithName("getQueue")
            .WithTags("Operations")
            .WithSummary("How much waits and runs")
            .AnswersLike(
                "The queue.",
                """{"waiting": 1, "running": 1, "paused": null, "not_accepting": null, "next": ["01a202bd-5066-7ae9-8a74-5f4833f91ee9"], "eta": {"seconds": 21.5, "at": "2026-11-22T10:12:01.802Z"}}""")
            .AnswersProblems(503);
    }
}
