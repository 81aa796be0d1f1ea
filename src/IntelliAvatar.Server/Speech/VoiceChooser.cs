using System.Text;
using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Speech;

/// <summary>A request that can be carried out.</summary>
/// <param name="Text">Without markup; as captions show it.</param>
/// <param name="Spoken">Its sentences, written out.</param>
/// <param name="Language">A normalised tag.</param>
/// <param name="Voices">Whom to ask, one voice an engine, in this order.</param>
/// <param name="Native">The ids of all voices that speak the language without a foreign accent.</param>
internal sealed record SpeechPlan(PlainText Text, TextNormalizer Spoken, string Language, IReadOnlyList<Voice> Voices, IReadOnlyList<string> Native)
{
    /// <summary>So many characters are sent to the voice.</summary>
    public int Characters => Spoken.Sentences.Sum(sentence => sentence.Spoken.Length);

    /// <summary>What a person should know who wrote the text.</summary>
    public IReadOnlyList<SpeechNote> Notes { get; } =
    [
        .. TextNormalizer.Tell(Spoken.LeftOut) is { } leftOut ? [new SpeechNote("text_left_out", leftOut)] : Array.Empty<SpeechNote>(),
        .. WritingSystem.IsRomanised(Text.Text, Language)
            ? [new SpeechNote("text_romanised", $"The text is in Latin letters, which a voice for {Language} reads as English. Write it in the letters of {Language}, or leave the language out if it is English.")]
            : LanguageTag.Primary(Language) is "en" && LatinHindi.Is(Text.Text)
                ? [new SpeechNote("text_seems_hindi", "The text seems to be Hindi in Latin letters, which a voice for English reads as English. Write it in Devanagari letters.")]
            : Array.Empty<SpeechNote>(),
        .. Voices[0].HasAccentIn(Language)
            ? [new SpeechNote("voice_accent", $"The voice {Voices[0].Id} speaks {Language} with {Voices[0].Accent!.Name} accent. {Tell(Native)}")]
            : Array.Empty<SpeechNote>(),
    ];

    private static string Tell(IReadOnlyList<string> native) =>
        native.Count == 0 ? "No voice here speaks it without a foreign accent." : $"Voices without a foreign accent: {VoiceChooser.Named(native)}.";
}

/// <summary>Something about how a text will be said.</summary>
/// <param name="Code">A stable word.</param>
/// <param name="Sentence">For a person to act on.</param>
public sealed record SpeechNote(string Code, string Sentence);

/// <summary>Chooses the voice, or says why none can speak.</summary>
internal static class VoiceChooser
{
    private const int MostNamed = 20;

    /// <param name="voices">All there are, the preferred first.</param>
    /// <returns>A plan, or a refusal.</returns>
    public static (SpeechPlan? Plan, Refusal? Refusal) Choose(SpeechRequest request, IReadOnlyList<Voice> voices, int maxTextLength)
    {
        if (RefuseText(request.Text, maxTextLength, out var text) is { } badText)
        {
            return (null, badText);
        }

        if (!TryGender(request.Gender, out var gender))
        {
            return (null, new("gender_unknown", $"There is no gender \"{Quote(request.Gender!)}\". Give male or female."));
        }

        if (voices.Count == 0)
        {
            return (null, new("speech_unavailable", "No speech engine is installed on the server. Install flite and espeak-ng, or configure Speech:Sarvam:ApiKey.", StatusCodes.Status503ServiceUnavailable));
        }

        var voice = voices.FirstOrDefault(voice => voice.Id == request.Voice);
        if (voice is null && !string.IsNullOrWhiteSpace(request.Voice))
        {
            return (null, new("voice_unknown", $"There is no voice \"{Quote(request.Voice)}\". GET /v1/voices lists the voices; for example {Named(voices.Select(known => known.Id))}."));
        }

        var (language, refusal) = ChooseLanguage(request.Language, text.Text, voice, voices);
        return language is null ? (null, refusal) : Plan(text, language, voice, voice?.Gender ?? gender, voices);
    }

    private static Refusal? RefuseText(string given, int maxTextLength, out PlainText text)
    {
        text = new("", []);
        if (string.IsNullOrWhiteSpace(given))
        {
            return new("text_empty", "The text is empty. Give the words to speak.");
        }

        if (given.Length > maxTextLength)
        {
            return new("text_too_long", $"The text has {given.Length:N0} characters; at most {maxTextLength:N0} are allowed. Shorten it or split it into several jobs.");
        }

        text = PlainText.Of(given);
        return PlainText.IsSpeakable(text.Text) ? null
            : new("text_unspeakable", given.EnumerateRunes().Any(Rune.IsLetterOrDigit) && TextNormalizer.Tell(text.LeftOut) is { } left
                ? $"There is nothing to speak in the text. {left}"
                : "The text has no letter and no digit, so there is nothing to speak.");
    }

