using Dapper;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A node whose disk was full spent its jobs' attempts, drew the others' jobs, since it failed faster than they worked, and threw away what was rendered.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class FullNodeTests(SampleMedia media) : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();
    private FakeModelServer _gpu = null!;

    public async Task InitializeAsync()
    {
        _gpu = await FakeModelServer.StartAsync(media);
        _gpu.OnGenerate = http => http.Response.WriteAsJsonAsync(new { status = "success", video = $"/out/{Guid.NewGuid():N}.mp4" });
    }

    public async Task DisposeAsync()
    {
        await _gpu.DisposeAsync();
        _sandbox.Dispose();
    }

    [RootFact]
    public Task A_node_whose_disk_is_full_stops_claiming_and_another_fetches_what_was_rendered() => StopsClaimingAsync(folder =>
    {
        var disk = Mounted.Small(folder, megabytes: 1);
        disk.Fill();
        return disk;
    });

    [RootFact]
    public Task A_node_whose_disk_is_read_only_stops_claiming_and_another_fetches_what_was_rendered() => StopsClaimingAsync(Mounted.ReadOnly);

    [RootFact]
    public async Task Alone_it_keeps_its_jobs_says_why_they_wait_and_renders_none_twice()
    {
        await using var scheduler = await StartAsync("scheduler");
        using var disk = Mounted.Small(await WorkFolderAsync(), megabytes: 16);
        await using var api = await StartAsync("api");
        disk.Fill();
        var ids = await SubmitAsync(api, 3);
        await api.Client.UntilAsync(ids[0], job => job.GetProperty("waiting_for").GetString()?.Contains("The disk of the server", StringComparison.Ordinal) == true);
        await Eventually.HoldsAsync(async () => (await api.Client.Http.GetStringAsync("/v1/model-servers")).Contains("begins no job until there is room", StringComparison.Ordinal));

        // The first one stays full.
        await using var healthy = await StartAsync("scheduler");
        await AreDoneOnceAsync(api, ids);
        Assert.Contains("claims no jobs until it can", scheduler.Said, StringComparison.Ordinal);
    }

    private async Task StopsClaimingAsync(Func<string, Mounted> breakDisk)
    {
        await using var full = await StartAsync("scheduler");
        using var disk = breakDisk(await WorkFolderAsync());
        await using var api = await StartAsync("api");
        var first = await SubmitAsync(api, 1);
        await Eventually.HoldsAsync(() => full.Said.Contains("claims no jobs until it can", StringComparison.Ordinal));

        await using var healthy = await StartAsync("scheduler");
        string[] ids = [.. first, .. await SubmitAsync(api, 4)];

        await AreDoneOnceAsync(api, ids);
        Assert.Equal(2, full.Said.Split("claims no jobs until it can").Length);
    }

    private async Task<string[]> SubmitAsync(ServerProcess server, int count)
    {
        var ids = new string[count];
        for (var i = 0; i < count; i++)
        {
            ids[i] = await server.Client.SyncAsync(media.Video, media.Speech);
        }

        return ids;
    }

    private async Task AreDoneOnceAsync(ServerProcess server, string[] ids)
    {
        foreach (var id in ids)
        {
            await server.Client.CompletedAsync(id);
        }

        Assert.Equal(ids.Length, _gpu.Submissions.Count);
        await using var database = new SqliteConnection($"Data Source={_sandbox.Path("storage", "jobs.db")};Mode=ReadOnly;Pooling=False");
        var outcomes = (await database.QueryAsync<string>("SELECT DISTINCT outcome FROM job_attempts")).Order(StringComparer.Ordinal);
        Assert.Equal(["COMPLETED", "RELEASED"], outcomes);

        // A node that failed and claimed on would have claimed each of them again and again.
        Assert.InRange(await database.ExecuteScalarAsync<int>("SELECT count(*) FROM job_attempts WHERE outcome = 'RELEASED'"), 1, ids.Length);
    }

    /// <summary>The scheduler's, which is the first to start, as soon as both of its loops have their files there.</summary>
    private async Task<string> WorkFolderAsync()
    {
        var folder = Directory.EnumerateDirectories(_sandbox.Path("storage", "tmp")).Single();
        await Eventually.HoldsAsync(() => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count() >= 2);
        return folder;
    }

    private Task<ServerProcess> StartAsync(string role) => ServerProcess.StartAsync(
        _sandbox.Folder, role, $"--ModelServers:0:Url={_gpu.Url}", "--Scheduler:RetryDelay=00:00:00.1", "--Gateway:Pause=00:00:00.05");
}
