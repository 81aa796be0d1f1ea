using System.Text.Json.Serialization;
using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Speech;

/// <summary>What a job whose speech is a text carries in its payload.</summary>
internal sealed record SpeechPayload(SpeechRequest Says, MadeSpeech? Speech)
{
    /// <summary>The language that the text is spoken in, where that was asked for or is known.</summary>
    [JsonIgnore]
    public string? Language => Speech?.Language ?? (Says.Language is { } given ? LanguageTag.Normalise(given) : null);
}

/// <summary>The speech as it was made.</summary>
/// <param name="FallbackReason">Why it is not the voice that would have been first choice.</param>
/// <param name="Language">Null: an older program made it.</param>
internal sealed record MadeSpeech(string Voice, string Provider,
    string? FallbackReason, double Seconds, bool HasPhones, string? Language = null);