    private static bool TryGender(string? given, out Gender? gender)
    {
        gender = given?.Trim().ToLowerInvariant() switch { "male" => Gender.Male, "female" => Gender.Female, _ => null };
        return gender is not null || string.IsNullOrWhiteSpace(given);
    }

    private static (string? Language, Refusal? Refusal) ChooseLanguage(string? given, string text, Voice? voice, IReadOnlyList<Voice> voices)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return GuessLanguage(text, voice, voices);
        }

        var language = LanguageTag.Normalise(given);
        if (language is null || !voices.Any(known => known.Speaks(language)))
        {
            return (null, new("language_unsupported", $"No voice speaks \"{Quote(given)}\". Languages: {Named(Primaries(voices))}. GET /v1/voices lists them all."));
        }

        if (voice?.Speaks(language) == false)
        {
            return (null, Mismatch(voice, language, voices));
        }

        return WritingSystem.ForeignScript(text, language) is { } script
            ? (null, new("text_language_mismatch", $"The text is written in {script} letters, which a voice for {language} cannot read. Give the language of the text, or leave it out."))
            : (language, null);
    }

    private static (string? Language, Refusal? Refusal) GuessLanguage(string text, Voice? voice, IReadOnlyList<Voice> voices)
    {
        var likely = WritingSystem.LanguagesOf(text);
        if (voice is null)
        {
            return likely.FirstOrDefault(language => voices.Any(known => known.Speaks(language))) is { } spoken
                ? (spoken, null)
                : (null, new("language_unsupported", $"The text seems to be in \"{likely[0]}\", which no voice speaks. Languages: {Named(Primaries(voices))}."));
        }

        if (likely.FirstOrDefault(voice.Speaks) is { } guess)
        {
            return (guess, null);
        }

        // Letters alone do not tell German from English: the voice does.
        return WritingSystem.ForeignScript(text, voice.Languages[0]) is null ? (voice.Languages[0], null) : (null, Mismatch(voice, likely[0], voices));
    }

    private static (SpeechPlan? Plan, Refusal? Refusal) Plan(PlainText text, string language, Voice? voice, Gender? gender, IReadOnlyList<Voice> voices)
    {
        var best = voices.Where(known => known.Speaks(language) && known.Gender == (gender ?? known.Gender))
            .GroupBy(known => known.Provider)
            .Select(provider => provider.MaxBy(known => known.Fit(language))!)
            .Where(known => known.Provider != voice?.Provider);
        List<Voice> order = voice is null ? [.. best] : [voice, .. best];
        var spoken = TextNormalizer.Of(text, language);
        if (spoken.Sentences.Count == 0)
        {
            return (null, new("text_unspeakable", $"A voice for {language} has no word for anything in this text. {TextNormalizer.Tell(spoken.LeftOut)}".TrimEnd()));
        }

        var native = voices.Where(known => known.Speaks(language) && !known.HasAccentIn(language)).Select(known => known.Id);
        return order.Count > 0
            ? (new SpeechPlan(text, spoken, language, order, [.. native]), null)
            : (null, new("voice_unavailable", $"There is no {(gender == Gender.Male ? "male" : "female")} voice for {language}. Leave the gender out."));
    }

    private static Refusal Mismatch(Voice voice, string language, IReadOnlyList<Voice> voices) =>
        new("voice_language_mismatch", $"The voice {voice.Id} does not speak {language}. Voices that do: {Named(voices.Where(known => known.Speaks(language)).Select(known => known.Id))}.");

    private static IEnumerable<string> Primaries(IReadOnlyList<Voice> voices) =>
        voices.SelectMany(voice => voice.Languages).Select(LanguageTag.Primary).Distinct();

    public static string Named(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count switch
        {
            0 => "none",
            > MostNamed => $"{string.Join(", ", all.Take(MostNamed))} and {all.Count - MostNamed} more",
            _ => string.Join(", ", all),
        };
    }

    private static string Quote(string given)
    {
        var clean = PlainText.Of(given).Text.Replace('\n', ' ');
        return clean.Length <= 40 ? clean : clean[..40] + "…";
    }
}
