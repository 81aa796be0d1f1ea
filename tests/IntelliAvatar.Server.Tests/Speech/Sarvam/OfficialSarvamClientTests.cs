using System.Text.Json;
using System.Text.Json.Nodes;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Speech.Sarvam;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Speech.Sarvam;

/// <summary>The fake, and with it our own requests, are held to Sarvam's own client.</summary>
public sealed class OfficialSarvamClientTests : IAsyncLifetime
{
    private static readonly NpmPackage Client = new("sarvamai", "1.1.10");
    private FakeSarvam _sarvam = null!;

    public async Task InitializeAsync() => _sarvam = await FakeSarvam.StartAsync();

    public async Task DisposeAsync() => await _sarvam.DisposeAsync();

    [Fact]
    public async Task Our_request_is_the_one_that_the_official_client_sends()
    {
        await using var sandbox = new SpeechSandbox(_sarvam.Settings());
        await sandbox.SpokenAsync(new SpeechRequest("Hello there.", Gender: "female", Language: "en"));
        var ours = Assert.Single(_sarvam.Calls);
        _sarvam.Calls.Clear();

        var answer = await SpeakAsync(ours.Body);

        var theirs = Assert.Single(_sarvam.Calls);
        Assert.Equal(ours.Key, theirs.Key);
        Assert.True(JsonNode.DeepEquals(ours.Body, theirs.Body));
        Assert.Equal(FakeSarvam.Wav(24000, 0.5).Length, (int)answer["bytes"]![0]!);
    }

    [Fact]
    public async Task Every_speaker_and_language_of_ours_is_known_to_the_official_client()
    {
        var known = await SpeakAsync(Request());
        var speakers = known["speakers"].Deserialize<string[]>()!;
        foreach (var model in new[] { SarvamSpeakers.V2, SarvamSpeakers.V3 })
        {
            Assert.Subset(speakers.ToHashSet(), SarvamSpeakers.Of(new SarvamOptions { Model = model }).Select(speaker => speaker.Name).ToHashSet());
        }

        Assert.Equal(
            known["languages"].Deserialize<string[]>()!.Order(),
            SarvamSpeakers.Languages.Select(language => language == "or" ? "od-IN" : $"{language}-IN").Order());
    }

    public static TheoryData<string, string, string, int, string> Refused => new()
    {
        { "a field of the language with the old name", """{"language_code": null, "target_language_code": "en-IN"}""", "BadRequestError", 400, "invalid_request_error" },
        { "a language of another country", """{"language_code": "en-US"}""", "BadRequestError", 400, "invalid_request_error" },
        { "a speaker of another model", """{"speaker": "simran_en_narration"}""", "BadRequestError", 400, "invalid_request_error" },
        { "preprocessing for v3", """{"enable_preprocessing": true}""", "BadRequestError", 400, "invalid_request_error" },
        { "an unknown model", """{"model": "bulbul:v9"}""", "BadRequestError", 400, "invalid_request_error" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task The_official_client_understands_how_the_fake_refuses(string what, string change, string error, int status, string code)
    {
        var request = Request();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            request[name] = value?.DeepClone();
        }

        AssertRefused(what, await SpeakAsync(request), error, status, code);
    }

    [Theory]
    [InlineData(429, "rate_limit_exceeded_error", "TooManyRequestsError")]
    [InlineData(429, "insufficient_quota_error", "TooManyRequestsError")]
    [InlineData(422, "unprocessable_entity_error", "UnprocessableEntityError")]
    [InlineData(500, "internal_server_error", "InternalServerError")]
    public async Task The_official_client_understands_how_the_fake_fails(int status, string code, string error)
    {
        _sarvam.Usual = FakeSarvam.Error(status, code);
        AssertRefused(code, await SpeakAsync(Request()), error, status, code);
    }

    [Fact]
    public async Task The_official_client_understands_that_its_key_is_wrong() =>
        AssertRefused("key", await SpeakAsync(Request(), "sk_other"), "ForbiddenError", 403, "invalid_api_key_error");

    private static void AssertRefused(string what, JsonObject answer, string error, int status, string code) =>
        Assert.Equal((what, error, status, code), (what, (string?)answer["error"], (int?)answer["status"], (string?)answer["code"]));

    private static JsonObject Request() => new()
    {
        ["text"] = "Hello.",
        ["language_code"] = "en-IN",
        ["speaker"] = "shubh",
        ["model"] = "bulbul:v3",
    };

    private async Task<JsonObject> SpeakAsync(JsonObject request, string key = FakeSarvam.Key) =>
        JsonNode.Parse(await Client.RunAsync("sarvam-speak.cjs", _sarvam.BaseUrl.AbsoluteUri, key, request.ToJsonString()))!.AsObject();
}
