using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>PgBouncer before the database refused our start-up parameters, and with transaction pooling every job ended as <c>worker_lost</c>.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class ConnectionPoolerTests(SampleMedia media) : IClassFixture<SampleMedia>, IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Jobs_run_through_a_proxy_that_pools_sessions()
    {
        await using var bouncer = await PgBouncer.StartAsync("session", await (await PostgresCluster.Shared).NewDatabaseAsync());
        await using var gpu = await FakeModelServer.StartAsync(media);
        await using var server = await ServerProcess.StartAsync(_sandbox.Folder, "all", $"--Database:Url={bouncer.Url}", $"--ModelServers:0:Url={gpu.Url}");

        await server.Client.CompletedAsync(await server.Client.SyncAsync(media.Video, media.Speech));
    }

    [Theory]
    [InlineData("transaction")]
    [InlineData("statement")]
    public async Task A_proxy_that_does_not_pool_sessions_stops_the_start_with_the_reason(string mode)
    {
        await using var bouncer = await PgBouncer.StartAsync(mode, await (await PostgresCluster.Shared).NewDatabaseAsync());

        await using var run = ProgramRun.Start(_sandbox.Folder, "serve", "--urls", "http://127.0.0.1:0", $"--Database:Url={bouncer.Url}");

        await run.EndsWithAsync(1);
        Assert.Contains("pool_mode = session", run.Output + run.Error);
    }
}
