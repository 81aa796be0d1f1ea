using System.Net;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

[Collection(ServerTests.Name)]
public sealed class AvatarSyncTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>
{
    private AvatarClient Client => running.Client;

    [Fact]
    public async Task A_video_and_an_audio_become_a_video()
    {
        var answer = await Client.PostSyncAsync(media.Video, media.Speech);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var id = body.GetProperty("job_id").GetString()!;
        Assert.Equal(["job_id", "status"], body.EnumerateObject().Select(property => property.Name));
        Assert.Equal("QUEUED", body.GetProperty("status").GetString());

        var job = await Client.CompletedAsync(id);

        Assert.Equal("anita", job.GetProperty("user_id").GetString());
        Assert.Equal("Avatar Sync Studio", job.GetProperty("feature").GetString());
        Assert.Equal($"uploads/{id}/{id}.mp4", job.GetProperty("input_video").GetString());
        Assert.Equal($"uploads/{id}/{id}.wav", job.GetProperty("input_audio").GetString());
        Assert.Equal($"outputs/{id}.mp4", job.GetProperty("output_video").GetString());
        foreach (var time in new[] { "created_at", "started_at", "completed_at" })
        {
            Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", job.GetProperty(time).GetString());
        }

        using var video = await Client.Http.GetAsync($"/feature1/download/{id}");
        Assert.Equal("video/mp4", video.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"attachment; filename=\"{id}.mp4\"", video.Content.Headers.NonValidated["Content-Disposition"].ToString());
        Assert.Equal(running.Gpu.Result, await video.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_feature_of_the_clients_own_name_is_kept()
    {
        var id = await Client.JobIdAsync(await Client.PostSyncAsync(media.Video, media.Speech, "?user_id=u&feature=Birthday%20wishes"));
        Assert.Equal("Birthday wishes", (await Client.JobAsync(id)).GetProperty("feature").GetString());
    }

    [Fact]
    public async Task A_part_of_the_video_can_be_had_by_its_range()
    {
        var id = await Client.SyncAsync(media.Video, media.Speech);
        await Client.CompletedAsync(id);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/feature1/download/{id}") { Headers = { Range = new(4, 7) } };
        using var part = await Client.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("ftyp"u8.ToArray(), await part.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_part_of_something_else_is_not_given()
    {
        var id = await Client.SyncAsync(media.Video, media.Speech);
        await Client.CompletedAsync(id);

        using var head = await Client.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/feature1/download/{id}"));
        using var same = new HttpRequestMessage(HttpMethod.Get, $"/feature1/download/{id}") { Headers = { Range = new(4, 7), IfRange = new(head.Headers.ETag!) } };
        using var other = new HttpRequestMessage(HttpMethod.Get, $"/feature1/download/{id}") { Headers = { Range = new(4, 7), IfRange = new("\"another\"") } };

        Assert.Equal((HttpStatusCode.OK, running.Gpu.Result.Length), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Equal(HttpStatusCode.PartialContent, (await Client.Http.SendAsync(same)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Client.Http.SendAsync(other)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?user_id=")]
    [InlineData("?user_id=%20")]
    public async Task Nobody_has_no_jobs(string query)
    {
        using var answer = await Client.PostSyncAsync(media.Video, media.Speech, query);
        Assert.Equal("user_id_missing", (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_name_that_is_a_path_stays_outside()
    {
        using var form = new MultipartFormDataContent
        {
            { new StreamContent(File.OpenRead(media.Video)), "video", "../../../escaped.mp4" },
            { new StreamContent(File.OpenRead(media.Speech)), "audio", "/tmp/-i.wav" },
        };
        await Client.CompletedAsync(await Client.JobIdAsync(await Client.Http.PostAsync("/feature1/create-job?user_id=u", form)));

        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.GetDirectoryName(running.Storage)!, "*", SearchOption.AllDirectories),
            file => file.Contains("escaped", StringComparison.Ordinal));
    }

    public static TheoryData<string, int, string> Refusals => new()
    {
        { "no user", 422, "user_id_missing" },
        { "long user", 422, "user_id_too_long" },
        { "no video", 422, "video_missing" },
        { "no audio", 422, "audio_missing" },
        { "empty video", 422, "video_empty" },
        { "text as video", 422, "video_unreadable" },
        { "two videos", 422, "form_duplicate" },
        { "large video", 413, "video_too_large" },
        { "large audio", 413, "audio_too_large" },
        { "silent audio", 422, "audio_silent" },
        { "long audio", 422, "audio_too_long" },
        { "json", 415, "form_expected" },
        { "broken form", 400, "form_broken" },
        { "huge request", 413, "upload_too_large" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Bad_input_gets_a_problem_with_its_code_and_leaves_nothing(string input, int status, string code)
    {
        var before = (await Client.JobsAsync()).Count;

        using var answer = await SendAsync(input);
        var problem = await AvatarClient.ProblemAsync(answer);

        Assert.Equal((status, code), ((int)answer.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Equal(before, (await Client.JobsAsync()).Count);
        await Eventually.HoldsAsync(() => !Directory.EnumerateFiles(Path.Combine(running.Storage, "tmp"), "*.upload", SearchOption.AllDirectories).Any());
    }

    private Task<HttpResponseMessage> SendAsync(string input)
    {
        const string Url = "/feature1/create-job?user_id=u";
        Task<HttpResponseMessage> PostAsync(params (string, string?, string?)[] parts) => Client.Http.PostAsync(Url, AvatarClient.Form(parts));
        return input switch
        {
            "no user" => Client.PostSyncAsync(media.Video, media.Speech, ""),
            "long user" => Client.PostSyncAsync(media.Video, media.Speech, $"?user_id={new string('u', 201)}"),
            "no video" => PostAsync(("audio", null, media.Speech)),
            "no audio" => PostAsync(("video", null, media.Video)),
            "empty video" => PostAsync(("video", null, MakeFile("empty.mp4", 0)), ("audio", null, media.Speech)),
            "text as video" => PostAsync(("video", null, MakeText()), ("audio", null, media.Speech)),
            "two videos" => PostAsync(("video", null, media.Video), ("video", null, media.Video), ("audio", null, media.Speech)),
            "large video" => PostAsync(("video", null, MakeFile("large.mp4", 3_000_001)), ("audio", null, media.Speech)),
            "large audio" => PostAsync(("video", null, media.Video), ("audio", null, MakeFile("large.wav", 1_000_001))),
            "silent audio" => PostAsync(("video", null, media.Video), ("audio", null, media.Make("silent.wav", "-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono", "-t", "1"))),
            "long audio" => PostAsync(("video", null, media.Video), ("audio", null, media.Make("long.wav", "-f", "lavfi", "-i", "sine=r=8000:d=21"))),
            "json" => Client.Http.PostAsync(Url, new StringContent("{}", null, "application/json")),
            "broken form" => Client.Http.PostAsync(Url, Broken()),
            "huge request" => Client.Http.PostAsync(Url, AvatarClient.Form(("video", null, MakeFile("huge.mp4", 30_000_000)))),
            _ => throw new ArgumentOutOfRangeException(nameof(input)),
        };
    }

    private string MakeFile(string name, int bytes)
    {
        var path = Path.Combine(Path.GetDirectoryName(media.Video)!, name);
        File.WriteAllBytes(path, new byte[bytes]);
        return path;
    }

    private string MakeText()
    {
        var path = MakeFile("text.mp4", 0);
        File.WriteAllText(path, "This is not a video, whatever its name says.");
        return path;
    }

    private static ByteArrayContent Broken()
    {
        var content = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"video\"; filename=\"v\"\r\n\r\nhalf"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        return content;
    }
}
