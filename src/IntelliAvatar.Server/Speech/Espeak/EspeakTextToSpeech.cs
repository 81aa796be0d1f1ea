using IntelliAvatar.Server.Speech.Audio;
using IntelliAvatar.Server.Speech.Text;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Speech.Espeak;

/// <summary>eSpeak NG: a formant synthesizer that speaks more than a hundred languages, in a voice that is plainly synthetic.</summary>
internal sealed class EspeakTextToSpeech(EspeakProgram espeak, NewScratch newScratch) : ITextToSpeech
{
    private const int SampleRate = 22050;
    private const string Licence = "eSpeak NG, GPL-3.0-or-later (a separate program; the licence is not on what it speaks)";

    private Dictionary<string, string> _variantOf = [];
    private bool _hasTimings;

    public string Provider => "espeak";

    public int Priority => 30;

    public ChunkRules Rules { get; } = new(MaxLength: 220, JoinSentences: false, AtOnce: 2);

    public async Task<ProviderVoices> ProbeAsync(CancellationToken cancel)
    {
        var languages = await espeak.LanguagesAsync(cancel);
        if (languages.Count == 0)
        {
            return new ProviderVoices([], "eSpeak NG is not installed. On Debian and Ubuntu: apt-get install espeak-ng.");
        }

        _hasTimings = await espeak.HasTimingsAsync(cancel);
        _variantOf = (from language in languages from gender in Enum.GetValues<Gender>() select (Id: IdOf(language, gender), Voice: Variant(language, gender)))
            .ToDictionary(pair => pair.Id, pair => pair.Voice);
        return new ProviderVoices([.. from language in languages from gender in Enum.GetValues<Gender>() select VoiceOf(language, gender)]);
    }

    public async Task<ChunkOutcome> SpeakAsync(string text, Voice voice, string language, CancellationToken cancel)
    {
        using var scratch = newScratch();
        var wav = scratch.File("wav");
        var variant = _variantOf[voice.Id];
        var timed = voice.HasTimings ? await espeak.SpeakWithTimingsAsync(text, variant, language, wav, cancel) : null;
        if (timed?.Succeeded == true && await ReadAsync(wav, cancel) is { } exact)
        {
            return new ChunkOutcome.Spoken(exact, EspeakTimings.Parse(timed.OutputText));
        }

        if (timed?.Crashed == true)
        {
            return ChunkOutcome.Failed.Crashed("eSpeak NG");
        }

        var exit = await espeak.SpeakAsync(text, variant, language, wav, cancel);
        return exit.Succeeded && await ReadAsync(wav, cancel) is { } wave
            ? new ChunkOutcome.Spoken(wave, Phones: null)
            : exit.Crashed ? ChunkOutcome.Failed.Crashed("eSpeak NG")
            : new ChunkOutcome.Failed(SpeechFault.Passing, "espeak_failed", $"eSpeak NG failed with exit code {exit.Code}.");
    }

    private static async Task<Wave?> ReadAsync(string wav, CancellationToken cancel) =>
        File.Exists(wav) ? WaveReader.Read(await File.ReadAllBytesAsync(wav, cancel)) : null;

    private static string IdOf(EspeakLanguage language, Gender gender) => $"espeak-{language.Tag}-{gender}".ToLowerInvariant();

    private static string Variant(EspeakLanguage language, Gender gender) => (gender, LanguageTag.Primary(language.Tag)) switch
    {
        (Gender.Male, _) => $"{language.File}+klatt4",
        (_, "en") => $"{language.File}+f3",
        _ => $"{language.File}+f5",
    };

    private Voice VoiceOf(EspeakLanguage language, Gender gender) => new(
        IdOf(language, gender), Provider, $"{language.Name}, {gender.ToString().ToLowerInvariant()} (eSpeak NG)", gender, [language.Tag],
        SampleRate, Offline: true, _hasTimings, Licence, Label: "Offline voice, sounds synthetic.");
}
