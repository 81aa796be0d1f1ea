using System.Net;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

/// <summary>Uploads that get no turn soon are sent away, and nothing of them stays.</summary>
[Collection(ServerTests.Name)]
public sealed class BusyIntakeTests(SampleMedia media) : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task While_every_slot_is_taken_each_endpoint_says_when_to_come_again_and_afterwards_takes_the_file()
    {
        var picture = media.Make("picture.png", "-f", "lavfi", "-i", "testsrc2=s=320x240:d=0.04", "-frames:v", "1");
        var ffmpeg = new HeldConversions(_sandbox);
        await using var server = await ServerProcess.StartAsync(_sandbox.Folder, "api", ffmpeg.Environment, "--Limits:MaxIntakeWait=00:00:01");
        var http = server.Client.Http;
        var holders = new List<Task<HttpResponseMessage>>();
        for (var user = 0; user < Math.Max(2, Environment.ProcessorCount); user++)
        {
            holders.Add(http.PostAsync("/v1/avatars", Avatar($"holder-{user}")));
            await Eventually.HoldsAsync(() => ffmpeg.Count == holders.Count);
        }

        foreach (var (path, form) in new[]
        {
            ("/v1/avatars", Avatar("anita")),
            ("/v1/jobs", Text()),
            ("/feature1/create-job?user_id=anita", AvatarClient.Form(("video", null, picture), ("audio", null, media.Speech))),
            ("/feature2/text-to-avatar", Text()),
        })
        {
            using var answer = await http.PostAsync(path, form);
            Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{path}: {answer.StatusCode}");
            Assert.Equal("intake_busy", (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString());
            Assert.Equal(TimeSpan.FromSeconds(30), answer.Headers.RetryAfter?.Delta);
        }

        using var plan = await http.PostAsync("/v1/plan", Text());
        var problem = JsonDocument.Parse(await plan.Content.ReadAsStringAsync()).RootElement.GetProperty("problems").EnumerateArray().First();
        Assert.Equal(("intake_busy", "error"), (problem.GetProperty("code").GetString(), problem.GetProperty("severity").GetString()));

        Assert.Equal("[]", await http.GetStringAsync("/feature1/jobs"));
        ffmpeg.GoOn();
        foreach (var holder in holders)
        {
            Assert.Equal(HttpStatusCode.Created, (await holder).StatusCode);
        }

        using var again = await http.PostAsync("/v1/avatars", Avatar("anita"));
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);

        MultipartFormDataContent Text() => AvatarClient.Form(("user_id", "anita", null), ("text", "Hello.", null), ("gender", "female", null), ("video", null, picture));

        MultipartFormDataContent Avatar(string user) => AvatarClient.Form(("user_id", user, null), ("name", "Anita", null), ("video", null, picture));
    }
}
