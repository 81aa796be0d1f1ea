using System.Text;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Speech.Audio;
using IntelliAvatar.Server.Speech.Sarvam;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Speech.Sarvam;

public sealed class SarvamTests : IAsyncLifetime
{
    private static readonly SpeechRequest Hello = new("Hello there.", Gender: "male", Language: "en");
    private FakeSarvam _sarvam = null!;
    private SpeechSandbox _sandbox = null!;

    public async Task InitializeAsync()
    {
        _sarvam = await FakeSarvam.StartAsync();
        _sandbox = new SpeechSandbox(_sarvam.Settings());
    }

    public async Task DisposeAsync()
    {
        // Whatever a test did: the key must not have been written anywhere.
        Assert.DoesNotContain(_sandbox.Logged, line => line.Contains(FakeSarvam.Key, StringComparison.Ordinal));
        Assert.DoesNotContain(_sandbox.Logged, line => line.Contains("Hello", StringComparison.Ordinal));
        await _sandbox.DisposeAsync();
        await _sarvam.DisposeAsync();
    }

    [Fact]
    public async Task Sarvam_speaks_when_there_is_a_key()
    {
        var spoken = await _sandbox.SpokenAsync(Hello);
        Assert.Equal(("sarvam-shubh", "sarvam", null, null), (spoken.VoiceId, spoken.Provider, spoken.FallbackReason, spoken.Phones));
        Assert.Equal(24000, WaveReader.Read(await File.ReadAllBytesAsync(_sandbox.PathOf("speech.wav")))!.Rate);

        var (key, body) = Assert.Single(_sarvam.Calls);
        Assert.Equal(FakeSarvam.Key, key);
        Assert.Equal(
            """{"text":"Hello there.","language_code":"en-IN","speaker":"shubh","model":"bulbul:v3","speech_sample_rate":24000,"output_audio_codec":"wav"}""",
            body.ToJsonString());
    }

    [Theory]
    [InlineData("bulbul:v2", "male", "hitesh", 22050)]
    [InlineData("bulbul:v2", "female", "manisha", 22050)]
    [InlineData("bulbul:v3", "male", "shubh", 24000)]
    [InlineData("bulbul:v3", "female", "priya", 24000)]
    public async Task Each_model_has_its_own_speakers(string model, string gender, string speaker, int rate)
    {
        await using var sandbox = new SpeechSandbox(_sarvam.Settings(("Model", model)));
        await sandbox.SpokenAsync(new SpeechRequest("ନମସ୍କାର", Gender: gender));
        var body = Assert.Single(_sarvam.Calls).Body;
        Assert.Equal((speaker, "od-IN", rate), ((string)body["speaker"]!, (string)body["language_code"]!, (int)body["speech_sample_rate"]!));
    }

    [Fact]
    public async Task Configured_speakers_come_first()
    {
        await using var sandbox = new SpeechSandbox(_sarvam.Settings(("MaleSpeaker", "ravi"), ("FemaleSpeaker", "rani")));
        Assert.Equal("sarvam-rani", (await sandbox.SpokenAsync(new SpeechRequest("Hello", Gender: "female"))).VoiceId);
        Assert.Equal("sarvam-ravi", (await sandbox.SpokenAsync(new SpeechRequest("Hello", Voice: "sarvam-ravi"))).VoiceId);
    }

    [Theory]
    [InlineData("नमस्ते", "female", "roopa_hi_narration", "bulbul:v4-flash")]
    [InlineData("வணக்கம்", "male", "vijay_ta_narration", "bulbul:v4-flash")]
    [InlineData("Good morning.", "male", "shubh_en_narration", "bulbul:v4-flash")]
    [InlineData("வணக்கம்", "female", "priya", "bulbul:v3")]
    [InlineData("ନମସ୍କାର", "male", "shubh", "bulbul:v3")]
    [InlineData("നമസ്കാരം", "female", "priya", "bulbul:v3")]
    public async Task The_speakers_of_v4_speak_their_own_language_and_v3_what_is_left(string text, string gender, string speaker, string model)
    {
        await using var sandbox = new SpeechSandbox(_sarvam.Settings(("Model", "bulbul:v4-flash")));
        Assert.Equal($"sarvam-{speaker}", (await sandbox.SpokenAsync(new SpeechRequest(text, Gender: gender))).VoiceId);
        var body = Assert.Single(_sarvam.Calls).Body;
        Assert.Equal((speaker, model), ((string)body["speaker"]!, (string)body["model"]!));
        Assert.Equal(model == "bulbul:v4-flash", (bool?)body["enable_preprocessing"] == true);
    }

