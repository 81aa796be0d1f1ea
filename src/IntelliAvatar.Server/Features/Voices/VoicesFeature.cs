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
            .AnswersProblems(503);

    private static Task<IReadOnlyList<Voice>> Handle(SpeechSynthesizer speech, CancellationToken cancel) => speech.ListVoicesAsync(cancel);
}
