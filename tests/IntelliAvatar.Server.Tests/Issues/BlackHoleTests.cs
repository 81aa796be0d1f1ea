using System.Diagnostics;
using System.Net;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>When packets vanished on the way to the database or the store, requests waited for up to half a minute: each time-out was tried again, and everybody stood in line.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class BlackHoleTests(SampleMedia media) : IAsyncLifetime
{
    // What is promised, and a second for a busy machine.
    private static readonly TimeSpan Read = TimeSpan.FromSeconds(6), Write = TimeSpan.FromSeconds(11), Ready = TimeSpan.FromSeconds(2);

    private readonly Sandbox _sandbox = new();
    private Relay _database = null!, _store = null!;
    private ServerProcess _server = null!;
    private string _id = null!;

    public async Task InitializeAsync()
    {
        var (cluster, swift) = (await PostgresCluster.Shared, await SwiftStore.Shared);
        (_database, _store) = (new Relay(cluster.Address), new Relay(swift.Endpoint));
        _server = await ServerProcess.StartAsync(
            _sandbox.Folder,
            "api",
            [$"--Database:Url={PostgresCluster.Over(_database.Address, await cluster.NewDatabaseAsync())}", .. SwiftStore.Settings(await swift.NewBucketAsync(), _store.Url)]);
        _id = await _server.Client.SyncAsync(media.Video, media.Speech);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _server.Client.Http.GetStringAsync("/v1/jobs"))); // the pool is full of connections
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _database.DisposeAsync();
        await _store.DisposeAsync();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task While_the_database_is_silent_every_request_is_told_soon_to_come_back_and_afterwards_all_is_well()
    {
        _database.Silence();

        await AssertRefusedAsync(() => _server.Client.Http.GetAsync("/health/ready"), Ready);
        await AssertRefusedAsync(() => _server.Client.Http.GetAsync($"/v1/jobs/{_id}"), Read);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => AssertRefusedAsync(() => _server.Client.Http.GetAsync("/v1/jobs"), Read)));
        await AssertRefusedAsync(() => _server.Client.Http.GetAsync($"/v1/jobs/{_id}"), Read);
        await AssertRefusedAsync(() => _server.Client.PostSyncAsync(media.Video, media.Speech), Write);
        Assert.Equal("Healthy", await _server.Client.Http.GetStringAsync("/health/live"));
        Assert.DoesNotContain("   at ", _server.Said);
        Assert.InRange(_server.Said.Split('\n').Count(line => line.Contains("Requests get 503 database_unavailable", StringComparison.Ordinal)), 1, 3);

        _database.Resume();
        await Eventually.HoldsAsync(async () => (await _server.Client.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
        Assert.Single(await _server.Client.JobsAsync());
    }

    /// <summary>Each of them waited for the one before.</summary>
    [Fact]
    public async Task Of_many_who_look_at_the_queue_while_the_database_is_silent_nobody_stands_in_line()
    {
        _database.Silence();
        await Eventually.HoldsAsync(async () => !(await _server.Client.Http.GetAsync("/v1/queue")).IsSuccessStatusCode); // the last look is forgotten

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AssertRefusedAsync(() => _server.Client.Http.GetAsync("/v1/queue"), Read)));
    }

    [Fact]
    public async Task A_commit_that_is_never_answered_ends_on_time_and_the_same_key_finds_the_job()
    {
        var swallowed = 0;
        _database.Swallow = sent => sent.Contains("INSERT INTO jobs", StringComparison.Ordinal) ? Interlocked.Increment(ref swallowed) < 0 : IsCommit(sent) && swallowed == 1 && Interlocked.Increment(ref swallowed) > 1;

        await AssertRefusedAsync(PostAsync, Write);

        _database.Swallow = _ => false;
        Assert.Equal(2, swallowed);
        await Eventually.HoldsAsync(async () =>
        {
            using var again = await PostAsync();
            return again.StatusCode == HttpStatusCode.Created;
        });
        Assert.Equal(2, (await _server.Client.JobsAsync()).Count);

        static bool IsCommit(string sent) => sent.Contains("COMMIT", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_that_the_store_never_begins_is_refused_on_time()
    {
        _store.Swallow = sent => sent.StartsWith("GET ", StringComparison.Ordinal);

        await AssertRefusedAsync(() => _server.Client.Http.GetAsync($"/v1/jobs/{_id}/input/video"), Read);
    }

    [Fact]
    public async Task While_the_store_is_silent_every_request_that_needs_it_is_told_soon_to_come_back_and_others_are_served()
    {
        _store.Silence();

        await AssertRefusedAsync(() => _server.Client.Http.GetAsync("/health/ready"), Ready);
        await AssertRefusedAsync(() => _server.Client.Http.GetAsync($"/v1/jobs/{_id}/input/video"), Read);
        await AssertRefusedAsync(() => _server.Client.PostSyncAsync(media.Video, media.Speech), Write);
        Assert.Single(await _server.Client.JobsAsync());
        Assert.DoesNotContain("   at ", _server.Said);
    }

    private Task<HttpResponseMessage> PostAsync() => _server.Client.Http.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/jobs")
    {
        Content = AvatarClient.Form(("user_id", "anita", null), ("video", null, media.Video), ("audio", null, media.Speech)),
        Headers = { { "Idempotency-Key", "the-one" } },
    });

    private static async Task AssertRefusedAsync(Func<Task<HttpResponseMessage>> ask, TimeSpan within)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await ask();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.True(watch.Elapsed < within, $"{answer.RequestMessage!.RequestUri} took {watch.Elapsed}");
    }
}
