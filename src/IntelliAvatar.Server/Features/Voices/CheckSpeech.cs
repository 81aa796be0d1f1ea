using System.Text.Json.Serialization;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Speech.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntelliAvatar.Server.Features.Voices;

/// <summary><c>POST /v1/speech/check</c>: how a text would be said. Nothing is spoken.</summary>
internal static class CheckSpeech
{
    /// <param name="Text">The text to say.</param>
    /// <param name="Language">Of the text; found from its words unless given.</param>
    /// <param name="Voice">A voice of GET /v1/voices; the preferred one for the language unless given.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record SpeechCheckWish(string Text, string? Language = null, string? Voice = null);

    /// <summary>How a text would be said.</summary>
    /// <param name="Language">In which language.</param>
    /// <param name="Voice">Who would speak.</param>
    /// <param name="Sentences">In their order.</param>
    /// <param name="LeftOut">What would not be said.</param>
    public sealed record SpeechCheck(string Language, string Voice, IReadOnlyList<CheckedSentence> Sentences, IReadOnlyList<LeftOut> LeftOut);

    /// <summary>One sentence.</summary>
    /// <param name="Text">As captions show it.</param>
    /// <param name="Spoken">As it is said: numbers, signs and abbreviations in words.</param>
    public sealed record CheckedSentence(string Text, string Spoken);

    public static async Task<Results<Ok<SpeechCheck>, ProblemHttpResult>> Handle(SpeechCheckWish wish, SpeechSynthesizer speech, CancellationToken cancel)
    {
        var (plan, refusal) = await speech.ChooseAsync(new SpeechRequest(wish.Text, wish.Voice, Gender: null, wish.Language), cancel);
        return plan is null
            ? refusal!.ToProblem()
            : TypedResults.Ok(new SpeechCheck(
                plan.Language, plan.Voices[0].Id, [.. plan.Spoken.Sentences.Select(sentence => new CheckedSentence(sentence.Text, sentence.Spoken))], plan.Spoken.LeftOut));
    }
}
