using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Orders;

namespace IntelliAvatar.Server.Features.Planning;

/// <summary>What would become of an order, before anything is spent on it.</summary>
public static class PlanningFeature
{
    public static IServiceCollection AddPlanning(this IServiceCollection services) => services.AddSingleton<FaceCheck>().AddSingleton<VideoCheckCache>().AddSingleton<CreatePlan>();

    public static void MapPlanning(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/plan", CreatePlan.Handle)
            .WithName("plan")
            .WithTags("Jobs")
            .WithSummary("See what would become of an order")
            .WithDescription("The body of POST /v1/jobs. Its files are normalised and looked at, and faces are searched in four pictures a second of the first two minutes; nothing is queued, spoken or rendered. What POST /v1/jobs would refuse is a problem here, with `ok` false; only a body that cannot be read is an error.")
            .TakesOrder()
            .AnswersLike(
                "The plan.",
                """
                {
                  "ok": true, "kind": "text-to-avatar", "output_seconds": 2.13, "is_estimate": true, "changes": ["turned upright (was rotated by 90 degrees)"],
                  "voice": {"id": "flite-slt", "name": "SLT", "provider": "flite", "language": "en", "why": "It is the preferred female voice for en."},
                  "problems": [{
                    "code": "no_face", "sentence": "No face is seen between 0:03 and 0:07. Other parts of the video are shown longer instead.", "severity": "warning", "from": 3, "to": 7
                  }],
                  "faces_looked_at": 12.5, "queue_position": 3, "eta": {"seconds": 21.5, "at": "2026-11-22T10:12:01.802Z"},
                  "cost": null
                }
                """)
            .AnswersProblems(400, 413, 415, 503, 507);
}
