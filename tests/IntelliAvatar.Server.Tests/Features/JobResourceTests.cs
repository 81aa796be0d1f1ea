using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

[Collection(ServerTests.Name)]
public sealed class JobResourceTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>
{
    private AvatarClient Client => running.Client;

    private async Task<string> DoneAsync()
    {
        var id = await Client.SyncAsync(media.Video, media.Speech);
        await Client.CompletedAsync(id);
        return id;
    }

    private async Task<JsonElement> GetAsync(string path) => JsonDocument.Parse(await Client.Http.GetStringAsync(path)).RootElement;

    private async Task<string> CodeAsync(HttpStatusCode status, HttpResponseMessage answer)
    {
        Assert.Equal(status, answer.StatusCode);
        return (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString()!;
    }

    private Task<HttpResponseMessage> PostAsync(string path, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return Client.Http.SendAsync(request);
    }

    [Fact]
    public async Task A_finished_job_is_told_with_its_attempt_its_steps_and_where_its_things_are()
    {
        var id = await DoneAsync();

        var job = await GetAsync($"/v1/jobs/{id}");

        Assert.Equal(("COMPLETED", "avatar-sync", "anita"), (job.GetProperty("status").GetString(), job.GetProperty("kind").GetString(), job.GetProperty("user_id").GetString()));
        Assert.EndsWith("Z", job.GetProperty("created_at").GetString());
        Assert.Equal(1.0, job.GetProperty("speech").GetProperty("seconds").GetDouble(), 0.05);
        var attempt = Assert.Single(job.GetProperty("attempts").EnumerateArray());
        Assert.Equal("COMPLETED", attempt.GetProperty("outcome").GetString());
        Assert.Equal(["waiting for a model server", "generate", "fetch"], attempt.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("step").GetString()));
        Assert.Equal(running.Gpu.Url.ToString().TrimEnd('/'), attempt.GetProperty("model_server").GetString());
        foreach (var link in new[] { "self", "input_video", "input_audio", "video", "thumbnail", "preview" })
        {
            using var answer = await Client.Http.GetAsync(job.GetProperty("links").GetProperty(link).GetString());
            Assert.True(answer.IsSuccessStatusCode, link);
        }
    }

