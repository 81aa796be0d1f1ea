using IntelliAvatar.Server.Dashboard.Pages;
using IntelliAvatar.Server.Jobs;

namespace IntelliAvatar.Server.Dashboard;

/// <summary><c>GET /model-servers</c>: who renders, how that goes, and the queue before them.</summary>
internal static class ShowModelServers
{
    public static async Task<PageResult<ModelServersPage>> Handle(ModelServerReports reports, Forecast forecast, CancellationToken cancel) =>
        new(new { Queue = await forecast.LookAsync(cancel), Servers = await reports.ReadAsync(cancel) });
}
