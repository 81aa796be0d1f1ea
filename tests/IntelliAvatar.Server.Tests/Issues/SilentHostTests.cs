using System.Diagnostics;
using System.Net;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>With several hosts of PostgreSQL of which the first one was silent, each request waited three seconds for every look at the database, fifteen together.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class SilentHostTests(SampleMedia media) : IDisposable
{
    // What is promised, and a second for a busy machine.
    private static readonly TimeSpan Read = TimeSpan.FromSeconds(6);

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("&target_session_attrs=primary")]
    public async Task The_host_that_answers_is_asked_first_whichever_it_is(string choice)
    {
        var cluster = await PostgresCluster.Shared;
        await using var first = new Relay(cluster.Address);
        await using var second = new Relay(cluster.Address);
        var url = await cluster.NewDatabaseAsync();
        first.Silence();
        await using var server = await ServerProcess.StartAsync(
            _sandbox.Folder, "api", $"--Database:Url={url[..url.IndexOf('?')]}?host={first.Address},{second.Address}{choice}");

        await AnswersSoonAsync(server);
        await server.Client.SyncAsync(media.Video, media.Speech);

        first.Resume();
        second.Silence();
        await Eventually.HoldsAsync(async () => (await server.Client.Http.GetAsync("/v1/jobs")).IsSuccessStatusCode);
        await AnswersSoonAsync(server);
        Assert.Single(await server.Client.JobsAsync());
    }

    private static async Task AnswersSoonAsync(ServerProcess server)
    {
        foreach (var address in (string[])["/v1/jobs", "/v1/queue", "/v1/jobs", "/feature1/jobs"])
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await server.Client.Http.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Read);
        }
    }
}
