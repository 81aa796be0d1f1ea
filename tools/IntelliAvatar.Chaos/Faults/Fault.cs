namespace IntelliAvatar.Chaos.Faults;

internal enum FaultKind
{
    /// <summary>kill -9 of a node's process.</summary>
    Kill,

    /// <summary>SIGTERM.</summary>
    Stop,

    /// <summary>SIGSTOP for less than the lease, then SIGCONT.</summary>
    FreezeShort,

    /// <summary>SIGSTOP for longer than the lease, then SIGCONT.</summary>
    FreezeLong,

    /// <summary>All connections of one way of a node are reset, once.</summary>
    Cut,

    /// <summary>They carry nothing any more, and neither side is told.</summary>
    HalfOpen,

    Refuse,

    BlackHole,

    Delay,

    Slow,

    /// <summary>Requests are carried out, their answers are lost.</summary>
    LoseAnswers,

    /// <summary>The store carries out changes after the client has hung up.</summary>
    LateChanges,

    /// <summary>The store carries requests out and says 500.</summary>
    ErrorAnswers,

    /// <summary>A model server is away for all nodes; what it rendered meanwhile is lost.</summary>
    ModelServerGone,

    /// <summary>All of PostgreSQL crashes and comes back.</summary>
    DatabaseCrash,

    /// <summary>kill -9 of one of PostgreSQL's backends, so that all of them start again.</summary>
    BackendKill,

    /// <summary>SIGSTOP of one of its backends.</summary>
    BackendFreeze,

    /// <summary>Another process holds SQLite's lock.</summary>
    DatabaseLock,

    StoreAway,

    StoreFrozen,

    /// <summary>The disk for unfinished files; without an object store, that of all files.</summary>
    DiskFull,
}

/// <summary>Where a connection leads.</summary>
internal enum Way
{
    None,
    Database,
    Store,
    ModelServer,
}

/// <param name="After">The pause before it.</param>
/// <param name="Node">Which node, as a share of them.</param>
/// <param name="Server">Which model server or backend, likewise.</param>
internal sealed record Fault(TimeSpan After, FaultKind Kind, Way Way, double Node, double Server, TimeSpan Time)
{
    private static readonly (FaultKind Kind, Way Way, double Weight, double From, double To)[] Kinds =
    [
        (FaultKind.Kill, Way.None, 18, 0, 0), (FaultKind.Stop, Way.None, 5, 0, 0), (FaultKind.FreezeShort, Way.None, 6, 1, 12), (FaultKind.FreezeLong, Way.None, 4, 66, 90),
        (FaultKind.Cut, Way.Database, 6, 0, 0), (FaultKind.Refuse, Way.Database, 5, 1, 8), (FaultKind.BlackHole, Way.Database, 4, 4, 30), (FaultKind.HalfOpen, Way.Database, 2, 0, 0),
        (FaultKind.Delay, Way.Database, 2, 5, 20), (FaultKind.Slow, Way.Database, 1, 5, 20), (FaultKind.LoseAnswers, Way.Database, 5, 1, 4),
        (FaultKind.Cut, Way.Store, 3, 0, 0), (FaultKind.Refuse, Way.Store, 3, 1, 8), (FaultKind.BlackHole, Way.Store, 3, 4, 25), (FaultKind.Delay, Way.Store, 1, 5, 20),
        (FaultKind.Slow, Way.Store, 2, 5, 20), (FaultKind.LoseAnswers, Way.Store, 2, 1, 5), (FaultKind.LateChanges, Way.Store, 4, 4, 10), (FaultKind.ErrorAnswers, Way.Store, 4, 2, 6),
        (FaultKind.Cut, Way.ModelServer, 4, 0, 0), (FaultKind.Refuse, Way.ModelServer, 3, 1, 10), (FaultKind.BlackHole, Way.ModelServer, 3, 4, 25), (FaultKind.HalfOpen, Way.ModelServer, 1, 0, 0),
        (FaultKind.Slow, Way.ModelServer, 2, 5, 20), (FaultKind.ModelServerGone, Way.None, 4, 3, 20),
        (FaultKind.DatabaseCrash, Way.None, 2, 1, 5), (FaultKind.BackendKill, Way.None, 2, 0, 0), (FaultKind.BackendFreeze, Way.None, 3, 5, 20), (FaultKind.DatabaseLock, Way.None, 4, 2, 12),
        (FaultKind.StoreAway, Way.None, 2, 3, 15), (FaultKind.StoreFrozen, Way.None, 2, 4, 20), (FaultKind.DiskFull, Way.None, 3, 5, 20),
    ];

    /// <summary>Without end; the same ones for the same seed.</summary>
    public static IEnumerable<Fault> Plan(ChaosOptions options, bool canFillDisk)
    {
        var random = new Random(options.Seed);
        var kinds = Kinds.Where(kind => Exists(kind.Kind, kind.Way, options) && (canFillDisk || kind.Kind != FaultKind.DiskFull)).ToList();
        var all = kinds.Sum(kind => kind.Weight);
        while (true)
        {
            var dice = random.NextDouble() * all;
            var kind = kinds.First(kind => (dice -= kind.Weight) < 0);
            yield return new Fault(
                options.LongestPause * random.NextDouble(), kind.Kind, kind.Way, random.NextDouble(), random.NextDouble(),
                options.Scaled(kind.From + ((kind.To - kind.From) * random.NextDouble())));
        }
    }

    private static bool Exists(FaultKind kind, Way way, ChaosOptions options) => kind switch
    {
        FaultKind.DatabaseLock => !options.IsPostgres,
        FaultKind.DatabaseCrash or FaultKind.BackendKill or FaultKind.BackendFreeze => options.IsPostgres,
        FaultKind.StoreAway or FaultKind.StoreFrozen => options.IsS3,
        _ => way switch { Way.Database => options.IsPostgres, Way.Store => options.IsS3, _ => true },
    };
}
