using IntelliAvatar.Server.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntelliAvatar.Server.Features.JobTracking;

/// <summary><c>GET /v1/queue</c>: how much waits and runs.</summary>
internal static class GetQueue
{
    public static async Task<Ok<QueueState>> Handle(Forecast forecast, CancellationToken cancel) => TypedResults.Ok(QueueState.Of(await forecast.LookAsync(cancel)));
}
