using Dapper;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A model server that gives every result the same name replaced one job's video by the next one's while it was fetched, and so a user got another's video.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class ReusedNameTests(SampleMedia media) : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();
    private FakeModelServer _gpu = null!;
    private byte[] _file = [];
    private int _rendered;

    public async Task InitializeAsync()
    {
        _gpu = await FakeModelServer.StartAsync(media);
        _gpu.OnGenerate = http =>
        {
            _file = VideoOf(++_rendered);
            return http.Response.WriteAsJsonAsync(new { status = "success", video = "/code/data/temp/result.mp4" });
        };
        _gpu.OnGetFile = http => http.Response.Body.WriteAsync(_file).AsTask();
    }

    public async Task DisposeAsync()
    {
        await _gpu.DisposeAsync();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task Each_job_gets_its_own_video_since_the_slot_is_kept_until_it_has_come()
    {
        await using var server = await StartAsync();
        var (give, kept) = (_gpu.OnGetFile, new List<int>());
        _gpu.OnGetFile = async http =>
        {
            kept.Add(await AskAsync("SELECT count(*) FROM jobs WHERE status = 'IN_PROGRESS' AND step = 'fetch' AND model_server_slot IS NOT NULL"));
            await give(http);
        };
        var ids = new List<string>();
        for (var job = 0; job < 3; job++)
        {
            ids.Add(await server.Client.SyncAsync(media.Video, media.Speech));
        }

        for (var job = 0; job < 3; job++)
        {
            Assert.Equal(1, (await server.Client.CompletedAsync(ids[job])).GetProperty("attempt").GetInt32());
            Assert.Equal(VideoOf(job + 1), await server.Client.Http.GetByteArrayAsync($"/feature1/download/{ids[job]}"));
        }

        Assert.Equal([1, 1, 1], kept);
    }

    [Fact]
    public async Task A_video_is_not_used_that_was_fetched_after_the_slot_was_lost()
    {
        await using var server = await StartAsync();
        var give = _gpu.OnGetFile;
        _gpu.OnGetFile = async http =>
        {
            _gpu.OnGetFile = give;
            await AskAsync("UPDATE jobs SET model_server_slot = NULL, result_server = NULL, result_name = NULL; SELECT 1"); // as a scheduler does that takes the slot of one that stood still
            await give(http);
        };

        var id = await server.Client.SyncAsync(media.Video, media.Speech);
        var job = await server.Client.CompletedAsync(id);

        Assert.Equal((2, 2), (_rendered, job.GetProperty("attempt").GetInt32()));
        Assert.Equal(VideoOf(2), await server.Client.Http.GetByteArrayAsync($"/feature1/download/{id}"));
    }

    /// <summary>The sample's result, with a box behind it that players skip.</summary>
    private byte[] VideoOf(int render) => [.. _gpu.Result, 0, 0, 0, 12, .. "free"u8, 0, 0, 0, (byte)render];

    private async Task<int> AskAsync(string sql)
    {
        await using var database = new SqliteConnection($"Data Source={_sandbox.Path("storage", "jobs.db")};Pooling=False;Default Timeout=30");
        return await database.ExecuteScalarAsync<int>(sql);
    }

    private Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(_sandbox.Folder, "all", $"--ModelServers:0:Url={_gpu.Url}", "--Scheduler:RetryDelay=00:00:00.1");
}
