using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

[Collection(ServerTests.Name)]
public sealed class SpeechCheckTests(RunningServer running) : IClassFixture<RunningServer>
{
    private HttpClient Http => running.Client.Http;

    [Fact]
    public async Task Each_sentence_is_shown_as_it_is_said_and_what_is_not_said_is_named()
    {
        var check = await CheckAsync(new { text = "The flat costs ₹25,00,000 👍🏽. Dr. Rao said 漢字.", voice = "flite-slt" });

        Assert.Equal(("en", "flite-slt"), (check.GetProperty("language").GetString(), check.GetProperty("voice").GetString()));
        Assert.Equal(
            [("The flat costs ₹25,00,000.", "The flat costs twenty-five lakh rupees."), ("Dr. Rao said 漢字.", "Doctor Rao said.")],
            check.GetProperty("sentences").EnumerateArray().Select(sentence => (sentence.GetProperty("text").GetString()!.Replace(" .", ".", StringComparison.Ordinal), sentence.GetProperty("spoken").GetString()!)));
        Assert.Equal(["👍🏽", "漢字"], check.GetProperty("left_out").EnumerateArray().Select(left => left.GetProperty("piece").GetString()));
        Assert.All(check.GetProperty("left_out").EnumerateArray(), left => Assert.EndsWith(".", left.GetProperty("why").GetString(), StringComparison.Ordinal));
        Assert.Empty(running.Gpu.Submissions);
    }

    [Theory]
    [InlineData("Use a 10 kΩ resistor between the two pins and then switch the power on.", "en")]
    [InlineData("α is the angle.", "en")]
    [InlineData("Google Meet पर कल मिलते हैं।", "hi")]
    public async Task The_language_is_that_of_most_words(string text, string language) =>
        Assert.Equal(language, (await CheckAsync(new { text })).GetProperty("language").GetString());

    [Theory]
    [InlineData("""{"text": ""}""", HttpStatusCode.UnprocessableEntity, "text_empty")]
    [InlineData("""{"text": "Hello", "voice": "nobody"}""", HttpStatusCode.UnprocessableEntity, "voice_unknown")]
    [InlineData("""{"text": "漢字", "language": "en"}""", HttpStatusCode.UnprocessableEntity, "text_language_mismatch")]
    [InlineData("""{"words": "Hello"}""", HttpStatusCode.BadRequest, "json_invalid")]
    public async Task What_cannot_be_said_is_refused_as_for_a_job(string body, HttpStatusCode status, string code)
    {
        using var answer = await Http.PostAsync("/v1/speech/check", new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    private async Task<JsonElement> CheckAsync(object wish)
    {
        using var answer = await Http.PostAsJsonAsync("/v1/speech/check", wish);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
