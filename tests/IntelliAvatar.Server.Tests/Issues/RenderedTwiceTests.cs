using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A finished render was thrown away and made again when its result could not be fetched, checked or published at the first try.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class RenderedTwiceTests(SampleMedia media) : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();
    private FakeModelServer _gpu = null!;
    private RequestDelegate _give = null!;

    public async Task InitializeAsync()
    {
        _gpu = await FakeModelServer.StartAsync(media);
        _gpu.OnGenerate = http => http.Response.WriteAsJsonAsync(new { status = "success", video = $"/out/{Guid.NewGuid():N}.mp4" });
        _give = _gpu.OnGetFile;
    }

    public async Task DisposeAsync()
    {
        await _gpu.DisposeAsync();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task A_worker_that_is_killed_in_the_middle_of_the_download_leaves_the_render_to_the_next()
    {
        await using var api = await StartAsync("api");
        var half = HoldFirstDownload();
        string id;
        await using (var doomed = await StartAsync("scheduler"))
        {
            id = await api.Client.SyncAsync(media.Video, media.Speech);
            await half;
            await doomed.KillAsync();
        }

        await using var heir = await StartAsync("scheduler");
        await IsRenderedOnceAsync(api, id);
    }

    [Fact]
    public async Task A_program_that_is_stopped_in_the_middle_of_the_download_fetches_it_after_the_next_start()
    {
        await using var api = await StartAsync("api");
        var half = HoldFirstDownload();
        string id;
        await using (var stopped = await StartAsync("scheduler", "--Scheduler:Drain=00:00:00"))
        {
            id = await api.Client.SyncAsync(media.Video, media.Speech);
            await half;
            Assert.Equal(0, await stopped.StopAsync());
        }

        await using var next = await StartAsync("scheduler");
        await IsRenderedOnceAsync(api, id);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("error")]
    public async Task A_download_that_fails_until_the_attempt_ends_is_begun_again_by_the_next_one(string how)
    {
        var asked = 0;
        _gpu.OnGetFile = async http =>
        {
            if (++asked > 3)
            {
                await _give(http);
            }
            else if (how == "error")
            {
                http.Response.StatusCode = 502;
            }
            else
            {
                http.Response.ContentLength = _gpu.Result.Length;
                await http.Response.Body.WriteAsync(_gpu.Result.AsMemory(0, _gpu.Result.Length / 2));
                http.Abort();
            }
        };
        await using var server = await StartAsync("all");

        await IsRenderedOnceAsync(server, await server.Client.SyncAsync(media.Video, media.Speech));
        Assert.Equal(4, asked);
    }

    [Fact]
    public async Task A_model_server_that_is_away_for_a_moment_is_asked_until_it_is_back()
    {
        var asked = 0;
        _gpu.OnGetFile = http =>
        {
            if (++asked > 6)
            {
                return _give(http);
            }

            http.Abort();
            return Task.CompletedTask;
        };
        await using var server = await StartAsync("all", "--Gateway:FetchPatience=00:01:00");

        var job = await IsRenderedOnceAsync(server, await server.Client.SyncAsync(media.Video, media.Speech));
        Assert.Equal(1, job.GetProperty("attempt").GetInt32());
    }

    [Fact]
    public async Task What_the_model_server_has_forgotten_is_rendered_again()
    {
        await using var api = await StartAsync("api");
        var half = HoldFirstDownload(then: http => _gpu.AskedFor.Distinct().Count() == 1 ? FakeModelServer.Always(404, "")(http) : _give(http));
        string id;
        await using (var doomed = await StartAsync("scheduler"))
        {
            id = await api.Client.SyncAsync(media.Video, media.Speech);
            await half;
            await doomed.KillAsync();
        }

        await using var heir = await StartAsync("scheduler");
        Assert.Equal(2, (await api.Client.CompletedAsync(id)).GetProperty("attempt").GetInt32());
        Assert.Equal((2, 2), (_gpu.Submissions.Count, _gpu.AskedFor.Distinct().Count()));
    }

    [Fact]
    public async Task A_result_that_fails_its_check_is_not_fetched_for_ever()
    {
        _gpu.OnGetFile = http => _gpu.AskedFor.Distinct().Count() == 1 ? http.Response.Body.WriteAsync(_gpu.Result.AsMemory(0, _gpu.Result.Length / 2)).AsTask() : _give(http);
        await using var server = await StartAsync("all");

        await server.Client.CompletedAsync(await server.Client.SyncAsync(media.Video, media.Speech));

        Assert.Equal((2, 2), (_gpu.Submissions.Count, _gpu.AskedFor.Distinct().Count()));
    }

    private async Task<System.Text.Json.JsonElement> IsRenderedOnceAsync(ServerProcess server, string id)
    {
        var job = await server.Client.CompletedAsync(id);
        Assert.Single(_gpu.Submissions);
        Assert.Equal(_gpu.Result, await server.Client.Http.GetByteArrayAsync($"/feature1/download/{id}"));
        return job;
    }

    /// <summary>The first download stops in its middle; the task tells that it has.</summary>
    private Task HoldFirstDownload(RequestDelegate? then = null)
    {
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gpu.OnGetFile = async http =>
        {
            _gpu.OnGetFile = then ?? _give;
            http.Response.ContentLength = _gpu.Result.Length;
            await http.Response.Body.WriteAsync(_gpu.Result.AsMemory(0, _gpu.Result.Length / 2));
            await http.Response.Body.FlushAsync();
            half.TrySetResult();
            await FakeModelServer.Never(http);
        };
        return half.Task.WaitAsync(AvatarClient.Patience);
    }

    private Task<ServerProcess> StartAsync(string role, params string[] settings) => ServerProcess.StartAsync(
        _sandbox.Folder, role, [$"--ModelServers:0:Url={_gpu.Url}", "--Scheduler:RetryDelay=00:00:00.1", "--Gateway:Pause=00:00:00.05", "--Gateway:FetchPatience=00:00:00", .. settings]);
}
