using IntelliAvatar.Server.Http;

namespace IntelliAvatar.Server.Features.JobEvents;

/// <summary>Changes of jobs as server-sent events.</summary>
public static class JobEventsFeature
{
    public static IServiceCollection AddJobEvents(this IServiceCollection services) =>
        services
            .AddSingleton<EventWriter>()
            .AddSingleton<CatchUp>()
            .AddSingleton<JobFeed>()
            .AddHostedService(provider => provider.GetRequiredService<JobFeed>());

    public static void MapJobEvents(this IEndpointRouteBuilder app)
    {
        const string Told = "Server-sent events. `job` carries the whole state of a job as GET /v1/jobs lists it, `deleted` the job_id of one that is gone, `queue` what GET /v1/queue answers (without eta), `reset` says that more has happened than can be told, so read the list again, `ping` nothing. An event may come twice. After a break send Last-Event-ID, as browsers do by themselves, and everything since is told.";
        app.MapGroup("/v1/jobs").WithTags("Jobs").MapGet("/{job_id}/events", WatchJobs.HandleOne)
            .WithName("watchJob")
            .WithSummary("Follow a job to its end")
            .WithDescription($"{Told} The stream ends with the job; a client that reconnects then gets 204.")
            .AnswersFile("text/event-stream", "Events, until the job has ended.")
            .AnswersProblems(404, 503);
        app.MapGet("/v1/events", WatchJobs.HandleAll)
            .WithName("watchJobs")
            .WithTags("Jobs")
            .WithSummary("Follow all jobs")
            .WithDescription($"{Told} A client that reads too slowly is cut off, and reconnects.")
            .AnswersFile("text/event-stream", "Events.")
            .AnswersProblems(503);
    }
}
