using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

[Collection(ServerTests.Name)]
public sealed class PlanTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>
{
    private AvatarClient Client => running.Client;

    [Fact]
    public async Task A_plan_tells_what_would_be_and_makes_nothing()
    {
        var before = (await Client.JobsAsync()).Count;
        var sideways = media.Make("stereo.wav", "-f", "lavfi", "-i", "sine=f=220:r=44100:d=3", "-ac", "2", "-c:a", "pcm_s16le");

        var plan = await PlanAsync(("user_id", "anita", null), ("video", null, await FilmAsync("one.mp4", 3, _ => 1)), ("audio", null, sideways));

        Assert.True(plan.GetProperty("ok").GetBoolean(), plan.ToString());
        Assert.Equal(("avatar-sync", 3.0, false), (plan.GetProperty("kind").GetString(), plan.GetProperty("output_seconds").GetDouble(), plan.GetProperty("is_estimate").GetBoolean()));
        Assert.Contains("mixed down to mono (had 2 channels)", plan.GetProperty("changes").EnumerateArray().Select(change => change.GetString()));
        Assert.Empty(plan.GetProperty("problems").EnumerateArray());
        Assert.Equal(3.0, plan.GetProperty("faces_looked_at").GetDouble(), 0.3);
        Assert.True(plan.GetProperty("queue_position").GetInt32() >= 1);
        Assert.Equal(before, (await Client.JobsAsync()).Count);
        Assert.Empty(running.Gpu.Submissions);
    }

    [Fact]
    public async Task A_text_is_told_by_its_voice_and_that_voices_pace()
    {
        var plan = await PlanAsync(("user_id", "anita", null), ("text", new string('a', 29) + " " + new string('b', 30), null), ("gender", "female", null), ("video", null, await FilmAsync("two.mp4", 1, _ => 1)));

        Assert.True(plan.GetProperty("is_estimate").GetBoolean());
        Assert.InRange(plan.GetProperty("output_seconds").GetDouble(), 1, 10); // 60 characters
        var voice = plan.GetProperty("voice");
        Assert.Equal("en", voice.GetProperty("language").GetString()![..2]);
        Assert.Contains("preferred female voice", voice.GetProperty("why").GetString());
    }

    [Theory]
    [InlineData("नमस्ते, आप कैसे हैं?", "voice_accent", "American accent")]
    [InlineData("Happy birthday 🎂 Ravi.", "text_left_out", "🎂")]
    public async Task What_a_listener_would_notice_is_a_warning(string text, string code, string told)
    {
        var plan = await PlanAsync(("user_id", "anita", null), ("text", text, null), ("gender", "female", null), ("video", null, await FilmAsync("five.mp4", 1, _ => 1)));

        Assert.True(plan.GetProperty("ok").GetBoolean());
        var problem = Assert.Single(plan.GetProperty("problems").EnumerateArray());
        Assert.Equal((code, "warning"), (problem.GetProperty("code").GetString(), problem.GetProperty("severity").GetString()));
        Assert.Contains(told, problem.GetProperty("sentence").GetString());
        Assert.Equal(JsonValueKind.Null, plan.GetProperty("cost").ValueKind);
    }

    [Fact]
    public async Task Where_nobody_and_where_several_are_seen_is_said_in_seconds()
    {
        // 0–2 s one face, 2–4 s nobody, 4–6 s two.
        var film = await FilmAsync("three.mp4", 6, second => second switch { < 2 => 1, < 4 => 0, _ => 2 });

        var problems = (await PlanAsync(("user_id", "anita", null), ("video", null, film), ("audio", null, media.Speech))).GetProperty("problems").EnumerateArray().ToList();

        Assert.Equal(["no_face", "several_faces"], problems.Select(problem => problem.GetProperty("code").GetString()));
        Assert.All(problems, problem => Assert.Equal("warning", problem.GetProperty("severity").GetString()));
        Assert.Equal([2, 4], problems.Select(problem => problem.GetProperty("from").GetDouble()));
        Assert.Equal([4, 6], problems.Select(problem => problem.GetProperty("to").GetDouble()));
        Assert.Contains("between 0:02 and 0:04", problems[0].GetProperty("sentence").GetString());
    }

    [Theory]
    [InlineData(2, 4, "mouth_hidden", "warning")]
    [InlineData(0, 6, "mouth_hidden", "error")]
    public async Task Where_something_is_before_the_mouth_is_said_in_seconds(int from, int to, string code, string severity)
    {
        var film = await FilmAsync($"hidden-{from}.mp4", 6, _ => 1, (picture, second) =>
        {
            if (second >= from && second < to)
            {
                Cover(picture, 92, 146, 96, (166, 108, 150));
            }
        });

        var plan = await PlanAsync(("user_id", "anita", null), ("video", null, film), ("audio", null, media.Speech));

        var problem = Assert.Single(plan.GetProperty("problems").EnumerateArray());
        Assert.Equal((code, severity), (problem.GetProperty("code").GetString(), problem.GetProperty("severity").GetString()));
        Assert.Equal(severity == "warning", plan.GetProperty("ok").GetBoolean());
        if (severity == "warning")
        {
            Assert.Equal((2, 4), (problem.GetProperty("from").GetDouble(), problem.GetProperty("to").GetDouble()));
            Assert.Contains("not seen between 0:02 and 0:04", problem.GetProperty("sentence").GetString());
        }
    }

