using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A limit of two failures of one kind counted failures of every kind, at every model server.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class MiscountedFailureTests(SampleMedia media)
{
    public static TheoryData<string, string> Pairs => new()
    {
        { "unavailable", "dropped" },
        { "error", "html" },
        { "html", "empty" },
        { "throttled", "unnamed" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Two_failures_of_different_kinds_do_not_end_a_job(string first, string second)
    {
        using var sandbox = new Sandbox();
        await using var gpu = await FakeModelServer.StartAsync(media);
        var (honest, asked) = (gpu.OnGenerate, 0);
        gpu.OnGenerate = http => ++asked switch { 1 => Answer(first)(http), 2 => Answer(second)(http), _ => honest(http) };
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "all", $"--ModelServers:0:Url={gpu.Url}", "--Scheduler:RetryDelay=00:00:00.05");

        var job = await server.Client.CompletedAsync(await server.Client.SyncAsync(media.Video, media.Speech));

        Assert.Equal(3, job.GetProperty("attempt").GetInt32());
    }

    private static RequestDelegate Answer(string how) => how switch
    {
        "unavailable" => FakeModelServer.Always(503, ""),
        "error" => FakeModelServer.Always(500, ""),
        "throttled" => FakeModelServer.Always(429, ""),
        "html" => FakeModelServer.Always(200, "<html>nginx</html>"),
        "empty" => FakeModelServer.Always(200, ""),
        "unnamed" => FakeModelServer.Always(200, """{"status":"success"}"""),
        _ => http =>
        {
            http.Abort();
            return Task.CompletedTask;
        },
    };
}
