using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.ModelServers;

namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>Tells of all model servers by what the schedulers have written down; so every process can.</summary>
public sealed class ModelServerReports(ModelServerRegistry registry, JobHistory history, PauseStore controls, JobQueue queue)
{
    public async Task<IReadOnlyList<ModelServerReport>> ReadAsync(CancellationToken cancel)
    {
        var paused = (await controls.ListAsync(cancel)).ToDictionary(part => part.Target, StringComparer.Ordinal);
        var attempts = (await history.LatestAsync(cancel)).ToLookup(attempt => attempt.ModelServer);
        var busy = (await queue.RenderingAsync(cancel)).ToLookup(server => server);
        return
        [
            .. (await registry.ReadAsync(cancel)).GroupBy(seen => seen.Entry.Url, StringComparer.Ordinal).Select(server => Of(
                [.. server], busy[server.Key].Count(), paused.GetValueOrDefault(PauseStore.ModelServer(server.Key)), [.. attempts[server.Key]])),
        ];
    }

    private static ModelServerReport Of(
        IReadOnlyList<(ModelServerRegistry.Entry Entry, bool IsCurrent)> seen, int busy, PauseStore.Paused? paused, IReadOnlyList<JobAttempt> attempts)
    {
        var current = seen.Where(one => one.IsCurrent).Select(one => one.Entry).ToList();
        var (last, isWell) = (seen[0].Entry, current.Exists(one => one.IsWell));
        return new(
            last.Url, last.Protocol, seen.Max(one => one.Entry.Slots), busy, current.Count == 0 ? "gone" : isWell ? "well" : "unwell",
            isWell ? null : last.OutUntil, current.Select(one => one.Trouble).FirstOrDefault(trouble => trouble is not null), paused, last.SeenAt,
            [.. current.Select(one => one.Instance)], [.. current.Select(one => one.Host).OfType<string>().Distinct(StringComparer.Ordinal)], attempts);
    }
}
