using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.Server.Speech.Audio;

namespace IntelliAvatar.Server.Speech;

/// <summary>How speaking one chunk ended.</summary>
public abstract record ChunkOutcome
{
    private ChunkOutcome()
    {
    }

    /// <param name="Phones">In order, from 0 s; the last one is a pause that begins where the last sound ends. Null when the engine tells no timings.</param>
    public sealed record Spoken(Wave Wave, IReadOnlyList<Phone>? Phones) : ChunkOutcome;

    /// <param name="Code">A stable word.</param>
    /// <param name="Reason">A sentence that a person can act on; no text of the user in it.</param>
    /// <param name="RetryAfter">When the engine said so.</param>
    public sealed record Failed(SpeechFault Fault, string Code, string Reason, TimeSpan? RetryAfter = null) : ChunkOutcome
    {
        /// <summary>The tool crashes whenever it is given this text: a retry does not help, and chance must not choose the voice.</summary>
        public static Failed Crashed(string tool) => new(
            SpeechFault.Text, "speech_crashed",
            $"{tool} crashes on this text. Take unusual signs and letters out of it, or choose a voice of another provider. POST /v1/speech/check shows each sentence as it is said.");
    }
}

/// <summary>Whose fault it is, and so what helps.</summary>
public enum SpeechFault
{
    /// <summary>The text cannot be spoken: another engine or another day will not help.</summary>
    Text,

    /// <summary>The engine is set up wrongly or its account is empty: another engine helps now, an operator later.</summary>
    Setup,

    /// <summary>This engine can make nothing of the text, on any day; another can.</summary>
    Engine,

    /// <summary>It may pass.</summary>
    Passing,
}