    [Fact]
    public async Task Nothing_new_is_304_until_something_is()
    {
        await PostAsync("/v1/queue/pause");
        var id = await Client.SyncAsync(media.Video, media.Speech);
        using var first = await Client.Http.GetAsync($"/v1/jobs/{id}");
        Assert.True(first.Headers.ETag!.IsWeak);

        Assert.Equal(HttpStatusCode.NotModified, (await AgainAsync()).StatusCode);
        await PostAsync("/v1/queue/resume");
        await Client.CompletedAsync(id);
        using var third = await AgainAsync();

        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        Assert.NotEqual(first.Headers.ETag, third.Headers.ETag);

        Task<HttpResponseMessage> AgainAsync()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/jobs/{id}");
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            return Client.Http.SendAsync(request);
        }
    }

    [Fact]
    public async Task The_list_is_read_page_by_page_by_the_link_in_its_header()
    {
        var user = Guid.NewGuid().ToString("N");
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, await Client.JobIdAsync(await Client.PostSyncAsync(media.Video, media.Speech, $"?user_id={user}")));
        }

        var seen = new List<string>();
        var path = $"/v1/jobs?limit=2&user_id={user}";
        while (path is not null)
        {
            using var answer = await Client.Http.GetAsync(path);
            var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(job => job.GetProperty("job_id").GetString()!));
            path = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
            Assert.Equal(path is null, page.GetProperty("next").ValueKind == JsonValueKind.Null);
        }

        Assert.Equal(ids, seen);
    }

    [Theory]
    [InlineData("status=DONE", "status_unknown")]
    [InlineData("cursor=abc", "cursor_invalid")]
    [InlineData("limit=0", "limit_invalid")]
    [InlineData("limit=101", "limit_invalid")]
    [InlineData("limit=many", "limit_invalid")]
    [InlineData("created_from=yesterday", "time_invalid")]
    [InlineData("q=%00", "q_invalid")]
    public async Task What_cannot_be_asked_of_the_list_is_refused(string query, string code) =>
        Assert.Equal(code, await CodeAsync(HttpStatusCode.BadRequest, await Client.Http.GetAsync($"/v1/jobs?{query}")));

    [Fact]
    public async Task A_failed_job_is_done_again_from_its_own_files_once_for_each_key()
    {
        var honest = running.Gpu.OnGenerate;
        running.Gpu.OnGenerate = FakeModelServer.Always(422, """{"detail":"No face was found."}""");
        var old = await Client.SyncAsync(media.Video, media.Speech);
        var failed = await Client.EndAsync(old);
        running.Gpu.OnGenerate = honest;
        Assert.Equal("FAILED", failed.GetProperty("status").GetString());
        var told = await GetAsync($"/v1/jobs/{old}");
        Assert.Contains("another video", told.GetProperty("error").GetProperty("what_to_do").GetString());
        Assert.Equal("FAILED", Assert.Single(told.GetProperty("attempts").EnumerateArray()).GetProperty("outcome").GetString());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => UntilAnsweredAsync($"/v1/jobs/{old}/retry", $"again-{old}")));
        var id = Assert.Single(answers.Distinct());
        await Client.CompletedAsync(id);

        var job = await GetAsync($"/v1/jobs/{id}");
        Assert.Equal(old, job.GetProperty("retry_of").GetString());
        Assert.Equal([id], (await GetAsync($"/v1/jobs/{old}")).GetProperty("retried_as").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(await Client.Http.GetByteArrayAsync($"/v1/jobs/{old}/input/video"), await Client.Http.GetByteArrayAsync($"/v1/jobs/{id}/input/video"));

        Assert.Equal(HttpStatusCode.NoContent, (await Client.Http.DeleteAsync($"/v1/jobs/{old}")).StatusCode);
        using var stillThere = await Client.Http.GetAsync($"/v1/jobs/{id}/input/video");
        Assert.True(stillThere.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_key_belongs_to_one_request()
    {
        var (one, other) = (await DoneAsync(), await DoneAsync());
        using var first = await PostAsync($"/v1/jobs/{one}/retry", "\"my-key-1\"");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal($"/v1/jobs/{await Client.JobIdAsync(first)}", first.Headers.Location!.ToString());

        Assert.Equal("idempotency_key_reused", await CodeAsync(HttpStatusCode.UnprocessableEntity, await PostAsync($"/v1/jobs/{other}/retry", "my-key-1")));
        Assert.Equal("idempotency_key_invalid", await CodeAsync(HttpStatusCode.BadRequest, await PostAsync($"/v1/jobs/{other}/retry", "a b")));
        Assert.Equal("job_unknown", await CodeAsync(HttpStatusCode.NotFound, await PostAsync($"/v1/jobs/{Guid.NewGuid()}/retry")));
    }

    [Fact]
    public async Task A_deleted_job_is_gone_with_every_file_and_only_one_that_has_ended_can_be_deleted()
    {
        var id = await DoneAsync();
        await Client.Http.GetByteArrayAsync($"/v1/jobs/{id}/thumbnail.jpg");
        Assert.Equal(4, FilesOf(id).Count()); // video, audio, result, picture

        await PostAsync("/v1/queue/pause");
        var waiting = await Client.SyncAsync(media.Video, media.Speech);
        Assert.Equal("job_not_ended", await CodeAsync(HttpStatusCode.Conflict, await Client.Http.DeleteAsync($"/v1/jobs/{waiting}")));
        Assert.Equal("job_not_ended", await CodeAsync(HttpStatusCode.Conflict, await PostAsync($"/v1/jobs/{waiting}/retry")));
        await PostAsync("/v1/queue/resume");
        Assert.Equal(HttpStatusCode.NoContent, (await Client.Http.DeleteAsync($"/v1/jobs/{id}")).StatusCode);

        Assert.Empty(FilesOf(id));
        Assert.Equal("job_unknown", await CodeAsync(HttpStatusCode.NotFound, await Client.Http.GetAsync($"/v1/jobs/{id}")));
        Assert.Equal("job_unknown", await CodeAsync(HttpStatusCode.NotFound, await Client.Http.DeleteAsync($"/v1/jobs/{id}")));
        await Client.CompletedAsync(waiting);
    }

    [Fact]
    public async Task A_job_that_waits_can_be_let_go_first_and_knows_its_place_and_how_long_it_takes()
    {
        await DoneAsync();
        await PostAsync("/v1/queue/pause");
        var (first, second) = (await Client.SyncAsync(media.Video, media.Speech), await Client.SyncAsync(media.Video, media.Speech));
        await Eventually.GetAsync(() => GetAsync($"/v1/jobs/{second}"), job => job.GetProperty("queue_position").GetInt32() == 2 && job.GetProperty("eta").ValueKind == JsonValueKind.Null);

        using var wrong = await Client.Http.PatchAsJsonAsync($"/v1/jobs/{second}", new { priority = 5, status = "COMPLETED" });
        using var missing = await Client.Http.PatchAsJsonAsync($"/v1/jobs/{second}", new { });
        using var changed = await Client.Http.PatchAsJsonAsync($"/v1/jobs/{second}", new { priority = 5 });
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.OK), (wrong.StatusCode, missing.StatusCode, changed.StatusCode));
        await Eventually.GetAsync(() => GetAsync($"/v1/jobs/{second}"), job => job.GetProperty("queue_position").GetInt32() == 1);
        var queue = await Eventually.GetAsync(() => GetAsync("/v1/queue"), queue => queue.GetProperty("paused").ValueKind == JsonValueKind.Object);
        Assert.Equal([second, first], queue.GetProperty("next").EnumerateArray().Select(id => id.GetString()));

        using var hold = new SemaphoreSlim(0);
        var honest = running.Gpu.OnGenerate;
        running.Gpu.OnGenerate = async http =>
        {
            await hold.WaitAsync(http.RequestAborted);
            await honest(http);
        };
        await PostAsync("/v1/queue/resume");

        // Both are prepared side by side: if the other one is ready first, it has the only place until it is done.
        var isLetGo = false;
        var begun = await Eventually.GetAsync(
            async () =>
            {
                if (!isLetGo && (await GetAsync($"/v1/jobs/{first}")).GetProperty("step").GetString() == "generate")
                {
                    isLetGo = true;
                    hold.Release();
                }

                return await GetAsync($"/v1/jobs/{second}");
            },
            job => job.GetProperty("step").GetString() == "generate" && job.GetProperty("eta").ValueKind == JsonValueKind.Object);
        Assert.True(begun.GetProperty("eta").GetProperty("seconds").GetDouble() > 0);
        running.Gpu.OnGenerate = honest;
        hold.Release(2);
        await Client.CompletedAsync(second);
        await Client.CompletedAsync(first);
        Assert.Equal("job_not_waiting", await CodeAsync(HttpStatusCode.Conflict, await Client.Http.PatchAsJsonAsync($"/v1/jobs/{first}", new { priority = 1 })));
    }

    [Fact]
    public async Task A_running_job_whose_end_was_asked_for_says_so()
    {
        var honest = running.Gpu.OnGenerate;
        running.Gpu.OnGenerate = FakeModelServer.Never;
        var id = await Client.SyncAsync(media.Video, media.Speech);
        await Client.UntilAsync(id, job => job.GetProperty("step").GetString() == "generate");

        using var answer = await PostAsync($"/v1/jobs/{id}/cancel");
        running.Gpu.OnGenerate = honest;

        var job = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(job.GetProperty("status").GetString() == "CANCELLED" || job.GetProperty("stopping").GetBoolean(), job.ToString());
        Assert.Equal("CANCELLED", (await Client.EndAsync(id)).GetProperty("status").GetString());
        Assert.Equal("CANCELLED", (await GetAsync($"/v1/jobs/{id}")).GetProperty("attempts")[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task The_video_is_shown_or_kept_whole_or_in_parts_and_its_pictures_are_real()
    {
        var id = await DoneAsync();
        using var shown = await Client.Http.GetAsync($"/v1/jobs/{id}/video");
        using var kept = await Client.Http.GetAsync($"/v1/jobs/{id}/video?download=1");
        Assert.Equal(("inline", "attachment"), (shown.Content.Headers.ContentDisposition!.DispositionType, kept.Content.Headers.ContentDisposition!.DispositionType));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/jobs/{id}/video") { Headers = { Range = new RangeHeaderValue(4, 7) } };
        using var part = await Client.Http.SendAsync(request);
        Assert.Equal((HttpStatusCode.PartialContent, "ftyp"), (part.StatusCode, await part.Content.ReadAsStringAsync()));
        Assert.Equal(shown.Headers.ETag, part.Headers.ETag);

        var thumbnail = await Client.Http.GetByteArrayAsync($"/v1/jobs/{id}/thumbnail.jpg");
        Assert.Equal([0xFF, 0xD8, 0xFF], thumbnail[..3]);
        Assert.Equal([0xFF, 0xD9], thumbnail[^2..]);
        var preview = await Client.Http.GetByteArrayAsync($"/v1/jobs/{id}/preview.webp");
        Assert.Equal(("RIFF", "WEBP"), (Encoding.ASCII.GetString(preview, 0, 4), Encoding.ASCII.GetString(preview, 8, 4)));
        Assert.True(preview.AsSpan().IndexOf("ANMF"u8) > 0, "It does not move.");
        Assert.Equal(thumbnail, await Client.Http.GetByteArrayAsync($"/v1/jobs/{id}/thumbnail.jpg"));
        Assert.True(File.Exists(Path.Combine(running.Storage, "outputs", $"{id}.jpg")));
    }

    [Fact]
    public async Task A_text_has_captions_and_an_uploaded_speech_has_none()
    {
        var uploaded = await DoneAsync();
        using var spoken = await Client.Http.PostAsync(
            "/feature2/text-to-avatar",
            AvatarClient.Form(("user_id", "anita", null), ("text", "Good morning, Bob. This is <b>bold</b> & new, 2 < 3. नमस्ते।", null),
                ("voice", "flite-slt", null), ("language", "hi", null), ("video", null, media.Video)));
        var id = await Client.JobIdAsync(spoken);
        await Client.EndAsync(id); // the fake's video is too short for this speech

        using var vtt = await Client.Http.GetAsync($"/v1/jobs/{id}/captions.vtt");
        var text = await vtt.Content.ReadAsStringAsync();
        Assert.Equal("text/vtt", vtt.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("WEBVTT\n\n00:00:00.", text);
        Assert.Contains("\nGood morning, Bob.\n", text);
        Assert.Contains("This is bold &amp; new, 2 &lt; 3.", text);
        Assert.Contains("\nनमस्ते।\n", text); // most words are English, but a voice for Hindi says this one
        Assert.StartsWith("1\n00:00:00,", await Client.Http.GetStringAsync($"/v1/jobs/{id}/captions.srt"));
        Assert.Equal("text_unknown", await CodeAsync(HttpStatusCode.NotFound, await Client.Http.GetAsync($"/v1/jobs/{uploaded}/captions.vtt")));
        Assert.Equal("flite-slt", (await GetAsync($"/v1/jobs/{id}")).GetProperty("speech").GetProperty("voice").GetString());
    }

    [Fact]
    public async Task An_operator_can_tell_which_process_on_which_machine_runs_a_job()
    {
        var id = await DoneAsync();

        var process = Assert.Single((await GetAsync("/v1/processes")).EnumerateArray(), process => process.GetProperty("process_id").GetInt32() == running.Server.Id);

        Assert.Equal(("all", "running", Environment.MachineName), (process.GetProperty("role").GetString(), process.GetProperty("health").GetString(), process.GetProperty("host").GetString()));
        Assert.Contains($"role all, instance {process.GetProperty("instance").GetString()}, host {Environment.MachineName}, process {running.Server.Id}", running.Server.Said);
        Assert.Equal(Environment.MachineName, (await GetAsync($"/v1/jobs/{id}")).GetProperty("attempts")[0].GetProperty("host").GetString());
        var name = running.Gpu.Url.ToString().TrimEnd('/');
        var gpu = await Eventually.GetAsync(
            async () => (await GetAsync("/v1/model-servers")).EnumerateArray().FirstOrDefault(server => server.GetProperty("name").GetString() == name), gpu => gpu.ValueKind == JsonValueKind.Object);
        Assert.Equal(Environment.MachineName, Assert.Single(gpu.GetProperty("hosts").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Every_process_can_tell_of_the_model_servers()
    {
        await DoneAsync();
        var name = running.Gpu.Url.ToString().TrimEnd('/');
        await using var api = await ServerProcess.StartAsync(Path.GetDirectoryName(running.Storage)!, "api");
        var servers = await Eventually.GetAsync(
            async () => JsonDocument.Parse(await api.Client.Http.GetStringAsync("/v1/model-servers")).RootElement.EnumerateArray().Where(server => server.GetProperty("name").GetString() == name).ToList(),
            servers => servers.Count == 1);
        Assert.Equal("well", servers[0].GetProperty("health").GetString());
        Assert.True(servers[0].GetProperty("lately").GetProperty("completed").GetInt32() >= 1);

        using var paused = await Client.Http.PostAsJsonAsync($"/v1/model-servers/pause?name={name}", new { reason = "Too hot." });
        Assert.Equal(HttpStatusCode.NoContent, paused.StatusCode);
        Assert.Equal("Too hot.", JsonDocument.Parse(await api.Client.Http.GetStringAsync("/v1/model-servers")).RootElement[0].GetProperty("paused_for").GetString());
        var waiting = await Client.SyncAsync(media.Video, media.Speech);
        Assert.Equal("QUEUED", (await Client.JobAsync(waiting)).GetProperty("status").GetString());
        await PostAsync($"/v1/model-servers/resume?name={name}");
        await Client.CompletedAsync(waiting);
    }

    private IEnumerable<string> FilesOf(string id) =>
        Directory.EnumerateFiles(running.Storage, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file).StartsWith(id, StringComparison.Ordinal));

    /// <summary>As a client does that is told to ask again.</summary>
    private async Task<string> UntilAnsweredAsync(string path, string key)
    {
        while (true)
        {
            using var answer = await PostAsync(path, key);
            if (answer.StatusCode != HttpStatusCode.Conflict)
            {
                return await Client.JobIdAsync(answer);
            }

            Assert.Equal("idempotency_key_in_use", (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString());
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
