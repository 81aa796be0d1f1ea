using System.Net;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A database that went away during a request with an Idempotency-Key left the key locked: every further try got 409, at every server.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class LockedKeyTests(SampleMedia media) : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();
    private readonly List<ServerProcess> _servers = [];
    private Relay _relay = null!;

    public async Task InitializeAsync()
    {
        var cluster = await PostgresCluster.Shared;
        var url = await cluster.NewDatabaseAsync();
        _relay = new Relay(cluster.Address);
        foreach (var database in new[] { PostgresCluster.Over(_relay.Address, url), url })
        {
            _servers.Add(await ServerProcess.StartAsync(_sandbox.Folder, "api", $"--Database:Url={database}"));
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await _relay.DisposeAsync();
        _sandbox.Dispose();
    }

    /// <param name="lost">The statement with which the first server's connection breaks off for good.</param>
    [Theory]
    [InlineData("INSERT INTO idempotency_keys", 0)]
    [InlineData("INSERT INTO jobs", 0)]
    [InlineData("INSERT INTO jobs", 1)]
    [InlineData("UPDATE idempotency_keys SET status", 0)]
    public async Task A_request_whose_database_went_away_is_made_once_by_whichever_server_is_asked_next(string lost, int next)
    {
        var broke = 0;
        _relay.Swallow = sent => sent.Contains(lost, StringComparison.Ordinal) && Interlocked.Exchange(ref broke, 1) == 0;
        using var first = await PostAsync(_servers[0]);
        Assert.Equal(1, broke);
        Assert.True(first.StatusCode is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable, $"{first.StatusCode}");

        var id = await Eventually.GetAsync(
            async () =>
            {
                using var again = await PostAsync(_servers[next]);
                Assert.True(again.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable, $"{again.StatusCode}");
                return again.StatusCode == HttpStatusCode.Created ? IdOf(await again.Content.ReadAsStringAsync()) : null;
            },
            id => id is not null);

        Assert.Equal([id], (await _servers[1].Client.JobsAsync()).Select(job => job.GetProperty("job_id").GetString()));
        Assert.True(first.StatusCode != HttpStatusCode.Created || IdOf(await first.Content.ReadAsStringAsync()) == id);
    }

    private static string? IdOf(string job) => JsonDocument.Parse(job).RootElement.GetProperty("job_id").GetString();

    private async Task<HttpResponseMessage> PostAsync(ServerProcess server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs")
        {
            Content = AvatarClient.Form(("user_id", "anita", null), ("video", null, media.Video), ("audio", null, media.Speech)),
            Headers = { { "Idempotency-Key", "the-one" } },
        };
        return await server.Client.Http.SendAsync(request);
    }
}
