using System.Text.Json.Serialization;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.Voices;

/// <summary><c>/v1/voices/{voice_id}/preview</c>: what a voice sounds like.</summary>
internal sealed class PreviewVoice(SpeechSynthesizer speech, Workspace workspace)
{
    private const int LongestText = 300;

    /// <param name="Text">What to say, at most 300 characters; a sentence in the voice's language unless given.</param>
    /// <param name="Language">Of the text; the voice's first unless given.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record PreviewWish(string? Text = null, string? Language = null);

    public static Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleGet(
        [FromRoute(Name = "voice_id")] string voiceId, HttpRequest request, HttpResponse response, PreviewVoice preview, CancellationToken cancel)
    {
        return KeptAsync(preview.RunAsync(voiceId, new(null, request.Query["language"].ToString() is { Length: > 0 } language ? language : null), cancel));

        async Task<Results<FileContentHttpResult, ProblemHttpResult>> KeptAsync(Task<Results<FileContentHttpResult, ProblemHttpResult>> making)
        {
            var made = await making;
            response.Headers.CacheControl = made.Result is FileContentHttpResult ? "private, max-age=86400" : "no-store";
            return made;
        }
    }

    public static Task<Results<FileContentHttpResult, ProblemHttpResult>> HandlePost(
        [FromRoute(Name = "voice_id")] string voiceId, PreviewWish wish, PreviewVoice preview, CancellationToken cancel) => preview.RunAsync(voiceId, wish, cancel);

    private async Task<Results<FileContentHttpResult, ProblemHttpResult>> RunAsync(string voiceId, PreviewWish wish, CancellationToken cancel)
    {
        var voice = (await speech.ListVoicesAsync(cancel)).FirstOrDefault(voice => voice.Id == voiceId);
        if (voice is null)
        {
            return new Refusal("voice_unknown", "There is no voice with this id. GET /v1/voices lists them.", StatusCodes.Status404NotFound).ToProblem();
        }

        if (wish.Text?.Length > LongestText)
        {
            return new Refusal("text_too_long", $"A preview says at most {LongestText} characters.").ToProblem();
        }

        var language = wish.Language ?? voice.Languages[0];
        var says = new SpeechRequest(wish.Text ?? Greeting.In(language), voice.Id, Gender: null, language);
        if (await speech.CheckAsync(says, cancel) is { } refusal)
        {
            return refusal.ToProblem();
        }

        using var scratch = workspace.NewScratch();
        var wav = scratch.File("preview.wav");
        return await speech.SpeakAsync(says, wav, cancel) switch
        {
            SpeechOutcome.Spoken spoken when spoken.VoiceId == voice.Id => TypedResults.Bytes(await File.ReadAllBytesAsync(wav, cancel), "audio/wav"),

            // Another voice would be no preview of this one.
            SpeechOutcome.Spoken spoken => Silent(spoken.FallbackReason ?? "Its engine did not speak.").ToProblem(),
            SpeechOutcome.Failed failed => Silent(failed.Reason).ToProblem(),
            _ => throw new InvalidOperationException("Neither spoken nor failed."),
        };
    }

    private static Refusal Silent(string why) => new("voice_unavailable_now", $"This voice cannot be heard just now. {why}", StatusCodes.Status503ServiceUnavailable);
}
