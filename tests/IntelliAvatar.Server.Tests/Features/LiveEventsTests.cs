using System.Net;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

[Collection(ServerTests.Name)]
public sealed class LiveEventsTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>
{
    private AvatarClient Client => running.Client;

    private Task<HttpResponseMessage> PostAsync(string path) => Client.Http.PostAsync(path, null);

    [Fact]
    public async Task A_job_is_followed_from_the_queue_through_its_progress_to_its_end_and_then_the_stream_ends_for_good()
    {
        using var hold = new SemaphoreSlim(0);
        var honest = running.Gpu.OnGenerate;
        running.Gpu.AsOurs();
        running.Gpu.OnProgress = FakeModelServer.Always(200, """{"progress":0.42}""");
        running.Gpu.OnGenerate = async http =>
        {
            await hold.WaitAsync(http.RequestAborted);
            await honest(http);
        };
        await PostAsync("/v1/queue/pause");
        var id = await Client.SyncAsync(media.Video, media.Speech);
        await using var stream = await EventStream.OpenAsync(Client, $"/v1/jobs/{id}/events");

        var waits = (await stream.UntilAsync(id, "QUEUED"))[^1].Data;
        Assert.Equal(1, waits.GetProperty("queue_position").GetInt32());
        await PostAsync("/v1/queue/resume");
        await stream.UntilAsync((type, job) => type == "job" && job.GetProperty("progress") is { ValueKind: JsonValueKind.Number } progress && progress.GetDouble() > 0.3);
        hold.Release();
        var last = (await stream.ToEndAsync())[^1].Data;

        Assert.Equal(("COMPLETED", 1.0), (last.GetProperty("status").GetString(), last.GetProperty("progress").GetDouble()));
        Assert.Equal(TimeSpan.FromSeconds(1), stream.ComeBackAfter);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/v1/jobs/{id}/events") { Headers = { { "Last-Event-ID", stream.LastId } } };
        using var nothing = await Client.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);
        running.Gpu.OnGenerate = honest;
    }

    [Fact]
    public async Task Whoever_comes_back_is_told_all_that_happened_while_nobody_listened()
    {
        var gone = await Client.SyncAsync(media.Video, media.Speech);
        await Client.CompletedAsync(gone);
        string lastId;
        await using (var stream = await EventStream.OpenAsync(Client, "/v1/events"))
        {
            await stream.UntilAsync(gone, "COMPLETED");
            lastId = stream.LastId;
        }

        var completed = await Client.SyncAsync(media.Video, media.Speech);
        await Client.CompletedAsync(completed);
        await PostAsync("/v1/queue/pause");
        var cancelled = await Client.SyncAsync(media.Video, media.Speech);
        await PostAsync($"/v1/jobs/{cancelled}/cancel");
        await Client.Http.DeleteAsync($"/v1/jobs/{gone}");
        await PostAsync("/v1/queue/resume");

        await using var back = await EventStream.OpenAsync(Client, "/v1/events", lastId);
        var told = new HashSet<(string?, string?)>();
        await back.UntilAsync((type, data) =>
        {
            if (type is "job" or "deleted")
            {
                told.Add((data.GetProperty("job_id").GetString(), type == "job" ? data.GetProperty("status").GetString() : type));
            }

            return told.IsSupersetOf([(completed, "COMPLETED"), (cancelled, "CANCELLED"), (gone, "deleted")]);
        });
    }

    [Fact]
    public async Task All_jobs_and_the_queue_are_told_and_what_another_process_does_too()
    {
        await using var other = await ServerProcess.StartAsync(Path.GetDirectoryName(running.Storage)!, "api");
        await using var stream = await EventStream.OpenAsync(other.Client, "/v1/events");
        await stream.UntilAsync((type, _) => type == "queue");

        await PostAsync("/v1/queue/pause");
        await stream.UntilAsync((type, data) => type == "queue" && data.GetProperty("paused").ValueKind == JsonValueKind.Object);
        var id = await Client.SyncAsync(media.Video, media.Speech);
        await stream.UntilAsync(id, "QUEUED");
        await PostAsync("/v1/queue/resume");
        await stream.UntilAsync(id, "COMPLETED");
    }

    [Fact]
    public async Task A_job_that_nobody_knows_cannot_be_followed()
    {
        using var answer = await Client.Http.GetAsync($"/v1/jobs/{Guid.NewGuid()}/events");

        Assert.Equal("job_unknown", (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString());
    }
}

/// <summary>The server goes away and comes back.</summary>
[Collection(ServerTests.Name)]
public sealed class LiveEventsAfterRestartTests(SampleMedia media) : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Streams_end_at_once_when_the_server_stops_and_go_on_where_they_were_when_it_is_back()
    {
        string lastId, id;
        await using (var server = await ServerProcess.StartAsync(_sandbox.Folder, "api"))
        {
            var streams = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => EventStream.OpenAsync(server.Client, "/v1/events")));
            await Task.WhenAll(streams.Select(stream => stream.UntilAsync((type, _) => type == "queue")));
            lastId = streams[0].LastId;
            id = await server.Client.SyncAsync(media.Video, media.Speech);

            var began = TimeProvider.System.GetTimestamp();
            await server.StopAsync();
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(10), "It waited for its streams.");
            foreach (var stream in streams)
            {
                await stream.ToEndAsync();
                await stream.DisposeAsync();
            }
        }

        await using var back = await ServerProcess.StartAsync(_sandbox.Folder, "api");
        await using var again = await EventStream.OpenAsync(back.Client, "/v1/events", lastId);
        await again.UntilAsync(id, "QUEUED");
    }
}
