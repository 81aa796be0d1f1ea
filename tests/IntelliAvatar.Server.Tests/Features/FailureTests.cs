using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

[Collection(ServerTests.Name)]
public sealed class FailureTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_model_server_that_refuses_a_job_fails_it_with_its_reason_and_the_next_job_runs()
    {
        var honest = running.Gpu.OnGenerate;
        running.Gpu.OnGenerate = FakeModelServer.Always(422, """{"status":"error","code":"no_face","message":"No face was found in the video."}""");
        var bad = await running.Client.SyncAsync(media.Video, media.Speech);
        var failed = await running.Client.EndAsync(bad);
        running.Gpu.OnGenerate = honest;
        var good = await running.Client.SyncAsync(media.Video, media.Speech);

        Assert.Equal("FAILED", failed.GetProperty("status").GetString());
        Assert.Equal(1, failed.GetProperty("attempt").GetInt32());
        Assert.Contains("No face was found", failed.GetProperty("error").GetString());
        Assert.Matches("^[a-z0-9_]+$", failed.GetProperty("error_code").GetString());
        Assert.NotNull(failed.GetProperty("completed_at").GetString());
        await running.Client.CompletedAsync(good);

        using var download = await running.Client.Http.GetAsync($"/feature1/download/{bad}");
        var problem = await AvatarClient.ProblemAsync(download);
        Assert.Equal((404, "job_failed"), ((int)download.StatusCode, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_model_server_that_gives_rubbish_every_time_fails_the_job_after_its_tries_and_the_next_job_runs()
    {
        var honest = running.Gpu.OnGetFile;
        running.Gpu.OnGetFile = FakeModelServer.Always(200, "<html>Out of memory</html>", "video/mp4");
        var failed = await running.Client.EndAsync(await running.Client.SyncAsync(media.Video, media.Speech));
        running.Gpu.OnGetFile = honest;
        var next = await running.Client.SyncAsync(media.Video, media.Speech);

        Assert.Equal("FAILED", failed.GetProperty("status").GetString());
        Assert.True(failed.GetProperty("attempt").GetInt32() > 1);
        Assert.EndsWith(".", failed.GetProperty("error").GetString());
        await running.Client.CompletedAsync(next);
    }

    [Fact]
    public async Task A_job_that_no_longer_exists_or_is_not_ready_cannot_be_downloaded()
    {
        using var unknown = await running.Client.Http.GetAsync($"/feature1/download/{Guid.NewGuid()}");
        using var path = await running.Client.Http.GetAsync("/feature1/download/..%2F..%2Fjobs.db");

        Assert.Equal("job_unknown", (await AvatarClient.ProblemAsync(unknown)).GetProperty("code").GetString());
        Assert.Equal("job_unknown", (await AvatarClient.ProblemAsync(path)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_address_or_method_that_is_not_there_is_a_problem_too()
    {
        using var nowhere = await running.Client.Http.GetAsync("/feature9/nothing");
        using var wrongWay = await running.Client.Http.DeleteAsync("/feature1/jobs");

        Assert.Equal("not_found", (await AvatarClient.ProblemAsync(nowhere)).GetProperty("code").GetString());
        Assert.Equal("method_not_allowed", (await AvatarClient.ProblemAsync(wrongWay)).GetProperty("code").GetString());
    }
}
