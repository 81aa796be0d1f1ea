using IntelliAvatar.Server.Speech;

namespace IntelliAvatar.Server.Tests.Speech;

public sealed class VoiceChooserTests
{
    private static readonly Voice[] Voices =
    [
        Make("cloud-f", "cloud", Gender.Female, "en", "hi", "or"),
        Make("cloud-m", "cloud", Gender.Male, "en", "hi", "or"),
        Make("local-f", "local", Gender.Female, "en", "hi"),
        Make("local-m", "local", Gender.Male, "en"),
        Make("any-en-us-m", "any", Gender.Male, "en-us"),
        Make("any-en-gb-m", "any", Gender.Male, "en-gb"),
        Make("any-hi-m", "any", Gender.Male, "hi"),
        Make("any-de-f", "any", Gender.Female, "de"),
        Make("any-ru-f", "any", Gender.Female, "ru"),
        Make("any-cmn-f", "any", Gender.Female, "cmn"),
        Make("any-mr-f", "any", Gender.Female, "mr"),
    ];

    [Theory]
    [InlineData("Hello", null, null, null, "en", "cloud-f local-f any-en-us-m")]
    [InlineData("Hello", null, "male", null, "en", "cloud-m local-m any-en-us-m")]
    [InlineData("Hello", null, " Female ", "EN_us", "en-us", "cloud-f local-f")]
    [InlineData("Hello", null, "male", "en-GB", "en-gb", "cloud-m local-m any-en-gb-m")]
    [InlineData("नमस्ते", null, "male", null, "hi", "cloud-m any-hi-m")]
    [InlineData("नमस्ते OTP", null, "female", null, "hi", "cloud-f local-f")]
    [InlineData("नमस्कार", null, null, "mr-IN", "mr-in", "any-mr-f")]
    [InlineData("ନମସ୍କାର", null, null, "od-IN", "or-in", "cloud-f")]
    [InlineData("Привет", null, null, null, "ru", "any-ru-f")]
    [InlineData("你好", null, null, "zh-CN", "cmn-cn", "any-cmn-f")]
    [InlineData("Hello", "local-m", null, null, "en", "local-m cloud-m any-en-us-m")]
    [InlineData("Hello", "local-m", "female", null, "en", "local-m cloud-m any-en-us-m")] // the voice decides
    [InlineData("Guten Tag", "any-de-f", null, null, "de", "any-de-f")] // letters alone do not tell German from English
    [InlineData("नमस्कार", "any-mr-f", null, null, "mr", "any-mr-f")]
    [InlineData("12345", "any-hi-m", null, null, "hi", "any-hi-m cloud-m")]
    [InlineData("Hello", "", "", "", "en", "cloud-f local-f any-en-us-m")]
    public void One_voice_of_each_engine_is_asked_in_turn(string text, string? voice, string? gender, string? language, string spoken, string order)
    {
        var (plan, refusal) = VoiceChooser.Choose(new SpeechRequest(text, voice, gender, language), Voices, 1000);
        Assert.Null(refusal);
        Assert.Equal((spoken, order), (plan!.Language, string.Join(' ', plan.Voices.Select(asked => asked.Id))));
    }

