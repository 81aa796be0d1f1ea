using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.ModelServers;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.Operations;

/// <summary>For operators.</summary>
public static class OperationsFeature
{
    private const string ServerName = "Its address, as GET /v1/model-servers names it.";

    public static void MapOperations(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1").WithTags("Operations");
        app.MapGet("/v1/queue", GetQueue.Handle)
            .WithName("getQueue")
            .WithTags("Operations")
            .WithSummary("How much waits and runs")
            .AnswersLike(
                "The queue.",
                """{"waiting": 1, "running": 1, "paused": null, "not_accepting": null, "next": ["01a202bd-5066-7ae9-8a74-5f4833f91ee9"], "eta": {"seconds": 21.5, "at": "2026-11-22T10:12:01.802Z"}}""")
            .AnswersProblems(503);

        group.MapGet("/model-servers", ListModelServers.Handle)
            .WithName("listModelServers")
            .WithSummary("List the model servers")
            .AnswersLike(
                "All that a scheduler has reported within the last hour.",
                """
                [{
                  "name": "http://gpu1:7001", "protocol": "gateway", "slots": 2, "busy": 1, "health": "well", "out_until": null, "trouble": null, "paused_for": null,
                  "seen_at": "2026-11-22T10:11:31.402Z", "schedulers": ["7d4f1c0a9b6e4c8f8a5b3d2e1f0c9b8a"], "hosts": ["render-2"],
                  "lately": {"completed": 120, "failed": 2, "lost": 0, "seconds_per_speech_second": 1.4}
                }]
                """)
            .AnswersProblems(503);

        group.MapGet("/processes", ListProcesses.Handle)
            .WithName("listProcesses")
            .WithSummary("List the processes of the program and the jobs that each holds")
            .AnswersLike(
                "All that have reported within a day and have not stopped in order.",
                """
                [{
                  "instance": "7d4f1c0a9b6e4c8f8a5b3d2e1f0c9b8a", "host": "render-2", "process_id": 4711, "version": "0.1.0", "role": "scheduler", "health": "running",
                  "started_at": "2026-11-22T08:00:00.000Z", "seen_at": "2026-11-22T10:11:31.402Z",
                  "jobs": [{
                    "job_id": "01a202bd-5066-7ae9-8a74-5f4833f91ee9", "attempt": 1, "step": "generate", "model_server": "http://gpu1:7001", "has_slot": true,
                    "lease_until": "2026-11-22T10:12:31.402Z"
                  }]
                }]
                """)
            .AnswersProblems(503);

        group.MapPost("/queue/pause", (PauseEndpoints.PauseRequest? request, PauseStore controls, CancellationToken cancel) => PauseEndpoints.PauseAsync(PauseStore.Queue, request, controls, cancel))
            .WithName("pauseQueue")
            .WithSummary("Let no job begin")
            .Pauses();
        group.MapPost("/queue/resume", (PauseStore controls, CancellationToken cancel) => PauseEndpoints.ResumeAsync(PauseStore.Queue, controls, cancel))
            .WithName("resumeQueue")
            .WithSummary("Let jobs begin again")
            .Resumes();

        group.MapPost("/model-servers/pause", ([FromQuery] string name, PauseEndpoints.PauseRequest? request, PauseStore controls, ModelServerRegistry registry, CancellationToken cancel) =>
                PauseEndpoints.PauseModelServerAsync(name, request, controls, registry, cancel))
            .WithName("pauseModelServer")
            .WithSummary("Let no job begin at a model server")
            .DescribesParameter("name", ServerName)
            .Pauses()
            .AnswersProblems(404, 409);
        group.MapPost("/model-servers/resume", ([FromQuery] string name, PauseStore controls, CancellationToken cancel) =>
                PauseEndpoints.ResumeAsync(PauseStore.ModelServer(name), controls, cancel))
            .WithName("resumeModelServer")
            .WithSummary("Let jobs begin at a model server again")
            .DescribesParameter("name", ServerName)
            .Resumes();

        group.MapPost("/schedulers/{instance}/pause", (string instance, PauseEndpoints.PauseRequest? request, PauseStore controls, CancellationToken cancel) =>
                PauseEndpoints.PauseAsync(PauseStore.Scheduler(instance), request, controls, cancel))
            .WithName("pauseScheduler")
            .WithSummary("Let a scheduler begin no job")
            .Pauses();
        group.MapPost("/schedulers/{instance}/resume", (string instance, PauseStore controls, CancellationToken cancel) =>
                PauseEndpoints.ResumeAsync(PauseStore.Scheduler(instance), controls, cancel))
            .WithName("resumeScheduler")
            .WithSummary("Let a scheduler begin jobs again")
            .Resumes();
    }

    private static RouteHandlerBuilder Pauses(this RouteHandlerBuilder endpoint) =>
        endpoint.WithDescription("What runs there runs to its end. Survives restarts; every process keeps to it.").Answers(204, "It begins no new job.").AnswersProblems(400, 422, 503);

    private static void Resumes(this RouteHandlerBuilder endpoint) => endpoint.Answers(204, "It may begin jobs.").AnswersProblems(400, 503);
}
