using System.Diagnostics;
using Dapper;
using IntelliAvatar.Chaos.Routes;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Chaos.Faults;

/// <summary>Does to the cluster what the plan says. Faults overlap; no node and no way has two of a kind at once.</summary>
internal sealed class Striker(Cluster cluster, FaultLog log, CancellationToken enough)
{
    private readonly List<Task> _running = [];
    private readonly HashSet<FaultKind> _shared = [];

    /// <returns>False: whom it would strike is struck already.</returns>
    public bool Strike(Fault fault)
    {
        _running.RemoveAll(task => task.IsCompletedSuccessfully);
        return fault.Kind switch
        {
            FaultKind.Kill or FaultKind.Stop or FaultKind.FreezeShort or FaultKind.FreezeLong => StrikeProcess(fault),
            FaultKind.ModelServerGone => StrikeModelServer(fault),
            FaultKind.DiskFull => FillDisk(fault),
            _ when fault.Way != Way.None => StrikeLane(fault),
            _ => StrikeShared(fault),
        };
    }

    /// <summary>Waits until every fault is over.</summary>
    public Task IsOverAsync() => Task.WhenAll(_running);

    /// <summary>One process of a role stays unharmed, else nothing would be served.</summary>
    private bool StrikeProcess(Fault fault)
    {
        bool IsWell(Node node) => !node.IsStruck && node.IsUpAsync().IsCompleted;
        if (Pick(cluster.Nodes, fault.Node, node => IsWell(node) && cluster.Nodes.Where(other => other.IsApi == node.IsApi && other != node) is var others && (!others.Any() || others.Any(IsWell))) is not { } node)
        {
            return false;
        }

        var isFreeze = fault.Kind is FaultKind.FreezeShort or FaultKind.FreezeLong;
        return Go(node.Name, isFreeze ? $"{fault.Kind} for {fault.Time.TotalSeconds:0.0} s" : $"{fault.Kind}", () => fault.Kind switch
        {
            FaultKind.Kill => node.KillAsync(),
            FaultKind.Stop => node.StopAsync(),
            _ => node.FreezeAsync(fault.Time),
        });
    }

    private bool StrikeLane(Fault fault)
    {
        var server = (int)(fault.Server * cluster.ModelServers.Count);
        Lane? LaneOf(Node node) => fault.Way switch { Way.Database => node.Database, Way.Store => node.Store, _ => node.IsApi ? null : node.ModelServers[server] };
        if (Pick(cluster.Nodes, fault.Node, node => LaneOf(node) is { Trouble: Trouble.None }) is not { } node)
        {
            return false;
        }

        var (lane, where) = (LaneOf(node)!, fault.Way == Way.ModelServer ? $"{fault.Way} {server}" : $"{fault.Way}");
        switch (fault.Kind)
        {
            case FaultKind.Cut:
                return Go(node.Name, $"Cut {where}", () => Do(lane.Cut));
            case FaultKind.HalfOpen:
                return Go(node.Name, $"HalfOpen {where}", () => Do(lane.HalfOpen));
            default:
                lane.Begin(Enum.Parse<Trouble>($"{fault.Kind}"));
                return Go(node.Name, $"{fault.Kind} {where} for {fault.Time.TotalSeconds:0.0} s", () => ForAsync(fault.Time), () => Do(lane.End));
        }
    }

    private bool StrikeModelServer(Fault fault)
    {
        var server = (int)(fault.Server * cluster.ModelServers.Count);
        var lanes = cluster.Nodes.Select(node => node.ModelServers[server]).ToList();
        if (lanes.Any(lane => lane.Trouble != Trouble.None))
        {
            return false;
        }

        lanes.ForEach(lane => lane.Begin(Trouble.Refuse));
        return Go(null, $"ModelServerGone {server} for {fault.Time.TotalSeconds:0.0} s", () => ForAsync(fault.Time), () => Do(() => lanes.ForEach(lane => lane.End())));
    }

    private bool FillDisk(Fault fault)
    {
        if (cluster.SharedDisk is { } shared)
        {
            return Once(fault.Kind, $"DiskFull for {fault.Time.TotalSeconds:0.0} s", () => FillAsync(shared, cluster.Nodes, fault.Time));
        }

        return Pick(cluster.Nodes, fault.Node, node => node is { WorkDisk: not null, IsDiskFull: false }) is { } node
            && Go(node.Name, $"DiskFull for {fault.Time.TotalSeconds:0.0} s", () => FillAsync(node.WorkDisk!, [node], fault.Time));
    }

