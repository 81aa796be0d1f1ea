using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Orders;
using Microsoft.OpenApi;

namespace IntelliAvatar.Server.Features.Jobs;

/// <summary>Jobs as a resource: submit, list, look at, change, cancel, retry, delete.</summary>
public static class JobsFeature
{
    public static IServiceCollection AddJobEndpoints(this IServiceCollection services) =>
        services.AddSingleton<LegacyTimes>().AddSingleton<CreateJob>().AddSingleton<RetryJob>();

    public static void MapJobEndpoints(this IEndpointRouteBuilder app)
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

        var jobs = app.MapGroup("/v1/jobs").WithTags("Jobs");
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
}