    [Theory]
    [InlineData(90, "lies on its side")]
    [InlineData(-90, "lies on its side")]
    [InlineData(180, "stands upside down")]
    [InlineData(130, "lies on its side")]
    [InlineData(30, null)]
    public async Task A_face_that_is_not_upright_is_told(int angle, string? told)
    {
        var film = await FilmAsync($"turned{angle}.mp4", 2, _ => DrawnFace.Draw(480, 270, new DrawnFace(240, 135, 70, angle * MathF.PI / 180)));

        var problems = (await PlanAsync(("user_id", "anita", null), ("video", null, film), ("audio", null, media.Speech))).GetProperty("problems").EnumerateArray().ToList();

        Assert.Equal(told is null ? [] : ["face_turned"], problems.Select(problem => problem.GetProperty("code").GetString()));
        Assert.All(problems, problem => Assert.Contains(told!, problem.GetProperty("sentence").GetString()));
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    [InlineData(1, 2)]
    public async Task A_cut_to_another_person_is_told_with_its_times(int from, int to)
    {
        var film = await FilmAsync($"other{from}.mp4", 6, second =>
        {
            var isOther = second >= from && second < to;
            var picture = DrawnFace.Draw(480, 270, isOther ? new DrawnFace(300, 140, 90) : new DrawnFace(160, 130, 75));
            foreach (ref var v in isOther ? picture.V : [])
            {
                v = (byte)(v - 30);
            }

            return picture;
        });

        var problem = Assert.Single((await PlanAsync(("user_id", "anita", null), ("video", null, film), ("audio", null, media.Speech))).GetProperty("problems").EnumerateArray());

        Assert.Equal(("other_person", from, to), (problem.GetProperty("code").GetString(), problem.GetProperty("from").GetDouble(), problem.GetProperty("to").GetDouble()));
    }

    [Theory]
    [InlineData(140, 9)]
    [InlineData(143, 11)]
    [InlineData(136, 13)]
    public async Task A_finger_on_the_lips_is_told(int x, int half)
    {
        var film = await FilmAsync($"finger{x}.mp4", 6, second =>
        {
            var picture = DrawnFace.Draw(480, 270, new DrawnFace(140, 130, 75));
            if (second is 2 or 3)
            {
                Cover(picture, x - half, 150, 2 * half, (138, 112, 148));
            }

            return picture;
        });

        var problem = Assert.Single((await PlanAsync(("user_id", "anita", null), ("video", null, film), ("audio", null, media.Speech))).GetProperty("problems").EnumerateArray());

        Assert.Equal(("mouth_hidden", 2, 4), (problem.GetProperty("code").GetString(), problem.GetProperty("from").GetDouble(), problem.GetProperty("to").GetDouble()));
    }

    [Fact]
    public async Task A_video_without_any_face_would_fail()
    {
        var plan = await PlanAsync(("user_id", "anita", null), ("video", null, media.Video), ("audio", null, media.Speech));

        Assert.False(plan.GetProperty("ok").GetBoolean());
        var problem = Assert.Single(plan.GetProperty("problems").EnumerateArray());
        Assert.Equal(("no_face", "error"), (problem.GetProperty("code").GetString(), problem.GetProperty("severity").GetString()));
    }

    [Fact]
    public async Task Clipped_silent_and_missing_speech_are_told_beside_what_the_video_shows()
    {
        var face = await FilmAsync("four.mp4", 1, _ => 1);
        var loud = media.Make("loud.wav", "-f", "lavfi", "-i", "sine=f=220:r=16000:d=3,volume='if(between(t,1,2),40,0.5)':eval=frame", "-c:a", "pcm_s16le");
        var silent = media.Make("none.wav", "-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono", "-t", "1");

        var clipped = Assert.Single((await PlanAsync(("user_id", "u", null), ("video", null, face), ("audio", null, loud))).GetProperty("problems").EnumerateArray());
        Assert.Equal(("audio_clipped", "warning"), (clipped.GetProperty("code").GetString(), clipped.GetProperty("severity").GetString()));
        Assert.Equal(1, clipped.GetProperty("from").GetDouble(), 0.15);
        Assert.Equal(2, clipped.GetProperty("to").GetDouble(), 0.15);

        Assert.Equal(["no_face", "audio_silent"], await CodesAsync(("user_id", "u", null), ("video", null, media.Video), ("audio", null, silent)));
        Assert.Equal(["speech_missing"], await CodesAsync(("user_id", "u", null), ("video", null, face)));
        Assert.Equal(["voice_unknown"], await CodesAsync(("user_id", "u", null), ("video", null, face), ("text", "Hello.", null), ("voice", "nobody", null)));
        Assert.Equal(["video_missing"], await CodesAsync(("user_id", "u", null), ("text", "Hello.", null)));
    }

    [Fact]
    public async Task What_cannot_be_read_is_an_error()
    {
        using var answer = await Client.Http.PostAsJsonAsync("/v1/plan", new { user_id = "u", nonsense = 1 });
        Assert.Equal((HttpStatusCode.BadRequest, "json_invalid"), (answer.StatusCode, (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString()));
    }

    private async Task<IEnumerable<string?>> CodesAsync(params (string, string?, string?)[] parts)
    {
        var plan = await PlanAsync(parts);
        Assert.False(plan.GetProperty("ok").GetBoolean());
        return plan.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_video_is_looked_at_once_however_often_the_text_changes()
    {
        var upload = await UploadAsync(await FilmAsync("again.mp4", 4, second => second < 2 ? 1 : 0));
        var first = await PlanAsync(upload, "Good morning.");
        var parts = Directory.EnumerateFiles(running.Storage, "*.part", SearchOption.AllDirectories).Where(part => part.Contains(upload, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(parts);
        parts.ForEach(File.Delete); // whoever fetched it now would find nothing

        var second = await PlanAsync(upload, "Good morning, and welcome to our course.");

        Assert.True(second.GetProperty("output_seconds").GetDouble() > first.GetProperty("output_seconds").GetDouble());
        Assert.Equal("no_face", Assert.Single(second.GetProperty("problems").EnumerateArray()).GetProperty("code").GetString());
        foreach (var property in new[] { "problems", "changes", "faces_looked_at" })
        {
            Assert.Equal(first.GetProperty(property).ToString(), second.GetProperty(property).ToString());
        }

        using var gone = new HttpRequestMessage(HttpMethod.Delete, $"/v1/uploads/{upload}") { Headers = { { "Tus-Resumable", "1.0.0" } } };
        (await Client.Http.SendAsync(gone)).EnsureSuccessStatusCode();
        Assert.Equal("upload_unknown", Assert.Single((await PlanAsync(upload, "Hello.")).GetProperty("problems").EnumerateArray()).GetProperty("code").GetString());
    }

    private async Task<string> UploadAsync(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/uploads") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Length", $"{bytes.Length}");
        request.Content.Headers.ContentType = new("application/offset+octet-stream");
        using var answer = await Client.Http.SendAsync(request);
        return answer.EnsureSuccessStatusCode().Headers.Location!.ToString().Split('/')[^1];
    }

    private async Task<JsonElement> PlanAsync(string upload, string text)
    {
        using var answer = await Client.Http.PostAsJsonAsync("/v1/plan", new { user_id = "anita", video = new { upload }, text });
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> PlanAsync(params (string, string?, string?)[] parts)
    {
        using var answer = await Client.Http.PostAsync("/v1/plan", AvatarClient.Form(parts));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>Lays a block of one colour over a picture, down to below the chin.</summary>
    private static void Cover(LipSync.Core.YuvFrame picture, int left, int top, int width, (byte Y, byte U, byte V) colour)
    {
        for (var y = top; y < 220; y++)
        {
            picture.Y.Slice((y * 480) + left, width).Fill(colour.Y);
            picture.U.Slice((y / 2 * 240) + (left / 2), width / 2).Fill(colour.U);
            picture.V.Slice((y / 2 * 240) + (left / 2), width / 2).Fill(colour.V);
        }
    }

    /// <summary>A film of drawn people, so many in each second.</summary>
    private Task<string> FilmAsync(string name, int seconds, Func<int, int> people, Action<LipSync.Core.YuvFrame, int>? draw = null)
    {
        DrawnFace[] both = [new(140, 130, 75), new(350, 130, 70)];
        return FilmAsync(name, seconds, second =>
        {
            var picture = DrawnFace.Draw(480, 270, both[..people(second)]);
            draw?.Invoke(picture, second);
            return picture;
        });
    }

    /// <summary>A film of a still picture for each second.</summary>
    private async Task<string> FilmAsync(string name, int seconds, Func<int, LipSync.Core.YuvFrame> draw)
    {
        const int Width = 480, Height = 270, Rate = 20;
        var path = Path.Combine(Path.GetDirectoryName(media.Video)!, name);
        using var ffmpeg = Process.Start(new ProcessStartInfo(
            "ffmpeg",
            ["-nostdin", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", $"{Width}x{Height}", "-r", $"{Rate}", "-i", "pipe:0", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", path])
        { RedirectStandardInput = true })!;
        for (var second = 0; second < seconds; second++)
        {
            var picture = draw(second);
            for (var i = 0; i < Rate; i++)
            {
                await ffmpeg.StandardInput.BaseStream.WriteAsync(picture.Data);
            }
        }

        ffmpeg.StandardInput.Close();
        await ffmpeg.WaitForExitAsync();
        Assert.Equal(0, ffmpeg.ExitCode);
        return path;
    }
}
