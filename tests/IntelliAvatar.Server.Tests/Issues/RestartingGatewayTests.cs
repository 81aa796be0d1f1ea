using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A proxy that said "not found" for a moment, while the model server behind it started again, ended the job that met it.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class RestartingGatewayTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData(404, "<h1>Not Found</h1>")]
    [InlineData(404, """{"detail":"Not Found"}""")]
    [InlineData(405, "Method Not Allowed")]
    public async Task A_job_outlives_a_proxy_that_knows_no_generate_for_a_moment(int status, string body)
    {
        var (honest, asked) = (running.Gpu.OnGenerate, 0);
        running.Gpu.OnGenerate = http => Interlocked.Increment(ref asked) == 1 ? FakeModelServer.Always(status, body)(http) : honest(http);
        try
        {
            var job = await running.Client.CompletedAsync(await running.Client.SyncAsync(media.Video, media.Speech));
            Assert.Equal(2, job.GetProperty("attempt").GetInt32());
        }
        finally
        {
            running.Gpu.OnGenerate = honest;
        }
    }
}
