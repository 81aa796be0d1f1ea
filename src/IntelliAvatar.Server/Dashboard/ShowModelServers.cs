using IntelliAvatar.Server.Dashboard.Pages;
using IntelliAvatar.Server.Jobs.Views;

namespace IntelliAvatar.Server.Dashboard;

/// <summary><c>GET /model-servers</c>: the model servers, the processes of the program, and the queue before them.</summary>
internal static class ShowModelServers
{
    public static async Task<PageResult<ModelServersPage>> Handle(ModelServerReports reports, ProcessReports processes, Forecast forecast, CancellationToken cancel) =>
        new(new { Queue = await forecast.LookAsync(cancel), Servers = await reports.ReadAsync(cancel), Processes = await processes.ReadAsync(cancel) });
}
