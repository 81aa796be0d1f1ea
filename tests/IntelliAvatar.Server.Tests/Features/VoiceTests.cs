using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

[Collection(ServerTests.Name)]
public sealed class VoiceTests
{
    [Fact]
    public async Task A_voice_can_be_heard_and_is_made_once_until_too_many_are_asked_for()
    {
        using var sandbox = new Sandbox();
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "api", "--Speech:PreviewsPerMinute=3");
        var http = server.Client.Http;
        var voices = JsonDocument.Parse(await http.GetStringAsync("/v1/voices")).RootElement.EnumerateArray().ToList();
        var flite = voices.First(voice => voice.GetProperty("provider").GetString() == "flite");
        Assert.Contains(flite.GetProperty("gender").GetString(), new[] { "male", "female" });
        Assert.NotEmpty(flite.GetProperty("languages").EnumerateArray());
        var preview = flite.GetProperty("preview").GetString()!;

        using var first = await http.GetAsync(preview);
        Assert.Equal((HttpStatusCode.OK, "audio/wav"), (first.StatusCode, first.Content.Headers.ContentType!.MediaType));
        var sound = await first.Content.ReadAsByteArrayAsync();
        Assert.Equal("RIFF"u8.ToArray(), sound[..4]);

        // Kept: it is no turn, however often it is asked for.
        for (var i = 0; i < 5; i++)
        {
            using var again = await http.GetAsync(preview);
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);
            Assert.True(again.Headers.Contains("Age"));
            Assert.Equal(sound, await again.Content.ReadAsByteArrayAsync());
        }

        using var said = await http.PostAsJsonAsync(preview, new { text = "Something else." });
        Assert.Equal(HttpStatusCode.OK, said.StatusCode);
        Assert.NotEqual(sound, await said.Content.ReadAsByteArrayAsync());
        using var tooLong = await http.PostAsJsonAsync(preview, new { text = new string('a', 301) });
        Assert.Equal("text_too_long", (await AvatarClient.ProblemAsync(tooLong)).GetProperty("code").GetString());

        using var tooOften = await http.PostAsJsonAsync(preview, new { text = "Once more." });
        Assert.Equal(HttpStatusCode.TooManyRequests, tooOften.StatusCode);
        Assert.Equal("too_many_requests", (await AvatarClient.ProblemAsync(tooOften)).GetProperty("code").GetString());
        Assert.InRange(tooOften.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 20);
        using var kept = await http.GetAsync(preview);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
    }

    [Fact]
    public async Task Every_voice_introduces_itself_in_each_of_its_languages()
    {
        using var sandbox = new Sandbox();
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "api", "--Speech:PreviewsPerMinute=10000");
        var http = server.Client.Http;
        foreach (var language in new[] { "hi", "de", "ta", "ka", "ja", "cy" })
        {
            using var heard = await http.GetAsync($"/v1/voices/espeak-{language}-female/preview");
            if (heard.StatusCode != HttpStatusCode.NotFound)
            {
                Assert.True(heard.StatusCode == HttpStatusCode.OK, $"{language}: {await heard.Content.ReadAsStringAsync()}");
            }
        }

        using var unknown = await http.GetAsync("/v1/voices/nobody/preview");
        Assert.Equal((HttpStatusCode.NotFound, "voice_unknown"), (unknown.StatusCode, (await AvatarClient.ProblemAsync(unknown)).GetProperty("code").GetString()));
        using var foreign = await http.GetAsync("/v1/voices/flite-slt/preview?language=qqq");
        Assert.Equal("language_unsupported", (await AvatarClient.ProblemAsync(foreign)).GetProperty("code").GetString());
    }
}
