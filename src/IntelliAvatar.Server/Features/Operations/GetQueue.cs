using IntelliAvatar.Server.Jobs.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntelliAvatar.Server.Features.Operations;

/// <summary><c>GET /v1/queue</c>: how much waits and runs.</summary>
internal static class GetQueue
{
    public static async Task<Ok<QueueState>> Handle(Forecast forecast, CancellationToken cancel) => TypedResults.Ok(QueueState.Of(await forecast.LookAsync(cancel)));
}
