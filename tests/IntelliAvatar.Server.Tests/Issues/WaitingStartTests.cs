using System.Net;
using System.Net.Sockets;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A start was refused while the database or the store was away for a moment, with a sentence that blamed the settings.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class WaitingStartTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task An_api_waits_for_its_database_says_meanwhile_that_it_lives_and_goes_on_by_itself()
    {
        var cluster = await PostgresCluster.Shared;
        await using var relay = new Relay(cluster.Address);
        relay.Silence();
        var url = $"http://127.0.0.1:{FreePort()}";
        await using var server = Begin("api", $"--urls={url}", $"--Database:Url={PostgresCluster.Over(relay.Address, await cluster.NewDatabaseAsync())}");
        using var client = new AvatarClient(new Uri(url));

        await server.SaysAsync($"PostgreSQL at {relay.Address} does not answer (");
        await Eventually.HoldsAsync(async () => await TryAsync(client, "/health/live") == HttpStatusCode.OK);
        using (var early = await client.Http.GetAsync("/v1/jobs"))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "starting"), (early.StatusCode, (await AvatarClient.ProblemAsync(early)).GetProperty("code").GetString()));
            Assert.NotNull(early.Headers.RetryAfter);
            Assert.Equal("nosniff", early.Headers.GetValues("X-Content-Type-Options").Single());
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await TryAsync(client, "/health/ready"));
        relay.Resume();

        await Eventually.HoldsAsync(async () => await TryAsync(client, "/health/ready") == HttpStatusCode.OK);
        Assert.False(server.HasExited);
    }

    [Fact]
    public async Task A_scheduler_waits_for_its_store_and_goes_on_by_itself()
    {
        var swift = await SwiftStore.Shared;
        await using var relay = new Relay(swift.Endpoint);
        relay.Silence();
        await using var server = Begin(
            "scheduler", ["--ModelServers:0:Url=http://127.0.0.1:1", .. SwiftStore.Settings(await swift.NewBucketAsync(), relay.Url)]);

        await server.SaysAsync($"The object store at {relay.Url} does not answer (");
        relay.Resume();

        await server.SaysAsync("Application started");
    }

    [Theory]
    [InlineData("--Database:Url=postgres://u:secret@no-such-host.invalid/jobs", "PostgreSQL at no-such-host.invalid:5432 does not answer")]
    [InlineData("--Database:Url=postgres://u:secret@127.0.0.1:1/jobs", "PostgreSQL at 127.0.0.1:1 does not answer (Connection refused)")]
    [InlineData("--Storage:Url=s3://bucket --Storage:S3:AccessKey=a --Storage:S3:SecretKey=secret --Storage:S3:Endpoint=http://no-such-host.invalid", "The object store at http://no-such-host.invalid does not answer")]
    public async Task After_the_limit_the_start_ends_with_a_sentence_that_blames_no_setting(string settings, string sentence)
    {
        await using var server = Begin("scheduler", ["--Startup:Wait=00:00:02", .. settings.Split(' ')]);

        await server.SaysAsync($"intelliavatar cannot start: {sentence}");
        Assert.Equal(1, await server.ExitAsync().WaitAsync(AvatarClient.Patience));
        Assert.DoesNotContain("Database:Url", server.Said);
        Assert.DoesNotContain("look at", server.Said);
        Assert.DoesNotContain("secret", server.Said);
    }

    [Fact]
    public async Task What_is_refused_stops_the_start_at_once()
    {
        var (cluster, swift) = (await PostgresCluster.Shared, await SwiftStore.Shared);
        await using var relay = new Relay(cluster.Address);
        var url = PostgresCluster.Over(relay.Address, await cluster.NewDatabaseAsync());
        var bucket = await swift.NewBucketAsync();
        string[][] wrong =
        [
            [$"--Database:Url={url.Replace("throw%20away", "wrong", StringComparison.Ordinal)}"],
            [$"--Database:Url={url[..url.LastIndexOf('/')]}/nowhere"],
            [$"--Database:Url={url}?sslmode=require"],
            [.. SwiftStore.Settings("s3://nowhere", swift.Endpoint)],
            [.. SwiftStore.Settings(bucket, swift.Endpoint), "--Storage:S3:SecretKey=wrong"],
        ];
        foreach (var settings in wrong)
        {
            await using var server = Begin("scheduler", settings);
            await server.SaysAsync("intelliavatar cannot start: ");
            Assert.DoesNotContain("does not answer", server.Said);
            Assert.Equal(1, await server.ExitAsync().WaitAsync(AvatarClient.Patience));
        }
    }

    private static async Task<HttpStatusCode?> TryAsync(AvatarClient client, string path)
    {
        try
        {
            using var answer = await client.Http.GetAsync(path);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null; // between the two that listen there
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private ServerProcess Begin(string role, params string[] settings) => ServerProcess.Begin(_sandbox.Folder, role, new Dictionary<string, string>(), settings);
}
