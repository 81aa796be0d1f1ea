using System.Net;
using IntelliAvatar.Chaos.Faults;
using IntelliAvatar.Chaos.ModelServers;
using IntelliAvatar.Chaos.Routes;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Chaos;

/// <summary>Everything that runs: the database, the store, the model servers, the nodes, and the proxies between them. All on loopback.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private const int WorkMegabytes = 128, SharedMegabytes = 1024, BucketTries = 10;
    private static readonly TimeSpan BeforeAnotherTry = TimeSpan.FromSeconds(2);

    /// <summary>How long the model servers take at default timings.</summary>
    private static readonly double[] Speeds = [1, 2, 5, 9];

    private readonly ChaosOptions _options;
    private readonly Sandbox _sandbox = new();
    private readonly SampleMedia _media = new();
    private readonly List<Route> _routes = [];
    private readonly List<Node> _nodes = [];
    private readonly List<MoodyModelServer> _modelServers = [];

    private Cluster(ChaosOptions options) => _options = options;

    public IReadOnlyList<Node> Nodes => _nodes;

    public IReadOnlyList<MoodyModelServer> ModelServers => _modelServers;

    public RenderLedger Ledger { get; } = new();

    public SampleMedia Media => _media;

    public PostgresCluster? Postgres { get; private set; }

    public SwiftStore? Swift { get; private set; }

    /// <summary>Null: SQLite.</summary>
    public string? DatabaseUrl { get; private set; }

    /// <summary>Null: the files are on disk.</summary>
    public string? StoreUrl { get; private set; }

    public string SqlitePath => Path.Combine(Storage, "jobs.db");

    /// <summary>The storage folder that all nodes have in common.</summary>
    public string Storage => _sandbox.Path("storage");

    public string Folder => _sandbox.Folder;

    /// <summary>The file system of <see cref="Storage"/>; null: there is none of its own.</summary>
    public Mounted? SharedDisk { get; private set; }

    public bool CanFillDisk { get; } = Environment.UserName == "root";

    public static async Task<Cluster> StartAsync(ChaosOptions options, Findings findings, FaultLog log)
    {
        var cluster = new Cluster(options);
        try
        {
            await cluster.StartDependenciesAsync();
            await cluster.StartModelServersAsync();
            for (var number = 0; number < options.Apis + options.Schedulers; number++)
            {
                await cluster.AddNodeAsync(number, findings, log);
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The folder in which a node works; its unfinished files are below it.</summary>
    public string FolderOf(Node node) => HasOwnFolders ? _sandbox.Path("nodes", node.Name) : _sandbox.Folder;

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        foreach (var server in _modelServers)
        {
            await server.DisposeAsync();
        }

        foreach (var route in _routes)
        {
            await route.DisposeAsync();
        }

        await (Postgres?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Swift?.DisposeAsync() ?? ValueTask.CompletedTask);
        SharedDisk?.Dispose();
        _media.Dispose();
        _sandbox.Dispose();
    }

    /// <summary>Several machines have nothing in common but the database and the store.</summary>
    private bool HasOwnFolders => _options is { IsPostgres: true, IsS3: true };

    private async Task StartDependenciesAsync()
    {
        if (_options.IsPostgres)
        {
            Postgres = await PostgresCluster.StartAsync(fsync: true);
            DatabaseUrl = await Postgres.NewDatabaseAsync();
        }

        if (_options.IsS3)
        {
            Swift = await SwiftStore.StartAsync();
            StoreUrl = await NewBucketAsync(Swift);
        }

        if (CanFillDisk && !HasOwnFolders)
        {
            SharedDisk = Mounted.Image(Storage, _sandbox.Path("storage.img"), SharedMegabytes);
        }
    }

    /// <summary>A store that has just started may refuse its first requests.</summary>
    private static async Task<string> NewBucketAsync(SwiftStore swift)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await swift.NewBucketAsync();
            }
            catch (Amazon.S3.AmazonS3Exception) when (tries < BucketTries)
            {
                await Task.Delay(BeforeAnotherTry, TimeProvider.System);
            }
        }
    }

    private async Task StartModelServersAsync()
    {
        var videos = new ResultVideos(_media);
        for (var number = 0; number < _options.ModelServers; number++)
        {
            var server = await MoodyModelServer.StartAsync(number, _options.Scaled(Speeds[number % Speeds.Length]), _options.Seed, videos, Ledger);
            _modelServers.Add(server);

            // All nodes know a model server by the same address; whose connection it is, the kernel says.
            var own = number;
            Route route = null!;
            route = new Route(IPEndPoint.Parse(server.Url.Authority), peer =>
                PeerProcess.IndexOf(peer, route.EndPoint, [.. _nodes.Select(node => node.Pid)]) is >= 0 and var node ? _nodes[node].ModelServers[own] : new Lane());
            _routes.Add(route);
        }
    }

    private async Task AddNodeAsync(int number, Findings findings, FaultLog log)
    {
        var isApi = number < _options.Apis;
        var name = isApi ? $"api{number + 1}" : $"scheduler{number - _options.Apis + 1}";
        var folder = HasOwnFolders ? Directory.CreateDirectory(_sandbox.Path("nodes", name)).FullName : _sandbox.Folder;
        var (database, store) = (DatabaseUrl is null ? null : new Lane(), StoreUrl is null ? null : new Lane());
        string[] settings = [.. _options.Settings, .. _routes.Take(_options.ModelServers).Select((route, server) => $"--ModelServers:{server}:Url={route.Url.AbsoluteUri}")];
        if (database is not null)
        {
            var route = Add(new Route(Postgres!.Address, database));
            settings = [.. settings, $"--Database:Url={PostgresCluster.Over(route.EndPoint, DatabaseUrl!)}"];
        }

        if (store is not null)
        {
            var route = Add(new Route(IPEndPoint.Parse(new Uri(Swift!.Endpoint).Authority), store));
            settings = [.. settings, .. SwiftStore.Settings(StoreUrl!, route.Url.AbsoluteUri.TrimEnd('/'))];
        }

        var workDisk = HasOwnFolders && CanFillDisk ? Mounted.Small(Path.Combine(folder, "storage"), WorkMegabytes) : null;
        var node = new Node(
            name, isApi, () => ServerProcess.Begin(folder, isApi ? "api" : "scheduler", new Dictionary<string, string>(), settings), findings, log, _options.Folder)
        {
            Database = database,
            Store = store,
            ModelServers = [.. Enumerable.Range(0, _options.ModelServers).Select(_ => new Lane())],
            WorkDisk = workDisk,
        };
        _nodes.Add(node);

        // One after the other: the first makes the tables.
        node.Start();
        await node.IsUpAsync().WaitAsync(AvatarClient.Patience * 2);
    }

    private Route Add(Route route)
    {
        _routes.Add(route);
        return route;
    }
}
