using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Speech;

namespace IntelliAvatar.Server.Features.Voices;

/// <summary>The voices that this server can speak with now, and what they sound like.</summary>
public static class VoicesFeature
{
    private const string PreviewPath = "/v1/voices/{voice_id}/preview";

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    public static IServiceCollection AddVoices(this IServiceCollection services) => services.AddSingleton<PreviewVoice>();

    public static void MapVoices(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/voices", Handle)
            .WithName("listVoices")
            .WithTags("Voices")
            .WithSummary("List the voices")
            .AnswersLike(
                "The voices, the preferred first.",
                """
                [{
                  "id": "flite-slt", "provider": "flite", "name": "SLT", "gender": "female", "languages": ["en-US"], "sample_rate": 16000,
                  "offline": true, "has_timings": true, "licence": "BSD-like", "label": null, "preview": "/v1/voices/flite-slt/preview"
                }]
                """)
            .AnswersProblems(503);

        MapCheck(app);
        app.MapGet(PreviewPath, PreviewVoice.HandleGet)
            .CacheOutput(cache => cache.Expire(KeptFor).SetVaryByQuery("language"))
            .RequireRateLimiting(RateLimits.Previews)
            .WithName("hearVoice")
            .WithTags("Voices")
            .WithSummary("Hear a voice")
            .WithDescription("It says who it is, in its own language or in the given one. Made once and kept for a day.")
            .TakesQuery("language", "One of the voice's languages; its first unless given.", required: false)
            .AnswersFile("audio/wav", "The voice.")
            .AnswersProblems(404, 422, 429, 503);
        app.MapPost(PreviewPath, PreviewVoice.HandlePost)
            .RequireRateLimiting(RateLimits.Previews)
            .WithName("hearVoiceSay")
            .WithTags("Voices")
            .WithSummary("Hear a voice say something")
            .WithDescription("At most 300 characters, at once and without a job.")
            .AnswersFile("audio/wav", "The voice.")
            .AnswersProblems(400, 404, 422, 429, 503);
    }

    private static void MapCheck(IEndpointRouteBuilder app) =>
        app.MapPost("/v1/speech/check", CheckSpeech.Handle)
            .WithName("checkSpeech")
            .WithTags("Voices")
            .WithSummary("See how a text would be said")
            .WithDescription("Sentence by sentence, as captions show it and as the voice says it: numbers, money, dates, units and signs in words. What the voice does not say is in `left_out`, each piece with the reason. Nothing is spoken.")
            .AnswersLike(
                "The sentences.",
                """
                {
                  "language": "en", "voice": "flite-slt", "sentences": [{"text": "It costs ₹25,00,000.", "spoken": "It costs twenty-five lakh rupees."}],
                  "left_out": [{"piece": "👍", "why": "An emoji is not said."}]
                }
                """)
            .AnswersProblems(400, 415, 422, 503);

    private static async Task<IReadOnlyList<VoiceEntry>> Handle(SpeechSynthesizer speech, CancellationToken cancel) =>
        [.. (await speech.ListVoicesAsync(cancel)).Select(VoiceEntry.Of)];
}