    private async Task FillAsync(Mounted disk, IReadOnlyList<Node> nodes, TimeSpan time)
    {
        foreach (var node in nodes)
        {
            node.IsDiskFull = true;
        }

        await Task.Run(disk.Fill);
        await ForAsync(time);
        disk.Free();
        foreach (var node in nodes)
        {
            node.IsDiskFull = false;
        }
    }

    private bool StrikeShared(Fault fault) => fault.Kind switch
    {
        FaultKind.DatabaseCrash => Once(fault.Kind, $"DatabaseCrash for {fault.Time.TotalSeconds:0.0} s", () => CrashAsync(fault.Time)),
        FaultKind.BackendKill => Once(FaultKind.DatabaseCrash, "BackendKill", async () => await SignalAsync("KILL", await BackendAsync(fault.Server))),
        FaultKind.BackendFreeze => Once(fault.Kind, $"BackendFreeze for {fault.Time.TotalSeconds:0.0} s", () => FreezeBackendAsync(fault)),
        FaultKind.DatabaseLock => Once(fault.Kind, $"DatabaseLock for {fault.Time.TotalSeconds:0.0} s", () => LockAsync(fault.Time)),
        FaultKind.StoreAway => Once(FaultKind.StoreAway, $"StoreAway for {fault.Time.TotalSeconds:0.0} s", () => BetweenAsync(cluster.Swift!.StopAsync, fault.Time, cluster.Swift!.StartAgainAsync)),
        FaultKind.StoreFrozen => Once(FaultKind.StoreAway, $"StoreFrozen for {fault.Time.TotalSeconds:0.0} s", () => BetweenAsync(cluster.Swift!.FreezeAsync, fault.Time, cluster.Swift!.ThawAsync)),
        _ => throw new InvalidOperationException($"Unknown fault {fault.Kind}."),
    };

    private Task CrashAsync(TimeSpan time) => BetweenAsync(cluster.Postgres!.StopAsync, time, cluster.Postgres!.StartAgainAsync);

    private async Task BetweenAsync(Func<Task> begin, TimeSpan time, Func<Task> end)
    {
        await begin();
        await ForAsync(time);
        await end();
    }

    private async Task FreezeBackendAsync(Fault fault)
    {
        var pid = await BackendAsync(fault.Server);
        await SignalAsync("STOP", pid);
        await ForAsync(fault.Time);
        await SignalAsync("CONT", pid);
    }

    /// <returns>The process of a random backend that a node has.</returns>
    private async Task<int> BackendAsync(double share)
    {
        await using var connection = await PostgresCluster.OpenAsync(cluster.DatabaseUrl!);
        var pids = (await connection.QueryAsync<int>(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname = current_database() AND pid <> pg_backend_pid() ORDER BY pid")).AsList();
        return pids.Count == 0 ? throw new InvalidOperationException("No node has a connection.") : pids[(int)(share * pids.Count)];
    }

    private async Task LockAsync(TimeSpan time)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={cluster.SqlitePath};Pooling=False");
        await connection.OpenAsync();
        await using var held = connection.BeginTransaction(deferred: false);
        await ForAsync(time);
    }

    /// <summary>One at a time of what all share.</summary>
    private bool Once(FaultKind kind, string what, Func<Task> fault) => _shared.Add(kind) && Go(null, what, fault, () => Do(() => _shared.Remove(kind)));

    /// <returns>True, for it has begun.</returns>
    private bool Go(string? node, string what, Func<Task> fault, Func<Task>? end = null)
    {
        _running.Add(DuringAsync(node, what, fault, end));
        return true;
    }

    private async Task DuringAsync(string? node, string what, Func<Task> fault, Func<Task>? end = null)
    {
        var entry = log.Begin(node, what);
        try
        {
            await fault();
        }
        catch (Exception failed) when (failed is Npgsql.NpgsqlException or Microsoft.Data.Sqlite.SqliteException or InvalidOperationException or IOException)
        {
            log.Write($"{what} could not be done: {failed.Message}");
        }
        finally
        {
            await (end?.Invoke() ?? Task.CompletedTask);
            log.End(entry);
        }
    }

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private async Task ForAsync(TimeSpan time) => await Task.Delay(time, TimeProvider.System, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static async Task SignalAsync(string signal, int pid)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{pid}"]);
        await kill.WaitForExitAsync();
    }

    /// <returns>The first that may be struck, beginning with the one that the dice say.</returns>
    private static Node? Pick(IReadOnlyList<Node> nodes, double share, Func<Node, bool> mayBe) =>
        Enumerable.Range((int)(share * nodes.Count), nodes.Count).Select(index => nodes[index % nodes.Count]).FirstOrDefault(mayBe);
}