    [Theory]
    [InlineData("language_code", "target_language_code")]
    [InlineData("target_language_code", "language_code")]
    public async Task The_other_name_of_the_language_field_is_tried_once_and_remembered(string configured, string known)
    {
        _sarvam.LanguageField = known;
        await using var sandbox = new SpeechSandbox(_sarvam.Settings(("LanguageField", configured)));
        Assert.Equal("sarvam", (await sandbox.SpokenAsync(Hello)).Provider);
        Assert.Equal("sarvam", (await sandbox.SpokenAsync(Hello)).Provider);
        Assert.Equal([configured, known, known], _sarvam.Calls.Select(call => call.Body.Single(field => field.Key.EndsWith("language_code", StringComparison.Ordinal)).Key));
    }

    [Fact]
    public async Task When_neither_name_of_the_language_field_is_taken_an_operator_is_told()
    {
        _sarvam.Usual = FakeSarvam.Error(400, "invalid_request_error", "language_code and target_language_code are unknown");
        var spoken = await _sandbox.SpokenAsync(Hello);
        Assert.Equal("flite", spoken.Provider);
        Assert.Contains("LanguageField", spoken.FallbackReason);
    }

    [Theory]
    [InlineData(30, 5)]
    [InlineData(60, 10)]
    [InlineData(6, 1)]
    [InlineData(1, 1)]
    public void No_minute_has_more_requests_than_the_account_may_send(int perMinute, int atOnce)
    {
        var clock = new ManualClock();
        var pace = new SarvamPace(perMinute, clock);
        var start = clock.GetUtcNow();
        var sent = new List<TimeSpan>();
        for (var waiting = pace.WaitAsync(CancellationToken.None); sent.Count < 3 * perMinute;)
        {
            if (!waiting.IsCompleted)
            {
                clock.Advance(TimeSpan.FromSeconds(0.25));
                continue;
            }

            sent.Add(clock.GetUtcNow() - start);
            waiting = pace.WaitAsync(CancellationToken.None);
        }

        Assert.Equal(atOnce, sent.Count(at => at == TimeSpan.Zero));
        Assert.All(sent, at => Assert.InRange(sent.Count(other => other >= at && other < at + TimeSpan.FromMinutes(1)), 1, perMinute));
        Assert.True(sent[^1] < TimeSpan.FromMinutes(4.5), $"It took {sent[^1]}.");
    }

