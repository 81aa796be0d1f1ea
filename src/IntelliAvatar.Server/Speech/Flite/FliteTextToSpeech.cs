using System.Text;
using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.Speech.Audio;
using IntelliAvatar.Server.Speech.Espeak;
using IntelliAvatar.Server.Speech.Text;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Speech.Flite;

/// <summary>CMU Flite: English as it was made for; Indian languages by way of espeak-ng's pronunciation, in the same voices. Phone timings are exact.</summary>
internal sealed class FliteTextToSpeech(EspeakProgram espeak, NewScratch newScratch, ILogger<FliteTextToSpeech> log) : ITextToSpeech
{
    private const int SampleRate = 16000;
    private const string Licence = "CMU Flite (BSD-like)";
    private static readonly Accent American = new("an American", "en-us");
    private static readonly string[] Indian = ["hi", "ta", "te", "kn", "ml", "mr", "gu", "pa", "bn", "or", "as", "ur", "ne"];

    public string Provider => "flite";

    public int Priority => 20;

    // A process a chunk, some 20 MB and a twentieth of the speech's length each.
    public ChunkRules Rules { get; } = new(MaxLength: 220, JoinSentences: false, AtOnce: 2);

    public async Task<ProviderVoices> ProbeAsync(CancellationToken cancel)
    {
        var listed = await ChildProcess.RunAsync(new ChildCommand("flite", ["-lv"]) { Limits = ChildLimits.Speech }, cancel);
        var names = listed.OutputText.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (!names.Contains("slt") || !names.Contains("rms"))
        {
            return new ProviderVoices([], "Flite is not installed. On Debian and Ubuntu: apt-get install flite.");
        }

        var spoken = (await espeak.LanguagesAsync(cancel)).Select(language => language.Tag).ToHashSet();
        string[] languages = ["en", .. Indian.Where(spoken.Contains)];
        return new ProviderVoices(
        [
            VoiceOf("slt", Gender.Female, languages, American), VoiceOf("rms", Gender.Male, languages, American),
            .. names.Contains("awb") ? [VoiceOf("awb", Gender.Male, ["en"], new("a Scottish", "en-gb-scotland"))] : Array.Empty<Voice>(),
        ]);
    }

    public async Task<ChunkOutcome> SpeakAsync(string text, Voice voice, string language, CancellationToken cancel)
    {
        var english = LanguageTag.Primary(language) == "en";
        var (script, failed) = await ScriptOfAsync(text, language, english, cancel);
        if (script is null)
        {
            return failed!;
        }

        using var scratch = newScratch();
        var (textFile, addenda, wav) = (scratch.File("text"), scratch.File("addenda"), scratch.File("wav"));
        await File.WriteAllTextAsync(textFile, script.Text, Encoding.ASCII, cancel);
        await File.WriteAllTextAsync(addenda, script.Addenda, Encoding.ASCII, cancel);
        List<string> arguments = ["-voice", voice.Name, "-psdur", "-add_lex", addenda, "-f", textFile, "-o", wav];
        if (!english)
        {
            arguments.InsertRange(2, ["--setf", "duration_stretch=1.05"]);
        }

        var exit = await ChildProcess.RunAsync(new ChildCommand("flite", arguments) { Deadline = TimeSpan.FromMinutes(5), Limits = ChildLimits.Speech }, cancel);
        return exit.Succeeded && File.Exists(wav) && WaveReader.Read(await File.ReadAllBytesAsync(wav, cancel)) is { } wave
            ? new ChunkOutcome.Spoken(Brighten(wave, voice), FliteTimings.Parse(exit.OutputText))
            : exit.Crashed ? ChunkOutcome.Failed.Crashed("Flite")
            : Failed($"Flite failed with exit code {exit.Code}.");
    }

    private static ChunkOutcome.Failed Failed(string reason) => new(SpeechFault.Passing, "flite_failed", reason);

    private async Task<(FliteScript? Script, ChunkOutcome.Failed? Failed)> ScriptOfAsync(string text, string language, bool english, CancellationToken cancel)
    {
        if (english)
        {
            return (EnglishScript.Of(text), null);
        }

        var (ipa, exit) = await espeak.PronounceAsync(text, language, cancel);
        if (ipa is null)
        {
            return (null, exit.Crashed ? ChunkOutcome.Failed.Crashed("eSpeak NG, which tells Flite how the text is pronounced,") : Failed("The pronunciation of the text could not be found: espeak-ng failed."));
        }

        var unknown = new HashSet<string>();
        var script = CrossLingualScript.Of(ipa, asks: text.AsSpan().TrimEnd().TrimEnd("\"'”’»)").EndsWith("?") || text.EndsWith('؟'), unknown);
        if (unknown.Count > 0)
        {
            log.LogWarning("Sounds of {Language} that no English phone stands for: {Symbols}", language, string.Join(' ', unknown));
        }

        return (script, null);
    }

    /// <summary>slt is dull above 4 kHz (−26 dB where rms has −18); the lift does not make it less understandable.</summary>
    private static Wave Brighten(Wave wave, Voice voice)
    {
        if (voice.Gender == Gender.Female)
        {
            Biquad.HighShelf(2500, 6, wave.Rate).Apply(wave.Samples);
        }

        return wave;
    }

    private Voice VoiceOf(string name, Gender gender, string[] languages, Accent accent) => new(
        $"flite-{name}", Provider, name, gender, languages, SampleRate, Offline: true, HasTimings: true, Licence,
        Label: languages.Length > 1 ? "Offline preview voice. Languages other than English are spoken with an American accent." : null, accent);
}
