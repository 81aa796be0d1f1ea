using System.Net;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>Several processes on one PostgreSQL, and what becomes of them when one of them or the database goes away. The lease is so long that nothing here waits for its end.</summary>
[Collection(ServerTests.Name)]
public sealed class PostgresNodesTests(SampleMedia media) : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();
    private readonly List<ServerProcess> _servers = [];
    private PostgresCluster _postgres = null!;
    private FakeModelServer _gpu = null!;
    private string _url = null!;

    public async Task InitializeAsync()
    {
        _postgres = await PostgresCluster.StartAsync(fsync: true);
        _url = await _postgres.NewDatabaseAsync();
        _gpu = await FakeModelServer.StartAsync(media);
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await _gpu.DisposeAsync();
        await _postgres.DisposeAsync();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task A_killed_schedulers_job_goes_on_at_another_without_waiting_for_its_lease()
    {
        var api = await StartAsync("api");
        var doomed = await StartAsync("scheduler");
        var reached = HoldFirst();
        var id = await api.Client.SyncAsync(media.Video, media.Speech);
        await reached;
        await StartAsync("scheduler");

        await doomed.KillAsync();

        Assert.Equal(2, (await api.Client.CompletedAsync(id)).GetProperty("attempt").GetInt32());
    }

    [Fact]
    public async Task Two_schedulers_never_send_a_second_job_to_a_one_slot_server()
    {
        const int Jobs = 8;
        var (busy, most, asked) = (0, 0, 0);
        var honest = _gpu.OnGenerate;
        _gpu.OnGenerate = async http =>
        {
            var now = Interlocked.Increment(ref busy);
            most = Math.Max(most, now);

            // As long as there are others, at least one of them is claimed, too, and stands before the slot.
            var last = Interlocked.Increment(ref asked) == Jobs;
            await Eventually.HoldsAsync(async () => last || await PostgresCluster.AskAsync<long>(_url, "SELECT count(*) FROM jobs WHERE status = 'IN_PROGRESS'") > 1);
            Interlocked.Decrement(ref busy);
            await honest(http);
        };
        var api = await StartAsync("api");
        await StartAsync("scheduler", "--Scheduler:Concurrency=3");
        await StartAsync("scheduler", "--Scheduler:Concurrency=3");

        var ids = new List<string>();
        for (var i = 0; i < Jobs; i++)
        {
            ids.Add(await api.Client.SyncAsync(media.Video, media.Speech));
        }

        foreach (var id in ids)
        {
            await api.Client.CompletedAsync(id);
        }

        Assert.Equal((1, Jobs), (most, _gpu.Submissions.Count));
    }

    [Fact]
    public async Task A_running_job_is_cancelled_from_another_node_and_its_server_is_told()
    {
        var api = await StartAsync("api");
        await StartAsync("scheduler");
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gpu.OnGenerate = http =>
        {
            http.RequestAborted.Register(() => hungUp.TrySetResult());
            reached.TrySetResult();
            return FakeModelServer.Never(http);
        };
        var id = await api.Client.SyncAsync(media.Video, media.Speech);
        await reached.Task.WaitAsync(AvatarClient.Patience);

        using var answer = await api.Client.Http.PostAsync($"/v1/jobs/{id}/cancel", null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await hungUp.Task.WaitAsync(AvatarClient.Patience);
        Assert.Equal("CANCELLED", (await api.Client.EndAsync(id)).GetProperty("status").GetString());
        using var again = await api.Client.Http.PostAsync($"/v1/jobs/{id}/cancel", null);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var unknown = await api.Client.Http.PostAsync("/v1/jobs/nobody/cancel", null);
        Assert.Equal("job_unknown", (await AvatarClient.ProblemAsync(unknown)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task While_the_database_is_away_clients_are_told_to_come_back_and_what_runs_goes_on()
    {
        var api = await StartAsync("api");
        var scheduler = await StartAsync("scheduler");
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gpu.OnGenerate = FakeModelServer.OwnName;
        var reached = Gate(open.Task);
        var id = await api.Client.SyncAsync(media.Video, media.Speech);
        await reached;

        await _postgres.StopAsync();
        using (var away = await api.Client.Http.GetAsync("/feature1/jobs"))
        {
            var problem = await AvatarClient.ProblemAsync(away);
            Assert.Equal((503, "database_unavailable"), ((int)away.StatusCode, problem.GetProperty("code").GetString()));
            Assert.NotNull(away.Headers.RetryAfter);
        }

        using (var upload = await api.Client.PostSyncAsync(media.Video, media.Speech))
        {
            Assert.Equal("database_unavailable", (await AvatarClient.ProblemAsync(upload)).GetProperty("code").GetString());
        }

        // The video comes while nobody can write it down.
        open.SetResult();
        await Eventually.HoldsAsync(() => scheduler.Said.Contains("The end of the job could not be written", StringComparison.Ordinal));
        await _postgres.StartAgainAsync();

        await Eventually.HoldsAsync(async () => (await api.Client.Http.GetAsync("/feature1/jobs")).IsSuccessStatusCode);
        Assert.Equal(1, (await api.Client.CompletedAsync(id)).GetProperty("attempt").GetInt32());
        Assert.Single(await api.Client.JobsAsync());
        Assert.Equal(_gpu.Result, await api.Client.Http.GetByteArrayAsync($"/feature1/download/{id}"));
        Assert.Single(_gpu.Submissions);

        var next = await api.Client.SyncAsync(media.Video, media.Speech);
        Assert.Equal(1, (await api.Client.CompletedAsync(next)).GetProperty("attempt").GetInt32());
        Assert.All(_servers, server => Assert.DoesNotContain("throw%20away", server.Said));
        Assert.All(_servers, server => Assert.DoesNotContain("throw away", server.Said));
    }

    [Fact]
    public async Task A_worker_whose_connections_are_cut_keeps_its_job()
    {
        var api = await StartAsync("api");
        await StartAsync("scheduler");
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reached = Gate(open.Task);
        var id = await api.Client.SyncAsync(media.Video, media.Speech);
        await reached;

        for (var cut = 0; cut < 5; cut++)
        {
            const string Others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database() AND application_name LIKE 'intelliavatar %'";
            await PostgresCluster.ExecuteAsync(_url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()");
            await Eventually.HoldsAsync(async () => await PostgresCluster.AskAsync<long>(_url, $"SELECT count(*) {Others}") == _servers.Count);
        }

        open.SetResult();
        Assert.Equal(1, (await api.Client.CompletedAsync(id)).GetProperty("attempt").GetInt32());
    }

    private async Task<ServerProcess> StartAsync(string role, params string[] settings)
    {
        var server = await ServerProcess.StartAsync(
            _sandbox.Folder, role,
            [$"--Database:Url={_url}", $"--ModelServers:0:Url={_gpu.Url}", "--Scheduler:Lease=00:30:00", "--Scheduler:Heartbeat=00:05:00", "--Scheduler:RetryDelay=00:00:00.1", .. settings]);
        _servers.Add(server);
        return server;
    }

    /// <summary>The first job is never rendered, later ones are.</summary>
    private Task HoldFirst()
    {
        var honest = _gpu.OnGenerate;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gpu.OnGenerate = http =>
        {
            _gpu.OnGenerate = honest;
            reached.TrySetResult();
            return FakeModelServer.Never(http);
        };
        return reached.Task.WaitAsync(AvatarClient.Patience);
    }

    private Task Gate(Task open)
    {
        var honest = _gpu.OnGenerate;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gpu.OnGenerate = async http =>
        {
            reached.TrySetResult();
            await open.WaitAsync(AvatarClient.Patience);
            await honest(http);
        };
        return reached.Task.WaitAsync(AvatarClient.Patience);
    }
}