    [Fact]
    public async Task A_long_text_waits_for_its_turn_instead_of_meeting_the_limit()
    {
        var clock = new ManualClock();
        await using var sandbox = new SpeechSandbox(_sarvam.Settings(("RequestsPerMinute", "6"), ("Timeout", "00:05:00")), clock);
        var start = clock.GetUtcNow();
        var speaking = sandbox.SpokenAsync(Hello with { Text = string.Concat(Enumerable.Repeat("This is a sentence of some length. ", 70)) });
        await Eventually.HoldsAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            return speaking.IsCompleted;
        });

        Assert.Equal(("sarvam", 3), ((await speaking).Provider, _sarvam.Calls.Count));
        Assert.True(clock.GetUtcNow() - start >= TimeSpan.FromSeconds(24));
    }

    [Fact]
    public async Task A_long_text_is_sent_in_pieces_that_are_joined()
    {
        var spoken = await _sandbox.SpokenAsync(Hello with { Text = string.Concat(Enumerable.Repeat("This is a sentence of some length, isn't it? ", 100)) });
        Assert.Equal(4, _sarvam.Calls.Count);
        Assert.All(_sarvam.Calls, call => Assert.True(((string)call.Body["text"]!).Length <= 1200));
        Assert.Equal((4 * 0.5) + (3 * 0.35), spoken.Duration.TotalSeconds, 0.2);
    }

    [Fact]
    public async Task Several_sounds_in_one_answer_are_joined()
    {
        var wav = Convert.ToBase64String(FakeSarvam.Wav(24000, 0.4));
        _sarvam.Then(FakeSarvam.Audios(wav, wav, wav));
        Assert.Equal(1.2, (await _sandbox.SpokenAsync(Hello)).Duration.TotalSeconds, 0.05);
    }

    [Fact]
    public async Task What_passes_is_tried_three_times()
    {
        _sarvam.Then(FakeSarvam.Error(500, "internal_server_error"), FakeSarvam.Error(503, "overload"));
        Assert.Equal("sarvam", (await _sandbox.SpokenAsync(Hello)).Provider);
        Assert.Equal(3, _sarvam.Calls.Count);
    }

    [Fact]
    public async Task Retry_after_is_honoured()
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        _sarvam.Then(FakeSarvam.Error(429, "rate_limit_exceeded_error", retryAfter: "1"));
        Assert.Equal("sarvam", (await _sandbox.SpokenAsync(Hello)).Provider);
        Assert.InRange(clock.GetElapsedTime(start).TotalSeconds, 0.9, 20);
    }

    public static TheoryData<string, int, string> Failures => new()
    {
        { "500", 3, "sarvam_failed" },
        { "503", 3, "sarvam_busy" },
        { "429", 3, "sarvam_busy" },
        { "429-day", 1, "sarvam_busy" },
        { "quota", 1, "sarvam_quota_used_up" },
        { "403", 1, "sarvam_key_refused" },
        { "404", 1, "sarvam_misconfigured" },
        { "redirect", 1, "sarvam_misconfigured" },
        { "speaker", 1, "sarvam_misconfigured" },
        { "html", 3, "sarvam_garbled" },
        { "none", 3, "sarvam_garbled" },
        { "null", 3, "sarvam_garbled" },
        { "base64", 3, "sarvam_garbled" },
        { "json in base64", 3, "sarvam_garbled" },
        { "empty wav", 3, "sarvam_garbled" },
        { "rates", 3, "sarvam_garbled" },
        { "50 MB", 3, "more than 32 MiB" },
        { "cut", 3, "sarvam_unreachable" },
        { "hang", 3, "sarvam_slow" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Whatever_goes_wrong_an_offline_voice_speaks_and_the_reason_is_told(string fault, int calls, string code)
    {
        _sarvam.Usual = Fault(fault);
        await using var sandbox = new SpeechSandbox(_sarvam.Settings(("Timeout", fault == "hang" ? "00:00:00.3" : "00:00:20")));

        var spoken = await sandbox.SpokenAsync(Hello);

        Assert.Equal(("flite-rms", "flite"), (spoken.VoiceId, spoken.Provider));
        Assert.Contains("Sarvam", spoken.FallbackReason);
        Assert.Contains(sandbox.Logged, line => line.Contains(code, StringComparison.Ordinal));
        Assert.Equal(calls, _sarvam.Calls.Count);
        Assert.DoesNotContain(sandbox.Logged.Append(spoken.FallbackReason), line => line!.Contains(FakeSarvam.Key, StringComparison.Ordinal));

        // Sarvam is left alone for now.
        Assert.Equal("flite", (await sandbox.SpokenAsync(Hello)).Provider);
        Assert.Equal(calls, _sarvam.Calls.Count);
    }

    [Fact]
    public async Task A_voice_never_changes_within_a_speech()
    {
        _sarvam.Then(FakeSarvam.Speech(), FakeSarvam.Error(403, "invalid_api_key_error"));
        var spoken = await _sandbox.SpokenAsync(Hello with { Text = string.Concat(Enumerable.Repeat("This is a sentence of some length. ", 70)) });
        Assert.Equal("flite", spoken.Provider);
        Assert.Equal(16000, WaveReader.Read(await File.ReadAllBytesAsync(_sandbox.PathOf("speech.wav")))!.Rate);
        Assert.True(spoken.Duration > TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_refused_text_is_final()
    {
        _sarvam.Usual = FakeSarvam.Error(422, "unprocessable_entity_error", $"Hello there. {FakeSarvam.Key}");
        var failed = await _sandbox.FailedAsync(Hello);
        Assert.Equal(("sarvam_text_refused", false), (failed.Code, failed.MayPass));
        Assert.DoesNotContain(FakeSarvam.Key, failed.Reason, StringComparison.Ordinal);
        Assert.Single(_sarvam.Calls);
        Assert.Empty(_sandbox.Files);
    }

    [Fact]
    public async Task When_nobody_else_can_speak_it_says_when_to_come_back()
    {
        _sarvam.Usual = FakeSarvam.Error(429, "rate_limit_exceeded_error", retryAfter: "86400");
        await using var alone = new SpeechSandbox(_sarvam.Settings(), change: services => OnlySarvam.Leave(services));
        var failed = await alone.FailedAsync(Hello);
        Assert.Equal(("sarvam_busy", true, TimeSpan.FromMinutes(10)), (failed.Code, failed.MayPass, failed.RetryAfter!.Value));
    }

    [Fact]
    public async Task After_a_pause_one_call_tries_and_sarvam_is_back()
    {
        var clock = new ManualClock();
        await using var sandbox = new SpeechSandbox(_sarvam.Settings(), clock);
        _sarvam.Then(FakeSarvam.Error(429, "insufficient_quota_error"), FakeSarvam.Error(429, "insufficient_quota_error"));

        Assert.Equal("flite", (await sandbox.SpokenAsync(Hello)).Provider);
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("flite", (await sandbox.SpokenAsync(Hello)).Provider);
        Assert.Single(_sarvam.Calls);

        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("flite", (await sandbox.SpokenAsync(Hello)).Provider); // still no credit
        Assert.Equal(2, _sarvam.Calls.Count);

        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("sarvam", (await sandbox.SpokenAsync(Hello)).Provider);
        Assert.Equal("sarvam", (await sandbox.SpokenAsync(Hello)).Provider);
    }

    [Theory]
    [InlineData("ApiKey", "sk with a blank")]
    [InlineData("Url", "http://example.org/text-to-speech")]
    [InlineData("Url", "nonsense")]
    [InlineData("Model", "bulbul:v9")]
    [InlineData("LanguageField", " ")]
    [InlineData("SampleRate", "1")]
    [InlineData("RequestsPerMinute", "0")]
    [InlineData("Price", "-1")]
    [InlineData("Timeout", "00:00:00")]
    public async Task A_wrong_setting_is_named_and_the_key_is_not(string setting, string value)
    {
        var settings = _sarvam.Settings();
        settings[$"Speech:Sarvam:{setting}"] = value;
        await using var sandbox = new SpeechSandbox(settings);
        var wrong = Assert.Throws<OptionsValidationException>(() => sandbox.Speech);
        Assert.Contains("Speech:Sarvam:", wrong.Message);
        Assert.DoesNotContain("sk_", wrong.Message, StringComparison.Ordinal);
    }

    private static Func<HttpContext, Task> Fault(string fault) => fault switch
    {
        "500" => FakeSarvam.Error(500, "internal_server_error", $"Hello {FakeSarvam.Key}"),
        "503" => FakeSarvam.Error(503, "overload"),
        "429" => FakeSarvam.Error(429, "rate_limit_exceeded_error"),
        "429-day" => FakeSarvam.Error(429, "rate_limit_exceeded_error", retryAfter: "86400"),
        "quota" => FakeSarvam.Error(429, "insufficient_quota_error"),
        "403" => FakeSarvam.Error(403, "invalid_api_key_error", $"bad key {FakeSarvam.Key}"),
        "404" => FakeSarvam.Error(404, "not_found_error"),
        "redirect" => context =>
        {
            context.Response.Redirect("http://127.0.0.1:1/elsewhere");
            return Task.CompletedTask;
        }
        ,
        "speaker" => FakeSarvam.Error(400, "invalid_request_error", "Speaker 'shubh' is not compatible with model bulbul:v2"),
        "html" => FakeSarvam.Json(200, "<html>please wait</html>"),
        "none" => FakeSarvam.Audios(),
        "null" => FakeSarvam.Json(200, """{"audios":[null]}"""),
        "base64" => FakeSarvam.Audios("not base64!"),
        "json in base64" => FakeSarvam.Audios(Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"error":1}"""))),
        "empty wav" => FakeSarvam.Audios(Convert.ToBase64String(FakeSarvam.Wav(24000, 0))),
        "rates" => FakeSarvam.Audios(Convert.ToBase64String(FakeSarvam.Wav(24000, 0.2)), Convert.ToBase64String(FakeSarvam.Wav(22050, 0.2))),
        "50 MB" => FakeSarvam.Audios(new string('A', 50_000_000)),
        "cut" => async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("""{"audios":["UklGR""");
            await context.Response.Body.FlushAsync();
            context.Abort();
        }
        ,
        "hang" => async context =>
        {
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        ,
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
