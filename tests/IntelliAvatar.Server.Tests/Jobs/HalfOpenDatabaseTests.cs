using System.Net;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>A firewall forgets the connections to PostgreSQL: nothing passes any more, and neither end is told.</summary>
[Collection(ServerTests.Name)]
public sealed class HalfOpenDatabaseTests(SampleMedia media)
{
    [Fact]
    public async Task While_the_database_is_silent_clients_are_told_to_come_back_and_what_runs_goes_on()
    {
        using var sandbox = new Sandbox();
        await using var gpu = await FakeModelServer.StartAsync(media);
        var (reached, open) = (Signal(), Signal());
        var honest = gpu.OnGenerate;
        gpu.OnGenerate = async http =>
        {
            reached.TrySetResult();
            await open.Task;
            await honest(http);
        };
        var postgres = await PostgresCluster.Shared;
        await using var relay = new Relay(postgres.Address);
        var url = PostgresCluster.Over(relay.Address, await postgres.NewDatabaseAsync());
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "all", $"--Database:Url={url}", $"--ModelServers:0:Url={gpu.Url}", "--Scheduler:RetryDelay=00:00:00.1");
        var id = await server.Client.SyncAsync(media.Video, media.Speech);
        await reached.Task.WaitAsync(AvatarClient.Patience);

        relay.Silence();
        using (var away = await server.Client.Http.GetAsync("/feature1/jobs"))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "database_unavailable"), (away.StatusCode, (await AvatarClient.ProblemAsync(away)).GetProperty("code").GetString()));
            Assert.NotNull(away.Headers.RetryAfter);
        }

        // The video comes while nobody can write it down.
        open.SetResult();
        await Eventually.HoldsAsync(() => server.Said.Contains("did not answer about the job", StringComparison.Ordinal));
        relay.Resume();

        await Eventually.HoldsAsync(async () => (await server.Client.Http.GetAsync("/feature1/jobs")).IsSuccessStatusCode);
        Assert.Equal(1, (await server.Client.CompletedAsync(id)).GetProperty("attempt").GetInt32());
        Assert.Equal(gpu.Result, await server.Client.Http.GetByteArrayAsync($"/feature1/download/{id}"));
        Assert.Single(gpu.Submissions);
        await server.Client.CompletedAsync(await server.Client.SyncAsync(media.Video, media.Speech));
        Assert.Equal(2, (await server.Client.JobsAsync()).Count);
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
