using IntelliAvatar.LipSync.Articulation;

namespace IntelliAvatar.Server.Speech;

/// <summary>How a speech ended.</summary>
public abstract record SpeechOutcome
{
    private SpeechOutcome()
    {
    }

    /// <summary>The wav file is whole and in its place.</summary>
    /// <param name="Language">The text was read in it.</param>
    /// <param name="FallbackReason">Why it was not the engine that should have spoken; null when it was.</param>
    /// <param name="Duration">Of the wav file.</param>
    /// <param name="Phones">In order, strictly later one by one, from 0 s; the last is a pause. Null when the engine tells no timings.</param>
    public sealed record Spoken(string VoiceId, string Provider, string Language, string? FallbackReason, TimeSpan Duration,
        IReadOnlyList<Phone>? Phones) : SpeechOutcome;

    /// <summary>There is no wav file.</summary>
    /// <param name="MayPass">The same request may succeed later.</param>
    /// <param name="RetryAfter">Not before this, when an engine said so.</param>
    public sealed record Failed(string Code, string Reason, bool MayPass, TimeSpan? RetryAfter) : SpeechOutcome;
}
