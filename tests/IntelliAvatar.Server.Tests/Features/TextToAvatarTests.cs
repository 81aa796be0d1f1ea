using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

[Collection(ServerTests.Name)]
public sealed class TextToAvatarTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>
{
    private AvatarClient Client => running.Client;

    private Task<HttpResponseMessage> PostAsync(params (string Name, string? Text, string? File)[] parts) =>
        Client.Http.PostAsync("/feature2/text-to-avatar", AvatarClient.Form([.. parts, ("video", null, media.Video)]));

    [Theory]
    [InlineData("Good morning, Bob.", "female")]
    [InlineData("नमस्ते, आप कैसे हैं?", "male")]
    public async Task A_text_becomes_speech_once_and_its_phones_reach_the_engine(string text, string gender)
    {
        running.Gpu.AsOurs();
        running.Gpu.Submissions.Clear();
        running.Gpu.OnGenerate = FakeModelServer.Always(200, """{"status":"error","message":"out of memory"}""");

        var answer = await PostAsync(("user_id", "anita", null), ("text", text, null), ("gender", gender, null));
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(["status", "job_id", "message"], body.EnumerateObject().Select(property => property.Name));
        var id = await Client.JobIdAsync(answer);
        var failed = await Client.EndAsync(id);

        // The fake never succeeds, so the speech was needed again and again; it was made once.
        Assert.Equal("FAILED", failed.GetProperty("status").GetString());
        Assert.Equal("Text-to-Avatar Studio", failed.GetProperty("feature").GetString());
        Assert.Equal($"uploads/{id}/{id}.wav", failed.GetProperty("input_audio").GetString());
        var submissions = running.Gpu.Submissions.ToArray();
        Assert.True(submissions.Length > 1);
        Assert.Single(submissions.Select(submission => submission.AudioLength).Distinct());
        Assert.All(submissions, submission => Assert.Contains("\n", submission.Phones));
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { "no text", "text_empty" },
        { "blank", "text_empty" },
        { "emoji", "text_unspeakable" },
        { "long", "text_too_long" },
        { "nobody", "voice_missing" },
        { "gender", "gender_unknown" },
        { "voice", "voice_unknown" },
        { "language", "language_unsupported" },
        { "user", "user_id_missing" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_cannot_be_spoken_is_refused_at_once(string what, string code)
    {
        var (user, text) = (("user_id", "u", (string?)null), ("text", "Hello.", (string?)null));
        using var answer = what switch
        {
            "no text" => await PostAsync(user, ("gender", "male", null)),
            "blank" => await PostAsync(user, ("text", " \n ", null), ("gender", "male", null)),
            "emoji" => await PostAsync(user, ("text", "🙂 …!", null), ("gender", "male", null)),
            "long" => await PostAsync(user, ("text", new string('a', 501), null), ("gender", "male", null)),
            "nobody" => await PostAsync(user, text),
            "gender" => await PostAsync(user, text, ("gender", "robot", null)),
            "voice" => await PostAsync(user, text, ("voice", "nobody", null)),
            "language" => await PostAsync(user, text, ("gender", "male", null), ("language", "tlh", null)),
            _ => await PostAsync(text, ("gender", "male", null)),
        };

        var problem = await AvatarClient.ProblemAsync(answer);
        Assert.Equal((422, code), ((int)answer.StatusCode, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task The_voices_are_listed()
    {
        var voices = JsonDocument.Parse(await Client.Http.GetStringAsync("/v1/voices")).RootElement.EnumerateArray().ToList();

        Assert.Contains(voices, voice => voice.GetProperty("provider").GetString() == "flite");
        Assert.Contains(voices, voice => voice.GetProperty("provider").GetString() == "espeak");
        Assert.DoesNotContain(voices, voice => voice.GetProperty("provider").GetString() == "sarvam");
    }
}
