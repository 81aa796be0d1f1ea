using IntelliAvatar.Server.Speech.Text;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Speech;

/// <summary>Turns a text into a wav file, with whichever engine can.</summary>
public sealed class SpeechSynthesizer(VoiceCatalogue catalogue, IOptions<SpeechOptions> options, ILogger<SpeechSynthesizer> log)
{
    /// <summary>Says at once what is wrong with a request; null when it can be carried out.</summary>
    public async Task<Refusal?> CheckAsync(SpeechRequest request, CancellationToken cancel) =>
        Choose(request, await catalogue.VoicesAsync(cancel)).Refusal;

    /// <summary>Which voice would speak, and in which language; or why none can.</summary>
    internal async Task<(SpeechPlan? Plan, Refusal? Refusal)> ChooseAsync(SpeechRequest request, CancellationToken cancel) =>
        Choose(request, await catalogue.VoicesAsync(cancel));

    /// <summary>The voices to choose from, the preferred first.</summary>
    public Task<IReadOnlyList<Voice>> ListVoicesAsync(CancellationToken cancel) => catalogue.VoicesAsync(cancel);

    /// <summary>Speaks a text into <paramref name="wavPath"/>: mono 16-bit PCM at the engine's own rate, −16 LUFS. The file appears whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <remarks>A voice never changes within a speech: when an engine fails, the next one starts from the beginning.</remarks>
    public async Task<SpeechOutcome> SpeakAsync(SpeechRequest request, string wavPath, CancellationToken cancel)
    {
        var (plan, refusal) = Choose(request, await catalogue.VoicesAsync(cancel));
        if (plan is null)
        {
            return new SpeechOutcome.Failed(refusal!.Code, refusal.Detail, MayPass: refusal.Status >= StatusCodes.Status500InternalServerError, RetryAfter: null);
        }

        var sentences = plan.Spoken.Sentences.Select(sentence => sentence.Spoken).ToList();
        var failures = new List<ChunkOutcome.Failed>();
        foreach (var voice in plan.Voices)
        {
            var engine = catalogue.EngineOf(voice);
            var (made, failed) = await Recording.MakeAsync(engine, voice, plan.Language, TextSplitter.Split(sentences, engine.Rules), wavPath, cancel);
            if (made is not null)
            {
                return new SpeechOutcome.Spoken(voice.Id, voice.Provider, plan.Language, Reasons(failures), made.Length, made.Phones);
            }

            log.LogWarning("Speech by {Provider} failed with {Code}: {Reason}", voice.Provider, failed!.Code, failed.Reason);
            failures.Add(failed);
            // Offline, the same text gives the same speech: a bad moment does not hand it to another voice.
            if (failed.Fault == SpeechFault.Text || (failed.Fault == SpeechFault.Passing && voice.Offline))
            {
                break;
            }
        }

        return Ending(failures);
    }

    private (SpeechPlan? Plan, Refusal? Refusal) Choose(SpeechRequest request, IReadOnlyList<Voice> voices) =>
        VoiceChooser.Choose(request, voices, options.Value.MaxTextLength);

    private static string? Reasons(List<ChunkOutcome.Failed> failures) =>
        failures.Count == 0 ? null : string.Join(" ", failures.Select(failed => failed.Reason));

    /// <summary>The first failure names the ending: it is the engine that should have spoken.</summary>
    private static SpeechOutcome.Failed Ending(List<ChunkOutcome.Failed> failures) => failures[^1] is { Fault: SpeechFault.Text } text
        ? new(text.Code, text.Reason, MayPass: false, RetryAfter: null)
        : new(failures[0].Code, Reasons(failures)!, MayPass: true, failures.Min(failed => failed.RetryAfter));
}
