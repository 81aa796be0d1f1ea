using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

/// <summary>The server as it runs on many machines: PostgreSQL and an object store. Clients notice no difference.</summary>
[Collection(ServerTests.Name)]
public sealed class ObjectStoreTests(SampleMedia media) : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();
    private FakeModelServer _gpu = null!;
    private SwiftStore _swift = null!;
    private Relay _relay = null!;
    private string _url = null!;
    private string[] _settings = [];

    public async Task InitializeAsync()
    {
        _gpu = await FakeModelServer.StartAsync(media);
        _swift = await SwiftStore.Shared;
        _relay = new Relay(_swift.Endpoint);
        _url = await _swift.NewBucketAsync();
        var database = await (await PostgresCluster.Shared).NewDatabaseAsync();
        _settings =
        [
            $"--Database:Url={database}", $"--ModelServers:0:Url={_gpu.Url}", "--Scheduler:RetryDelay=00:00:00.1", "--Scheduler:Rescue=00:00:00.2",
            .. SwiftStore.Settings(_url, _relay.Url),
        ];
    }

    public async Task DisposeAsync()
    {
        await _relay.DisposeAsync();
        await _gpu.DisposeAsync();
        _sandbox.Dispose();
    }

    /// <summary>As people know the stored files.</summary>
    private async Task<string[]> NamesAsync() => [.. (await _swift.KeysAsync(_url)).Select(StorageKeys.NameOf).Order(StringComparer.Ordinal)];

    private Task<ServerProcess> StartAsync(params string[] more) => ServerProcess.StartAsync(_sandbox.Folder, "all", [.. _settings, .. more]);

    [Fact]
    public async Task A_job_is_submitted_completed_and_downloaded_in_parts()
    {
        await using var server = await StartAsync();
        var id = await server.Client.SyncAsync(media.Video, media.Speech);
        var job = await server.Client.CompletedAsync(id);

        Assert.Equal($"outputs/{id}.mp4", job.GetProperty("output_video").GetString());
        Assert.Equal([$"outputs/{id}.mp4", $"uploads/{id}/{id}.mp4", $"uploads/{id}/{id}.wav"], await NamesAsync());
        Assert.DoesNotContain(Directory.EnumerateFiles(_sandbox.Path("storage"), "*", SearchOption.AllDirectories), file => file.EndsWith(".mp4", StringComparison.Ordinal));

        using var whole = await server.Client.Http.GetAsync($"/feature1/download/{id}");
        Assert.Equal(_gpu.Result, await whole.Content.ReadAsByteArrayAsync());
        Assert.Equal($"attachment; filename=\"{id}.mp4\"", whole.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal("video/mp4", whole.Content.Headers.ContentType!.MediaType);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/feature1/download/{id}") { Headers = { Range = new RangeHeaderValue(1000, 1999) } };
        using var part = await server.Client.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(_gpu.Result[1000..2000], await part.Content.ReadAsByteArrayAsync());

        Assert.Equal("Healthy", await server.Client.Http.GetStringAsync("/health/ready"));
        Assert.DoesNotContain(SwiftStore.Options("").SecretKey!, server.Said);
    }

    [Fact]
    public async Task A_text_jobs_speech_is_kept_under_the_attempt_that_made_it()
    {
        _gpu.Speaking(media);
        await using var server = await StartAsync();
        var id = await server.Client.JobIdAsync(await server.Client.Http.PostAsync(
            "/feature2/text-to-avatar",
            AvatarClient.Form(("user_id", "anita", null), ("text", "Hello.", null), ("gender", "female", null), ("video", null, media.Video))));
        var job = await server.Client.CompletedAsync(id);

        Assert.Equal($"uploads/{id}/{id}.wav", job.GetProperty("input_audio").GetString());
        Assert.Equal([$"outputs/{id}.mp4", $"uploads/{id}/{id}.mp4", $"uploads/{id}/{id}.phones", $"uploads/{id}/{id}.wav"], await NamesAsync());
        Assert.Equal(3, (await _swift.KeysAsync(_url)).Count(key => key.Contains($"{id}.1-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_kill_while_the_result_is_sent_leaves_nothing_visible_and_the_job_completes_afterwards()
    {
        // A box that players skip makes it large enough to be sent in parts.
        _gpu.Result = [.. _gpu.Result, 1, 0, 0, 0, .. "free"u8, .. new byte[(1 << 24) - 8]];
        var sending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _relay.Swallow = request => request.StartsWith("PUT", StringComparison.Ordinal) && request.Contains("partNumber=2", StringComparison.Ordinal) && sending.TrySetResult();
        string id;
        await using (var server = await StartAsync())
        {
            id = await server.Client.SyncAsync(media.Video, media.Speech);
            await sending.Task.WaitAsync(AvatarClient.Patience);
            Assert.Equal(HttpStatusCode.NotFound, (await server.Client.Http.GetAsync($"/feature1/download/{id}")).StatusCode);
            await server.KillAsync();
        }

        Assert.Equal([$"uploads/{id}/{id}.mp4", $"uploads/{id}/{id}.wav"], await NamesAsync());
        Assert.Equal(1, await _swift.UnfinishedAsync(_url));

        await using var again = await StartAsync();
        Assert.Equal(2, (await again.Client.CompletedAsync(id)).GetProperty("attempt").GetInt32());
        Assert.Equal(_gpu.Result, await again.Client.Http.GetByteArrayAsync($"/feature1/download/{id}"));
        Assert.StartsWith($"outputs/{id}.2-", (await _swift.KeysAsync(_url))[0]);
    }

    [Fact]
    public async Task While_the_store_is_away_clients_are_told_to_come_again_and_jobs_wait_and_lose_nothing()
    {
        await using var swift = await SwiftStore.StartAsync();
        var url = await swift.NewBucketAsync();
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var honest = _gpu.OnGenerate;
        _gpu.OnGenerate = async http =>
        {
            asked.TrySetResult();
            await opened.Task;
            await honest(http);
        };
        await using var server = await StartAsync(SwiftStore.Settings(url, swift.Endpoint));
        var id = await server.Client.SyncAsync(media.Video, media.Speech);
        await asked.Task.WaitAsync(AvatarClient.Patience);

        await swift.StopAsync();
        opened.SetResult();
        using var refused = await server.Client.PostSyncAsync(media.Video, media.Speech);
        Assert.Equal((503, "storage_unavailable"), ((int)refused.StatusCode, (await AvatarClient.ProblemAsync(refused)).GetProperty("code").GetString()));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Client.Http.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.Http.GetAsync("/health/live")).StatusCode);
        await Eventually.HoldsAsync(() => server.Said.Contains("could not be written", StringComparison.Ordinal));
        await swift.StartAgainAsync();

        var job = await server.Client.CompletedAsync(id);
        Assert.Equal((1, JsonValueKind.Null), (job.GetProperty("attempt").GetInt32(), job.GetProperty("error").ValueKind));
        Assert.Single(await server.Client.JobsAsync());
    }

    [Fact]
    public async Task Where_the_operator_wants_it_a_download_is_sent_to_the_store()
    {
        await using var server = await StartAsync("--Storage:S3:PresignedDownloads=true");
        var id = await server.Client.SyncAsync(media.Video, media.Speech);
        await server.Client.CompletedAsync(id);
        using var still = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Client.Http.BaseAddress };

        using var answer = await still.GetAsync($"/feature1/download/{id}");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith(_relay.Url, answer.Headers.Location!.AbsoluteUri);
        Assert.Equal(_gpu.Result, await server.Client.Http.GetByteArrayAsync($"/feature1/download/{id}"));
    }

    [Fact]
    public async Task An_upload_by_two_nodes_becomes_an_avatar_a_video_and_its_pictures_and_all_of_it_can_be_deleted()
    {
        await using var server = await StartAsync();
        using var elsewhere = new Sandbox();
        await using var other = await ServerProcess.StartAsync(elsewhere.Folder, "api", _settings);
        var bytes = await File.ReadAllBytesAsync(media.Video);

        var upload = await AnnounceAsync(server.Client.Http, bytes.Length);
        await PatchAsync(server.Client.Http, upload, 0, bytes[..(bytes.Length / 3)]);
        await PatchAsync(other.Client.Http, upload, bytes.Length / 3, bytes[(bytes.Length / 3)..]);
        var avatar = await MadeAsync(server.Client.Http.PostAsJsonAsync("/v1/avatars", new { user_id = "anita", name = "Anita", upload }), "avatar_id");
        var id = await MadeAsync(other.Client.Http.PostAsync("/v1/jobs", AvatarClient.Form(("user_id", "anita", null), ("avatar", avatar, null), ("audio", null, media.Speech))), "job_id");
        await other.Client.CompletedAsync(id);

        Assert.Equal(_gpu.Result, await other.Client.Http.GetByteArrayAsync($"/v1/jobs/{id}/video"));
        Assert.Equal([0xFF, 0xD8], (await other.Client.Http.GetByteArrayAsync($"/v1/jobs/{id}/thumbnail.jpg"))[..2]);
        Assert.Equal("RIFF"u8.ToArray(), (await server.Client.Http.GetByteArrayAsync($"/v1/jobs/{id}/preview.webp"))[..4]);
        Assert.Equal([0xFF, 0xD8], (await other.Client.Http.GetByteArrayAsync($"/v1/avatars/{avatar}/thumbnail.jpg"))[..2]);
        Assert.Equal(await server.Client.Http.GetByteArrayAsync($"/v1/avatars/{avatar}/video"), await other.Client.Http.GetByteArrayAsync($"/v1/jobs/{id}/input/video"));

        foreach (var gone in new[] { $"/v1/jobs/{id}", $"/v1/avatars/{avatar}", $"/v1/uploads/{upload}" })
        {
            using var deleted = await other.Client.Http.SendAsync(new(HttpMethod.Delete, gone) { Headers = { { "Tus-Resumable", "1.0.0" } } });
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        }

        Assert.Empty(await _swift.KeysAsync(_url));
    }

    private static async Task<string> AnnounceAsync(HttpClient http, int length)
    {
        using var answer = await http.SendAsync(new(HttpMethod.Post, "/v1/uploads") { Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Length", $"{length}" } } });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return answer.Headers.Location!.ToString().Split('/')[^1];
    }

    private static async Task PatchAsync(HttpClient http, string upload, int offset, byte[] bytes)
    {
        using var answer = await http.SendAsync(new(HttpMethod.Patch, $"/v1/uploads/{upload}")
        {
            Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Offset", $"{offset}" } },
            Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/offset+octet-stream") } },
        });
        Assert.Equal((HttpStatusCode.NoContent, $"{offset + bytes.Length}"), (answer.StatusCode, answer.Headers.GetValues("Upload-Offset").Single()));
    }

    private static async Task<string> MadeAsync(Task<HttpResponseMessage> asked, string id)
    {
        using var answer = await asked;
        var said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, said);
        return JsonDocument.Parse(said).RootElement.GetProperty(id).GetString()!;
    }
}
