using System.Text.Json.Serialization;

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
public sealed record Voice(
    string Id, string Provider, string Name, Gender Gender, IReadOnlyList<string> Languages,
    int SampleRate, bool Offline, bool HasTimings, string Licence, string? Label = null)
{
    /// <summary>How well the voice serves a language: 0 not, 3 best.</summary>
    internal int Fit(string language) => Languages.Max(spoken => LanguageTag.Fit(language, spoken));

    internal bool Speaks(string language) => Fit(language) > 0;
}

[JsonConverter(typeof(JsonStringEnumConverter<Gender>))]
public enum Gender
{
    [JsonStringEnumMemberName("female")]
    Female,

    [JsonStringEnumMemberName("male")]
    Male,
}
