using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Speech;

namespace IntelliAvatar.Server.Features.Voices;

/// <summary>The voices that this server can speak with now.</summary>
public static class VoicesFeature
{
    public static void MapVoices(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/voices", Handle)
            .WithName("listVoices")
            .WithTags("Voices")
            .WithSummary("List the voices")
            .AnswersLike(
                "The voices, the preferred first.",
                """
                [{
                  "id": "flite-slt", "provider": "flite", "name": "SLT", "gender": "female", "languages": ["en-US"], "sample_rate": 16000,
                  "offline": true, "has_timings": true, "licence": "BSD-like", "label": null
                }]
                """)
            .AnswersProblems(503);

    private static Task<IReadOnlyList<Voice>> Handle(SpeechSynthesizer speech, CancellationToken cancel) => speech.ListVoicesAsync(cancel);
}
