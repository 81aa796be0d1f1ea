using IntelliAvatar.Server.Speech;

namespace IntelliAvatar.Server.Features.Voices;

/// <summary>A voice that can be asked for.</summary>
/// <param name="Id">Stable, e.g. <c>flite-slt</c>.</param>
/// <param name="Provider">The engine behind it.</param>
/// <param name="Name">For people.</param>
/// <param name="Languages">Normalised language tags, the best first.</param>
/// <param name="SampleRate">In Hz, of the speech as it is delivered.</param>
/// <param name="Offline">Needs no network and no key.</param>
/// <param name="HasTimings">Says when each phone begins.</param>
/// <param name="Licence">Of the voice, in words.</param>
/// <param name="Label">What a person should know before choosing it.</param>
/// <param name="Price">Null: it costs nothing, or what it costs is not known.</param>
/// <param name="Preview">Where it can be heard.</param>
public sealed record VoiceEntry(
    string Id, string Provider, string Name, Gender Gender, IReadOnlyList<string> Languages, int SampleRate, bool Offline, bool HasTimings, string Licence, string? Label, SpeechPrice? Price, string Preview)
{
    internal static VoiceEntry Of(Voice voice) => new(
        voice.Id, voice.Provider, voice.Name, voice.Gender, voice.Languages, voice.SampleRate, voice.Offline, voice.HasTimings, voice.Licence, voice.Label, voice.Price,
        $"/v1/voices/{Uri.EscapeDataString(voice.Id)}/preview");
}
