using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

/// <summary>A disk that is full or read-only while a job runs. Nobody restarts anything; once there is room again the job is done, once.</summary>
[Collection(ServerTests.Name)]
public sealed class DiskTroubleTests(SampleMedia media) : RenderingTests(media)
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [RootFact]
    public async Task While_the_storage_is_full_uploads_are_refused_and_the_job_tries_again()
    {
        using var storage = Mounted.Small(Sandbox.Path("storage"), megabytes: 16);
        await using var server = await StartAsync();
        var id = await SubmitHeldAsync(server);

        storage.Fill();
        await AssertRefusedAsync(server, 507, "storage_full");
        _open.SetResult();
        await server.Client.UntilAsync(id, job => WaitsFor(job, "disk"));
        Assert.Equal("Healthy", await server.Client.Http.GetStringAsync("/health/live"));

        storage.Free();
        await AssertDoneOnceAsync(server, id);
    }

    [RootFact]
    public async Task While_the_databases_disk_is_full_uploads_are_refused_and_the_finished_video_waits()
    {
        using var disk = Mounted.Small(Sandbox.Path("disk"), megabytes: 8);
        await using var server = await StartAsync($"--Database:Url=sqlite:{Sandbox.Path("disk", "jobs.db")}");
        Gpu.OnGenerate = FakeModelServer.OwnName;
        var id = await SubmitHeldAsync(server);

        disk.Fill();
        await AssertRefusedAsync(server, 507, "storage_full");
        _open.SetResult();
        await Eventually.HoldsAsync(() => server.Said.Contains("The end of the job could not be written", StringComparison.Ordinal));
        Assert.Equal("IN_PROGRESS", (await server.Client.JobAsync(id)).GetProperty("status").GetString());

        disk.Free();
        await AssertDoneOnceAsync(server, id, attempt: 1);
    }

    [RootFact]
    public async Task While_the_storage_is_read_only_uploads_are_told_to_come_back_and_the_job_waits()
    {
        await using var server = await StartAsync();
        var first = await server.Client.SyncAsync(Media.Video, Media.Speech);
        await server.Client.CompletedAsync(first);
        var folders = Directory.EnumerateDirectories(Sandbox.Path("storage", "tmp")).Append(Sandbox.Path("storage", "uploads")).Append(Sandbox.Path("storage", "outputs")).ToList();

        string id;
        var mounted = new List<Mounted>();
        try
        {
            id = await SubmitHeldAsync(server);
            mounted.AddRange(folders.Select(Mounted.ReadOnly));
            _open.SetResult();
            await server.Client.UntilAsync(id, job => WaitsFor(job, "cannot write to its file storage"));
            await AssertRefusedAsync(server, 503, "storage_unavailable");
            Assert.Equal(503, (int)(await server.Client.Http.GetAsync("/health/ready")).StatusCode);
            Assert.Equal(Gpu.Result, await server.Client.Http.GetByteArrayAsync($"/feature1/download/{first}"));
        }
        finally
        {
            mounted.ForEach(folder => folder.Dispose());
        }

        var job = await server.Client.CompletedAsync(id);
        Assert.Equal(2, job.GetProperty("attempt").GetInt32());
        Assert.Equal("Healthy", await server.Client.Http.GetStringAsync("/health/ready"));
        Assert.Equal(2, (await server.Client.JobsAsync()).Count);
    }

    private static bool WaitsFor(JsonElement job, string what) =>
        job.GetProperty("status").GetString() == "QUEUED" && job.GetProperty("waiting_for").GetString()?.Contains(what, StringComparison.Ordinal) == true;

    private async Task AssertRefusedAsync(ServerProcess server, int status, string code)
    {
        using var refused = await server.Client.PostSyncAsync(Media.Video, Media.Speech);
        var problem = await AvatarClient.ProblemAsync(refused);
        Assert.Equal((status, code), ((int)refused.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Equal(status == 503, refused.Headers.RetryAfter is not null);
    }

    private async Task AssertDoneOnceAsync(ServerProcess server, string id, int? attempt = null)
    {
        var job = await server.Client.CompletedAsync(id);
        Assert.Equal(attempt ?? job.GetProperty("attempt").GetInt32(), job.GetProperty("attempt").GetInt32());
        Assert.Single(await server.Client.JobsAsync());
        Assert.Equal(Gpu.Result, await server.Client.Http.GetByteArrayAsync($"/feature1/download/{id}"));
        var next = await server.Client.SyncAsync(Media.Video, Media.Speech);
        await server.Client.CompletedAsync(next);
    }

    /// <summary>Submits a job and waits until it is being generated, which goes on when the test says so.</summary>
    private async Task<string> SubmitHeldAsync(ServerProcess server)
    {
        var honest = Gpu.OnGenerate;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Gpu.OnGenerate = async http =>
        {
            reached.TrySetResult();
            await _open.Task.WaitAsync(AvatarClient.Patience);
            await honest(http);
        };
        var id = await server.Client.SyncAsync(Media.Video, Media.Speech);
        await reached.Task.WaitAsync(AvatarClient.Patience);
        return id;
    }

    private Task<ServerProcess> StartAsync(params string[] settings) => ServerProcess.StartAsync(
        Sandbox.Folder,
        "all",
        [
            $"--Database:Url=sqlite:{Sandbox.Path("jobs.db")}", $"--ModelServers:0:Url={Gpu.Url}",
            "--Scheduler:RetryDelay=00:00:00.1", "--Scheduler:MaxRetryDelay=00:00:00.5", .. settings,
        ]);
}
