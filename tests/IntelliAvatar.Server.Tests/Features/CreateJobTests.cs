using System.Net;
using System.Text;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

[Collection(ServerTests.Name)]
public sealed class CreateJobTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>
{
    private AvatarClient Client => running.Client;

    [Fact]
    public async Task A_form_with_audio_becomes_an_avatar_sync_job()
    {
        using var answer = await PostAsync(("user_id", "anita", null), ("priority", "3", null), ("video", null, media.Video), ("audio", null, media.Speech));
        var job = await CreatedAsync(answer);

        Assert.Equal(("avatar-sync", "Avatar Sync Studio", "anita", 3), (Text(job, "kind"), Text(job, "feature"), Text(job, "user_id"), job.GetProperty("priority").GetInt32()));
        Assert.Equal($"/v1/jobs/{Text(job, "job_id")}", answer.Headers.Location!.ToString());
        await Client.CompletedAsync(Text(job, "job_id"));
    }

    [Fact]
    public async Task A_form_with_text_becomes_a_text_to_avatar_job()
    {
        var job = await CreatedAsync(await PostAsync(("user_id", "anita", null), ("feature", "Wishes", null), ("text", "Hello.", null), ("video", null, media.Video)));

        Assert.Equal(("text-to-avatar", "Wishes", "Hello."), (Text(job, "kind"), Text(job, "feature"), job.GetProperty("speech").GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Uploads_may_be_named_twice()
    {
        var (video, audio) = (await UploadAsync(media.Video), await UploadAsync(media.Speech));
        var order = $$"""{"user_id": "anita", "video": {"upload": "{{video}}"}, "audio": {"upload": "{{audio}}"}, "priority": 1}""";

        var (first, second) = (await CreatedAsync(await PostAsync(order)), await CreatedAsync(await PostAsync(order)));

        Assert.NotEqual(Text(first, "job_id"), Text(second, "job_id"));
        await Client.CompletedAsync(Text(first, "job_id"));
        await Client.CompletedAsync(Text(second, "job_id"));
    }

    public static TheoryData<string, int, string> Refusals => new()
    {
        { """{"user_id": "u", "text": "Hello."}""", 422, "video_missing" },
        { """{"user_id": "u", "video": {}, "text": "Hello."}""", 422, "video_missing" },
        { """{"user_id": "u", "video": {"upload": "VIDEO"}}""", 422, "speech_missing" },
        { """{"user_id": "u", "video": {"upload": "VIDEO"}, "audio": {"upload": "AUDIO"}, "text": "Hello."}""", 422, "speech_ambiguous" },
        { """{"user_id": "u", "video": {"upload": "VIDEO", "avatar": "x"}, "text": "Hello."}""", 422, "video_ambiguous" },
        { """{"user_id": "u", "video": {"avatar": "x"}, "text": "Hello."}""", 422, "avatar_unknown" },
        { """{"user_id": "u", "video": {"upload": "x"}, "text": "Hello."}""", 422, "upload_unknown" },
        { """{"user_id": "u", "video": {"upload": "HALF"}, "text": "Hello."}""", 409, "upload_unfinished" },
        { """{"user_id": "u", "video": {"upload": "VIDEO"}, "audio": {"avatar": "x"}}""", 422, "audio_invalid" },
        { """{"user_id": "u", "video": {"upload": "AUDIO"}, "text": "Hello."}""", 422, "video_unreadable" },
        { """{"user_id": "u", "video": {"upload": "VIDEO"}, "text": "Hello.", "voice": "nobody"}""", 422, "voice_unknown" },
        { """{"user_id": "u", "video": {"upload": "VIDEO"}, "text": "   "}""", 422, "text_empty" },
        { """{"user_id": " ", "video": {"upload": "VIDEO"}, "text": "Hello."}""", 422, "user_id_missing" },
        { """{"user_id": "u", "video": {"upload": "VIDEO"}, "text": "Hello.", "priority": 101}""", 422, "priority_invalid" },
        { """{"user_id": "u", "video": {"upload": "VIDEO"}, "text": "Hello.", "status": "COMPLETED"}""", 400, "json_invalid" },
        { """{"video": {"upload": "VIDEO"}, "text": "Hello."}""", 400, "json_invalid" },
        { "{", 400, "json_invalid" },
        { "null", 400, "json_invalid" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_cannot_be_made_is_said_and_makes_nothing(string order, int status, string code)
    {
        var before = (await Client.JobsAsync()).Count;
        if (order.Contains("VIDEO", StringComparison.Ordinal))
        {
            order = order.Replace("VIDEO", await UploadAsync(media.Video), StringComparison.Ordinal);
        }

        if (order.Contains("AUDIO", StringComparison.Ordinal))
        {
            order = order.Replace("AUDIO", await UploadAsync(media.Speech), StringComparison.Ordinal);
        }

        if (order.Contains("HALF", StringComparison.Ordinal))
        {
            order = order.Replace("HALF", await UploadAsync(media.Speech, announce: 1), StringComparison.Ordinal);
        }

        using var answer = await PostAsync(order);

        Assert.Equal((status, code), ((int)answer.StatusCode, (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString()));
        Assert.Equal(before, (await Client.JobsAsync()).Count);
    }

    [Fact]
    public async Task The_same_order_under_one_key_is_one_job_however_often_it_comes()
    {
        var before = (await Client.JobsAsync()).Count;
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PostFormAsync(key, media.Speech)));

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, answer.StatusCode.ToString()));
        var ids = await Task.WhenAll(answers.Where(answer => answer.StatusCode == HttpStatusCode.Created).Append(await PostFormAsync(key, media.Speech)).Select(IdAsync));
        Assert.Single(ids.Distinct());
        Assert.Equal(before + 1, (await Client.JobsAsync()).Count);

        var other = media.Make("other.wav", "-f", "lavfi", "-i", "sine=f=330:r=16000:d=1", "-c:a", "pcm_s16le");
        Assert.Equal("idempotency_key_reused", (await AvatarClient.ProblemAsync(await PostFormAsync(key, other))).GetProperty("code").GetString());
    }

    private async Task<HttpResponseMessage> PostFormAsync(string key, string speech)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs") { Content = AvatarClient.Form(("user_id", "keys", null), ("video", null, media.Video), ("audio", null, speech)) };
        request.Headers.Add("Idempotency-Key", key);
        return await Client.Http.SendAsync(request);
    }

    private static async Task<string> IdAsync(HttpResponseMessage answer) => Text(await CreatedAsync(answer), "job_id");

    private Task<HttpResponseMessage> PostAsync(params (string, string?, string?)[] parts) => Client.Http.PostAsync("/v1/jobs", AvatarClient.Form(parts));

    private Task<HttpResponseMessage> PostAsync(string json) => Client.Http.PostAsync("/v1/jobs", new StringContent(json, Encoding.UTF8, "application/json"));

    private static async Task<JsonElement> CreatedAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private async Task<string> UploadAsync(string file, int announce = 0)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/uploads") { Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/offset+octet-stream") } } };
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Length", $"{bytes.Length + announce}");
        using var created = await Client.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return created.Headers.Location!.ToString().Split('/')[^1];
    }

    private static string Text(JsonElement job, string name) => job.GetProperty(name).GetString()!;
}