    [Theory]
    [InlineData("", null, null, null, "text_empty")]
    [InlineData(" \n\t", null, null, null, "text_empty")]
    [InlineData("😀 … !!", null, null, null, "text_unspeakable")]
    [InlineData("<br/>", null, null, null, "text_unspeakable")]
    [InlineData("\0\0", null, null, null, "text_unspeakable")]
    [InlineData("Hello", null, "robot", null, "gender_unknown")]
    [InlineData("Hello", "nobody", null, null, "voice_unknown")]
    [InlineData("Hello", null, null, "xx", "language_unsupported")]
    [InlineData("Hello", null, null, "en; rm -rf", "language_unsupported")]
    [InlineData("สวัสดี", null, null, null, "language_unsupported")]
    [InlineData("Hello", "any-de-f", null, "en", "voice_language_mismatch")]
    [InlineData("नमस्ते", "any-de-f", null, null, "voice_language_mismatch")]
    [InlineData("नमस्ते", null, null, "en", "text_language_mismatch")]
    [InlineData("नमस्ते", null, null, "de", "text_language_mismatch")]
    [InlineData("Привет", null, null, "hi", "text_language_mismatch")]
    [InlineData("Guten Tag", null, "male", "de", "voice_unavailable")]
    public void What_cannot_be_done_is_refused_with_a_sentence(string text, string? voice, string? gender, string? language, string code)
    {
        var (plan, refusal) = VoiceChooser.Choose(new SpeechRequest(text, voice, gender, language), Voices, 1000);
        Assert.Null(plan);
        Assert.Equal((code, 422), (refusal!.Code, refusal.Status));
        Assert.EndsWith(".", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_choices_are_named()
    {
        Assert.Contains("any-de-f", Refuse(new SpeechRequest("Hello", Voice: "x")).Detail, StringComparison.Ordinal);
        Assert.Contains("en, hi, or, de", Refuse(new SpeechRequest("Hello", Language: "xx")).Detail, StringComparison.Ordinal);
        Assert.Contains("cloud-f, cloud-m", Refuse(new SpeechRequest("Hello", "any-de-f", Language: "en")).Detail, StringComparison.Ordinal);
        Assert.Contains("male or female", Refuse(new SpeechRequest("Hello", Gender: "x")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limit_is_exact()
    {
        Assert.Null(VoiceChooser.Choose(new SpeechRequest(new string('a', 1000)), Voices, 1000).Refusal);
        Assert.Equal("text_too_long", Refuse(new SpeechRequest(new string('a', 1001))).Code);
    }

    [Fact]
    public void A_long_wrong_word_is_not_repeated_whole() =>
        Assert.InRange(Refuse(new SpeechRequest("Hello", Voice: new string('v', 5000))).Detail.Length, 10, 400);

    [Fact]
    public void Without_any_voice_the_server_is_at_fault()
    {
        var refusal = VoiceChooser.Choose(new SpeechRequest("Hello"), [], 1000).Refusal!;
        Assert.Equal(("speech_unavailable", 503), (refusal.Code, refusal.Status));
    }

    [Theory]
    [InlineData("नमस्ते", "hi", "The voice us speaks hi with an American accent. Voices without a foreign accent: hindi.")]
    [InlineData("नमस्ते", "hi-IN", "The voice us speaks hi-in with an American accent. Voices without a foreign accent: hindi.")]
    [InlineData("வணக்கம்", null, "The voice us speaks ta with an American accent. No voice here speaks it without a foreign accent.")]
    [InlineData("Hello", "en-IN", "The voice us speaks en-in with an American accent. Voices without a foreign accent: cloud.")]
    [InlineData("Hello", "en", null)]
    [InlineData("Hello", "en-US", null)]
    [InlineData("Hello", null, null)]
    public void A_foreign_accent_is_told_with_the_voices_that_have_none(string text, string? language, string? told)
    {
        Voice[] voices =
        [
            Make("us", "local", Gender.Female, "en", "hi", "ta") with { Accent = new("an American", "en-us") },
            Make("hindi", "any", Gender.Female, "hi"),
            Make("cloud", "cloud", Gender.Male, "en-in"),
        ];
        var plan = VoiceChooser.Choose(new SpeechRequest(text, Gender: "female", Language: language), voices, 1000).Plan!;
        Assert.Equal(told, plan.Notes.SingleOrDefault(note => note.Code == "voice_accent")?.Sentence);
    }

    private static Refusal Refuse(SpeechRequest request) => VoiceChooser.Choose(request, Voices, 1000).Refusal!;

    private static Voice Make(string id, string provider, Gender gender, params string[] languages) =>
        new(id, provider, id, gender, languages, 16000, Offline: true, HasTimings: true, Licence: "none");
}
