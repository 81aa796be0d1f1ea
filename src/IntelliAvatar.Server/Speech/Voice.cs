using System.Text.Json.Serialization;
using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Speech;

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
/// <param name="Accent">Heard in what it speaks; null where each of its languages sounds as its speakers speak it.</param>
/// <param name="Price">Null: it costs nothing, or what it costs is not known.</param>
public sealed record Voice(
    string Id, string Provider, string Name, Gender Gender, IReadOnlyList<string> Languages,
    int SampleRate, bool Offline, bool HasTimings, string Licence, string? Label = null, Accent? Accent = null, SpeechPrice? Price = null)
{
    /// <summary>How well the voice serves a language: 0 not, 3 best.</summary>
    internal int Fit(string language) => Languages.Max(spoken => LanguageTag.Fit(language, spoken));

    internal bool Speaks(string language) => Fit(language) > 0;

    /// <summary>Whether a person who speaks the language hears a foreign accent.</summary>
    internal bool HasAccentIn(string language) => Accent is not null && language != Accent.Of && language != LanguageTag.Primary(Accent.Of);
}

/// <summary>How a voice sounds in languages that are not its own.</summary>
/// <param name="Name">With its article, such as "an American".</param>
/// <param name="Of">The tag of the language that it is native to.</param>
public sealed record Accent(string Name, string Of);

/// <summary>What speech costs.</summary>
/// <param name="Per10000Characters">Of the text as it is sent, written out in words.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record SpeechPrice(decimal Per10000Characters, string Currency);

[JsonConverter(typeof(JsonStringEnumConverter<Gender>))]
public enum Gender
{
    [JsonStringEnumMemberName("female")]
    Female,

    [JsonStringEnumMemberName("male")]
    Male,
}
