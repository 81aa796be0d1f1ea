using System.Net;
using System.Net.Sockets;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A node whose way to PostgreSQL was cut for two seconds was taken for dead: its jobs ran twice, and three such cuts ended them.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class FlappingRouteTests(SampleMedia media) : IAsyncLifetime
{
    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(2);

    private readonly Sandbox _sandbox = new();
    private readonly List<ServerProcess> _servers = [];
    private FakeModelServer _gpu = null!;
    private string _url = null!;

    public async Task InitializeAsync()
    {
        _gpu = await FakeModelServer.StartAsync(media);
        _url = await (await PostgresCluster.Shared).NewDatabaseAsync();

        // The other machine shares the finished files, and nothing by which processes of one machine know each other.
        foreach (var folder in new[] { "uploads", "outputs" })
        {
            Directory.CreateDirectory(_sandbox.Path("storage", folder));
            Directory.CreateDirectory(_sandbox.Path("other", "storage"));
            Directory.CreateSymbolicLink(_sandbox.Path("other", "storage", folder), _sandbox.Path("storage", folder));
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await _gpu.DisposeAsync();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task Three_cuts_of_two_seconds_cost_no_attempt_and_no_second_render()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var honest = _gpu.OnGenerate;
        _gpu.OnGenerate = async http =>
        {
            reached.TrySetResult();
            await open.Task;
            await honest(http);
        };
        await using var way = new CuttableWay((await PostgresCluster.Shared).Address);
        var api = await StartAsync("storage", "api", _url);
        var victim = await StartAsync("storage", "scheduler", PostgresCluster.Over(way.Address, _url));
        var id = await api.Client.SyncAsync(media.Video, media.Speech);
        await reached.Task.WaitAsync(AvatarClient.Patience);
        await StartAsync("other", "scheduler", _url);

        for (var cut = 1; cut <= 3; cut++)
        {
            way.Close();
            await Task.Delay(Cut, TimeProvider.System);
            way.Open();
            await Eventually.HoldsAsync(() => victim.Said.Split("The database is back").Length == cut + 1);
        }

        open.SetResult();
        Assert.Equal(1, (await api.Client.CompletedAsync(id)).GetProperty("attempt").GetInt32());
        Assert.Single(_gpu.Submissions);
    }

    [Fact]
    public async Task A_process_that_was_killed_on_another_machine_loses_its_job_within_seconds_and_at_no_cost()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var honest = _gpu.OnGenerate;
        _gpu.OnGenerate = http =>
        {
            _gpu.OnGenerate = honest;
            reached.TrySetResult();
            return FakeModelServer.Never(http);
        };
        var api = await StartAsync("storage", "api", _url);
        var doomed = await StartAsync("storage", "scheduler", _url);
        var id = await api.Client.SyncAsync(media.Video, media.Speech);
        await reached.Task.WaitAsync(AvatarClient.Patience);
        await StartAsync("other", "scheduler", _url);

        await doomed.KillAsync();

        Assert.Equal(2, (await api.Client.CompletedAsync(id)).GetProperty("attempt").GetInt32());
        Assert.Equal("RELEASED", await PostgresCluster.AskAsync<string>(_url, "SELECT outcome FROM job_attempts WHERE attempt = 1"));
    }

    private async Task<ServerProcess> StartAsync(string machine, string role, string url)
    {
        var server = await ServerProcess.StartAsync(
            machine == "storage" ? _sandbox.Folder : _sandbox.Path(machine), role,
            $"--Database:Url={url}", $"--ModelServers:0:Url={_gpu.Url}", "--Scheduler:Lease=00:30:00", "--Scheduler:Heartbeat=00:05:00");
        _servers.Add(server);
        return server;
    }

    /// <summary>A proxy that resets its connections and refuses new ones while it is closed.</summary>
    private sealed class CuttableWay : IAsyncDisposable
    {
        private readonly EndPoint _target;
        private readonly List<TcpClient> _clients = [];
        private readonly int _port;
        private TcpListener? _listener;

        public CuttableWay(EndPoint target)
        {
            _target = target;
            _listener = new TcpListener(IPAddress.Loopback, 0);
            _listener.Start();
            _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _ = AcceptAsync(_listener);
        }

        public EndPoint Address => new IPEndPoint(IPAddress.Loopback, _port);

        public void Open()
        {
            _listener = new TcpListener(IPAddress.Loopback, _port);
            _listener.Start();
            _ = AcceptAsync(_listener);
        }

        public void Close()
        {
            _listener?.Stop();
            _listener = null;
            lock (_clients)
            {
                foreach (var client in _clients)
                {
                    client.Client.Close(timeout: 0); // a reset
                }

                _clients.Clear();
            }
        }

        public ValueTask DisposeAsync()
        {
            Close();
            return ValueTask.CompletedTask;
        }

        private async Task AcceptAsync(TcpListener listener)
        {
            try
            {
                while (true)
                {
                    var client = await listener.AcceptTcpClientAsync();
                    lock (_clients)
                    {
                        _clients.Add(client);
                    }

                    _ = PassAsync(client);
                }
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // As it was meant.
            }
        }

        private async Task PassAsync(TcpClient client)
        {
            try
            {
                using var server = new Socket(_target.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
                await server.ConnectAsync(_target);
                await using var stream = new NetworkStream(server);
                await Task.WhenAny(client.GetStream().CopyToAsync(stream), stream.CopyToAsync(client.GetStream()));
            }
            catch (Exception over) when (over is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // One side hung up.
            }
        }
    }
}
