using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>A worker that is stopped (SIGSTOP) for longer than its lease wakes as a zombie.</summary>
[Collection(ServerTests.Name)]
public sealed class FrozenWorkerTests(SampleMedia media)
{
    [Fact]
    public Task On_SQLite_it_writes_nothing() => WritesNothingAsync("sqlite:storage/jobs.db");

    [Fact]
    public async Task On_PostgreSQL_it_writes_nothing() => await WritesNothingAsync(await (await PostgresCluster.Shared).NewDatabaseAsync());

    [Fact]
    public async Task Its_slots_are_free_for_others_when_its_heartbeat_is_overdue_long_before_its_lease_ends()
    {
        using var sandbox = new Sandbox();
        await using var gpu = await FakeModelServer.StartAsync();
        Task<ServerProcess> StartAsync(string role) => ServerProcess.StartAsync(
            sandbox.Folder, role, $"--ModelServers:0:Url={gpu.Url}", "--Scheduler:Lease=00:10:00", "--Scheduler:Heartbeat=00:00:00.5");
        await using var api = await StartAsync("api");
        await using var frozen = await StartAsync("scheduler");
        gpu.OnGenerate = FakeModelServer.Never;
        await api.Client.SyncAsync(media.Video, media.Speech);
        await Eventually.HoldsAsync(() => gpu.Submissions.Count == 1);

        await frozen.SignalAsync("STOP");
        await using var heir = await StartAsync("scheduler");
        await api.Client.SyncAsync(media.Video, media.Speech);

        await Eventually.HoldsAsync(() => gpu.Submissions.Count == 2);
    }

    private async Task WritesNothingAsync(string database)
    {
        using var sandbox = new Sandbox();
        await using var gpu = await FakeModelServer.StartAsync();
        await using var second = await FakeModelServer.StartAsync();
        gpu.Result = await File.ReadAllBytesAsync(media.Result);
        second.Result = gpu.Result;
        Task<ServerProcess> StartAsync(string role, FakeModelServer renderer) => ServerProcess.StartAsync(
            sandbox.Folder, role, $"--Database:Url={database}", $"--ModelServers:0:Url={renderer.Url}", "--Scheduler:Lease=00:00:03", "--Scheduler:Heartbeat=00:00:00.5", "--Scheduler:RetryDelay=00:00:00.1");
        await using var api = await StartAsync("api", gpu);
        await using var zombie = await StartAsync("scheduler", gpu);
        var (reached, open) = (Signal(), Signal());
        var honest = gpu.OnGenerate;
        gpu.OnGenerate = async http =>
        {
            reached.TrySetResult();
            await open.Task;
            await honest(http);
        };
        var id = await api.Client.SyncAsync(media.Video, media.Speech);
        await reached.Task.WaitAsync(AvatarClient.Patience);

        await zombie.SignalAsync("STOP");
        await using var heir = await StartAsync("scheduler", second);
        var done = await api.Client.CompletedAsync(id);
        open.SetResult(); // its video waits for it when it wakes
        await zombie.SignalAsync("CONT");
        await Eventually.HoldsAsync(() => zombie.Said.Contains("not this worker's any more", StringComparison.Ordinal) || zombie.Said.Contains("the work is given up", StringComparison.Ordinal));

        Assert.Equal(2, done.GetProperty("attempt").GetInt32());
        Assert.Equal(done.ToString(), (await api.Client.JobAsync(id)).ToString());
        Assert.Equal(gpu.Result, await api.Client.Http.GetByteArrayAsync($"/feature1/download/{id}"));
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
