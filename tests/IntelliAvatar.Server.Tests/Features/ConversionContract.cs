using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

/// <summary>Files that take long to convert: the answer comes at once, and the job's first step converts them.</summary>
public abstract class ConversionContract(SampleMedia media) : IAsyncLifetime
{
    /// <summary>Everything that is not taken over as it is counts as long.</summary>
    private const string AllIsLong = "--Limits:MaxConversionInRequest=00:00:00";

    private readonly string _film = media.Make("film.mkv", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-c:v", "mpeg4", "-q:v", "5");

    protected Sandbox Sandbox { get; } = new();

    protected HeldConversions Ffmpeg { get; private set; } = null!;

    protected FakeModelServer Gpu { get; private set; } = null!;

    /// <summary>Settings of a database and a storage of the test's own.</summary>
    protected abstract Task<string[]> SettingsAsync();

    private string[] _settings = [];

    public virtual async Task InitializeAsync()
    {
        Gpu = (await FakeModelServer.StartAsync(media)).Speaking(media);
        Gpu.OnGetFile = http => http.Response.Body.WriteAsync(
            (byte[])[.. Gpu.Result, 0, 0, 0, 24, .. "free"u8, .. Guid.NewGuid().ToByteArray()]).AsTask(); // each job's own
        Ffmpeg = new HeldConversions(Sandbox);
        _settings = await SettingsAsync();
    }

    public virtual async Task DisposeAsync()
    {
        Ffmpeg.GoOn();
        await Gpu.DisposeAsync();
        Sandbox.Dispose();
    }

    /// <summary>The files that are stored for the job, by their endings.</summary>
    protected virtual Task<IReadOnlyList<string>> StoredAsync(string id) => Task.FromResult<IReadOnlyList<string>>(
        [.. Directory.EnumerateFiles(Sandbox.Path("storage"), $"{id}*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)[id.Length..]).Order(StringComparer.Ordinal)]);

    private Task<ServerProcess> StartAsync(params string[] more) => ServerProcess.StartAsync(
        Sandbox.Folder, "all", Ffmpeg.Environment,
        [AllIsLong, .. _settings, $"--ModelServers:0:Url={Gpu.Url}", "--ModelServers:0:LengthTolerance=00:00:10", "--Scheduler:RetryDelay=00:00:00.1", .. more]);

    [Fact]
    public async Task The_answer_comes_before_the_conversion_and_the_job_shows_how_far_that_is()
    {
        await using var server = await StartAsync();
        var id = await server.Client.SyncAsync(_film, media.Speech);
        await Ffmpeg.ReachedAsync();

        var job = await server.Client.UntilAsync(id, job => job.GetProperty("progress").ValueKind == JsonValueKind.Number && job.GetProperty("progress").GetDouble() > 0);
        Assert.Equal(("IN_PROGRESS", "convert"), (job.GetProperty("status").GetString(), job.GetProperty("step").GetString()));
        Assert.InRange(job.GetProperty("progress").GetDouble(), 0.05, 0.15);
        Assert.Equal($"uploads/{id}/{id}.mp4", job.GetProperty("input_video").GetString());
        Assert.Equal($"uploads/{id}/{id}.wav", job.GetProperty("input_audio").GetString());
        Assert.Empty(job.GetProperty("changes").EnumerateArray());
        Assert.Equal([".video", ".wav"], await StoredAsync(id));
        using var input = await server.Client.Http.GetAsync($"/v1/jobs/{id}/input/video");
        Assert.Equal("input_not_converted", (await AvatarClient.ProblemAsync(input)).GetProperty("code").GetString());
        Assert.Contains("converting the files", await server.Client.Http.GetStringAsync($"/jobs/{id}"));

        Ffmpeg.GoOn();
        job = await server.Client.CompletedAsync(id);
        Assert.Equal(1, job.GetProperty("attempt").GetInt32());
        Assert.Equal(["converted from MPEG-4 to H.264 8-bit"], job.GetProperty("changes").EnumerateArray().Select(change => change.GetString()!));
        Assert.Equal([".mp4", ".mp4", ".wav"], (await StoredAsync(id)).Order(StringComparer.Ordinal));
        Assert.Equal(1, Ffmpeg.Count);
        using var shown = await server.Client.Http.GetAsync($"/v1/jobs/{id}/input/video");
        Assert.Equal("video/mp4", shown.Content.Headers.ContentType!.MediaType);
        var attempt = JsonDocument.Parse(await server.Client.Http.GetStringAsync($"/v1/jobs/{id}")).RootElement.GetProperty("attempts")[0];
        Assert.Equal(["convert", "waiting for a model server", "generate", "fetch"], attempt.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("step").GetString()));
    }

    [Fact]
    public async Task A_recording_is_converted_by_the_job_too_and_its_counted_length_is_the_speechs()
    {
        var voice = media.Make("voice.ogg", "-f", "lavfi", "-i", "sine=f=220:d=1", "-c:a", "libvorbis", "-ac", "2");
        await using var server = await StartAsync();
        var id = await server.Client.SyncAsync(_film, voice);
        await Ffmpeg.ReachedAsync();
        Assert.Equal([".audio", ".video"], await StoredAsync(id));
        Ffmpeg.GoOn();

        var job = await server.Client.CompletedAsync(id);
        Assert.Equal([".mp4", ".mp4", ".wav"], (await StoredAsync(id)).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["converted from MPEG-4 to H.264 8-bit", "mixed down to mono (had 2 channels)", "converted from ogg (Vorbis) to 16-bit wav"],
            job.GetProperty("changes").EnumerateArray().Select(change => change.GetString()!));
        var speech = JsonDocument.Parse(await server.Client.Http.GetStringAsync($"/v1/jobs/{id}")).RootElement.GetProperty("speech");
        Assert.Equal(1, speech.GetProperty("seconds").GetDouble(), 0.01);
    }

    [Fact]
    public async Task A_text_job_converts_its_video_before_it_makes_its_speech()
    {
        await using var server = await StartAsync();
        var id = await server.Client.JobIdAsync(await server.Client.Http.PostAsync(
            "/feature2/text-to-avatar", AvatarClient.Form(("user_id", "anita", null), ("text", "Hello.", null), ("gender", "female", null), ("video", null, _film))));
        await Ffmpeg.ReachedAsync();
        Assert.Equal(JsonValueKind.Null, (await server.Client.JobAsync(id)).GetProperty("input_audio").ValueKind);
        Assert.Equal([".video"], await StoredAsync(id));
        Ffmpeg.GoOn();

        await server.Client.CompletedAsync(id);
        Assert.Equal([".mp4", ".mp4", ".phones", ".wav"], (await StoredAsync(id)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_conversion_that_the_kernel_ends_is_tried_again()
    {
        await using var server = await StartAsync();
        var id = await server.Client.SyncAsync(_film, media.Speech);
        for (var kill = 0; kill < 2; kill++)
        {
            using var end = System.Diagnostics.Process.Start("kill", ["-9", Path.GetFileName(await Ffmpeg.ReachedAsync())]);
            await end.WaitForExitAsync();
        }

        await Ffmpeg.ReachedAsync();
        Assert.Contains("media_stalled", await server.Client.Http.GetStringAsync($"/v1/jobs/{id}"), StringComparison.Ordinal);
        Ffmpeg.GoOn();
        Assert.Equal(3, (await server.Client.CompletedAsync(id)).GetProperty("attempt").GetInt32());
    }

    [Fact]
    public async Task A_file_that_breaks_at_its_end_fails_the_job_with_the_very_words_of_the_endpoint_and_no_retry()
    {
        Ffmpeg.GoOn();
        var broken = Broken();
        string code, detail, id;
        await using (var patient = await StartAsync("--Limits:MaxConversionInRequest=00:01:00"))
        {
            var problem = await AvatarClient.ProblemAsync(await patient.Client.PostSyncAsync(broken, media.Speech));
            (code, detail) = (problem.GetProperty("code").GetString()!, problem.GetProperty("detail").GetString()!);
            Assert.Equal("video_broken", code);
        }

        await using var server = await StartAsync();
        id = await server.Client.SyncAsync(broken, media.Speech);
        var job = await server.Client.EndAsync(id);
        Assert.Equal(("FAILED", code, detail, 1), (
            job.GetProperty("status").GetString(), job.GetProperty("error_code").GetString(), job.GetProperty("error").GetString(), job.GetProperty("attempt").GetInt32()));
        Assert.Equal([".video", ".wav"], await StoredAsync(id));
        Assert.Empty(Gpu.Submissions);

        using var retried = await server.Client.Http.PostAsync($"/v1/jobs/{id}/retry", null);
        var again = await server.Client.JobIdAsync(retried);
        Assert.Equal(code, (await server.Client.EndAsync(again)).GetProperty("error_code").GetString());
        foreach (var ended in new[] { id, again })
        {
            using var deleted = await server.Client.Http.DeleteAsync($"/v1/jobs/{ended}");
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
            Assert.Empty(await StoredAsync(ended));
        }
    }

    [Fact]
    public async Task A_header_that_is_wrong_is_refused_at_once_whichever_file_has_it()
    {
        await using var server = await StartAsync();
        foreach (var (video, audio, code) in new[]
        {
            (Sandbox.Write("page.mp4", "<html>"), media.Speech, "video_unreadable"),
            (_film, Sandbox.Write("page.wav", "<html>"), "audio_unreadable"),
            (_film, media.Result, "audio_is_video"),
        })
        {
            Assert.Equal(code, (await AvatarClient.ProblemAsync(await server.Client.PostSyncAsync(video, audio))).GetProperty("code").GetString());
        }

        Assert.Empty(await server.Client.JobsAsync());
        Assert.Equal(0, Ffmpeg.Count);
    }

    [Fact]
    public async Task A_job_that_was_cancelled_before_its_conversion_is_repeated_from_what_was_sent()
    {
        await using var server = await StartAsync();
        var id = await server.Client.SyncAsync(_film, media.Speech);
        var child = await Ffmpeg.ReachedAsync();
        using var cancelled = await server.Client.Http.PostAsync($"/v1/jobs/{id}/cancel", null);
        Assert.Equal("CANCELLED", (await server.Client.EndAsync(id)).GetProperty("status").GetString());
        Assert.False(Directory.Exists(child));
        Assert.Equal([".video", ".wav"], await StoredAsync(id));

        Ffmpeg.GoOn();
        using var retried = await server.Client.Http.PostAsync($"/v1/jobs/{id}/retry", null);
        var again = await server.Client.JobIdAsync(retried);
        await server.Client.CompletedAsync(again);
        Assert.Equal([".mp4", ".mp4", ".wav"], (await StoredAsync(again)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_request_sent_again_while_its_job_converts_makes_no_second_job()
    {
        await using var server = await StartAsync();
        var first = await PostAsync();
        await Ffmpeg.ReachedAsync();
        Assert.Equal(first, await PostAsync());
        Ffmpeg.GoOn();
        await server.Client.CompletedAsync(first);
        Assert.Equal(1, Ffmpeg.Count);

        async Task<string> PostAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs")
            {
                Content = AvatarClient.Form(("user_id", "anita", null), ("video", null, _film), ("audio", null, media.Speech)),
                Headers = { { "Idempotency-Key", "one" } },
            };
            return await server.Client.JobIdAsync(await server.Client.Http.SendAsync(request));
        }
    }

    [Fact]
    public async Task Jobs_that_convert_and_jobs_that_need_not_do_not_keep_each_other_waiting()
    {
        await using var server = await StartAsync("--Scheduler:Ahead=0");
        var heavy = new List<string>();
        for (var i = 0; i < Environment.ProcessorCount + 2; i++)
        {
            heavy.Add(await server.Client.SyncAsync(_film, media.Speech));
        }

        await Ffmpeg.ReachedAsync();
        var avatar = await AvatarAsync(server);
        using var light = await server.Client.Http.PostAsync("/v1/jobs", JsonContent.Create(new { user_id = "ben", video = new { avatar }, text = "Hello.", gender = "female" }));
        await server.Client.CompletedAsync(await server.Client.JobIdAsync(light));
        Assert.Contains("QUEUED", (await server.Client.JobsAsync()).Select(job => job.GetProperty("status").GetString()));
        Assert.DoesNotContain("COMPLETED", (await server.Client.JobsAsync()).Where(job => heavy.Contains(job.GetProperty("job_id").GetString()!)).Select(job => job.GetProperty("status").GetString()));

        Ffmpeg.GoOn();
        foreach (var id in heavy)
        {
            await server.Client.CompletedAsync(id);
        }
    }

    [Fact]
    public async Task A_batchs_video_is_converted_once()
    {
        Ffmpeg.GoOn();
        await using var server = await StartAsync();
        var upload = await UploadAsync(server, _film);
        using var made = await server.Client.Http.PostAsync("/v1/batches", JsonContent.Create(new
        {
            user_id = "anita", video = new { upload }, text = "Hello {name}.", gender = "female", items = new[] { new { name = "Mina" }, new { name = "Ravi" }, new { name = "Tara" } },
        }));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(1, Ffmpeg.Count);
        foreach (var job in await server.Client.JobsAsync())
        {
            await server.Client.CompletedAsync(job.GetProperty("job_id").GetString()!);
        }

        Assert.Equal(1, Ffmpeg.Count);
    }

    [Fact]
    public async Task A_plan_says_that_the_job_will_convert_and_waits_for_no_conversion()
    {
        await using var server = await StartAsync();
        using var answer = await server.Client.Http.PostAsync("/v1/plan", AvatarClient.Form(("user_id", "anita", null), ("video", null, _film), ("audio", null, media.Speech)));
        var plan = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(plan.GetProperty("ok").GetBoolean(), plan.ToString());
        Assert.Equal(["video_unconverted"], plan.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("code").GetString()));
        Assert.Equal(0, Ffmpeg.Count);
    }

    /// <summary>Its header and its first half are right.</summary>
    private string Broken()
    {
        var path = media.Make("broken.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-c:v", "mpeg4", "-q:v", "5", "-movflags", "+faststart");
        using var file = new FileStream(path, FileMode.Open);
        file.Position = file.Length * 3 / 4;
        var noise = new byte[file.Length - file.Position];
        new Random(7).NextBytes(noise);
        file.Write(noise);
        return path;
    }

    private static async Task<string> UploadAsync(ServerProcess server, string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/uploads")
        {
            Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/offset+octet-stream") } },
            Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Length", $"{bytes.Length}" } },
        };
        using var answer = await server.Client.Http.SendAsync(request);
        return answer.Headers.Location!.ToString().Split('/')[^1];
    }

    /// <summary>A video in form, since a copy of it needs no conversion.</summary>
    private async Task<string> AvatarAsync(ServerProcess server)
    {
        using var made = await server.Client.Http.PostAsync("/v1/avatars", AvatarClient.Form(("user_id", "ben", null), ("name", "Ben", null), ("video", null, media.Video)));
        return JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("avatar_id").GetString()!;
    }
}

[Collection(ServerTests.Name)]
public sealed class SqliteConversionTests(SampleMedia media) : ConversionContract(media)
{
    protected override Task<string[]> SettingsAsync() => Task.FromResult<string[]>([]);
}

/// <summary>With PostgreSQL and an object store.</summary>
[Collection(ServerTests.Name)]
public sealed class PostgresConversionTests(SampleMedia media) : ConversionContract(media)
{
    private SwiftStore _swift = null!;
    private string _url = null!;

    protected override async Task<string[]> SettingsAsync()
    {
        _swift = await SwiftStore.Shared;
        _url = await _swift.NewBucketAsync();
        return [$"--Database:Url={await (await PostgresCluster.Shared).NewDatabaseAsync()}", .. SwiftStore.Settings(_url, _swift.Endpoint)];
    }

    /// <summary>Without what tells the tries to store them apart.</summary>
    protected override async Task<IReadOnlyList<string>> StoredAsync(string id) =>
        [.. (await _swift.KeysAsync(_url)).Where(key => key.Contains(id, StringComparison.Ordinal)).Select(key => Path.GetExtension(key)).Order(StringComparer.Ordinal)];
}
