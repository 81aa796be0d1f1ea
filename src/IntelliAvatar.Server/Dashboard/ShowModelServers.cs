using IntelliAvatar.Server.Dashboard.Pages;
using IntelliAvatar.Server.Jobs;

namespace IntelliAvatar.Server.Dashboard;

/// <summary><c>GET /model-servers</c>: who renders, how that goes, and the queue before them.</summary>
internal static class ShowModelServers
{
    public static async Task<PageResult<ModelServersPage>> Handle(
        ModelServerBoard board, JobHistory history, JobControls controls, JobQueue queue, Forecast forecast, CancellationToken cancel)
    {
        var paused = (await controls.ListAsync(cancel)).ToDictionary(part => part.Target, StringComparer.Ordinal);
        var attempts = (await history.LatestAsync(cancel)).ToLookup(attempt => attempt.ModelServer);
        var busy = (await queue.RenderingAsync(cancel)).ToLookup(server => server);
        var servers = (await board.ReadAsync(cancel)).GroupBy(seen => seen.Entry.Url, StringComparer.Ordinal).Select(seen => ModelServerLook.Of(
            [.. seen], busy[seen.Key].Count(), paused.GetValueOrDefault(JobControls.ModelServer(seen.Key)), [.. attempts[seen.Key]]));
        return new(new { Queue = await forecast.LookAsync(cancel), Servers = servers.ToList() });
    }
}
