using IntelliAvatar.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace IntelliAvatar.Server.Tests.Features;

/// <summary>Another process holds SQLite's write lock, as a backup or somebody's shell does.</summary>
[Collection(ServerTests.Name)]
public sealed class LockedDatabaseTests(SampleMedia media)
{
    [Fact]
    public async Task While_the_database_is_locked_uploads_are_told_to_come_back_and_what_runs_goes_on()
    {
        using var sandbox = new Sandbox();
        await using var gpu = await FakeModelServer.StartAsync(media);
        var (reached, open) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var honest = gpu.OnGenerate;
        gpu.OnGenerate = async http =>
        {
            reached.TrySetResult();
            await open.Task;
            await honest(http);
        };
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "all", $"--ModelServers:0:Url={gpu.Url}");
        var id = await server.Client.SyncAsync(media.Video, media.Speech);
        await reached.Task.WaitAsync(AvatarClient.Patience);

        await using (var other = new SqliteConnection($"Data Source={sandbox.Path("storage", "jobs.db")};Pooling=False"))
        {
            await other.OpenAsync();
            await using var transaction = other.BeginTransaction(deferred: false);
            using var refused = await server.Client.PostSyncAsync(media.Video, media.Speech);
            Assert.Equal((503, "database_busy"), ((int)refused.StatusCode, (await AvatarClient.ProblemAsync(refused)).GetProperty("code").GetString()));
            Assert.Equal("IN_PROGRESS", (await server.Client.JobAsync(id)).GetProperty("status").GetString());
            open.SetResult();
            await Eventually.HoldsAsync(() => server.Said.Contains("did not answer about the job", StringComparison.Ordinal) || server.Said.Contains("could not be written", StringComparison.Ordinal));
        }

        Assert.Equal(1, (await server.Client.CompletedAsync(id)).GetProperty("attempt").GetInt32());
        Assert.Single(await server.Client.JobsAsync());
    }
}
