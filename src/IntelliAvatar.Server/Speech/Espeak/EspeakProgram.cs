using System.Runtime.InteropServices;
using System.Text;
using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Speech.Espeak;

/// <summary>The two programs around espeak-ng: its own, and ours that also tells timings. Both are children of their own: espeak-ng is under the GPL and is not loaded here.</summary>
/// <param name="voiceProgram">Where <c>espeak-voice.dll</c> lies; without it there are no timings.</param>
internal sealed class EspeakProgram(string voiceProgram)
{
    private const int WordsPerMinute = 165;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>.NET reserves address space for as large a heap as it may have; unless told, that is more than the child may have in all.</summary>
    private static readonly Dictionary<string, string> SmallHeap = new(ChildCommand.BareEnvironment) { ["DOTNET_GCHeapHardLimit"] = "0x8000000" };

    /// <summary>With the program that is built beside us.</summary>
    public static EspeakProgram Bundled() => new(Path.Combine(AppContext.BaseDirectory, "espeak-voice", "espeak-voice.dll"));

    /// <summary>All languages; none when espeak-ng is not installed.</summary>
    public async Task<IReadOnlyList<EspeakLanguage>> LanguagesAsync(CancellationToken cancel)
    {
        var listed = await ChildProcess.RunAsync(Espeak(["--voices"]), cancel);
        return listed.Succeeded ? EspeakLanguage.Parse(listed.OutputText) : [];
    }

    /// <summary>The text in IPA, a line a clause; null when espeak-ng failed.</summary>
    public async Task<(string? Ipa, ChildExit Exit)> PronounceAsync(string text, string language, CancellationToken cancel)
    {
        var command = Espeak(["-v", LanguageTag.Primary(language), "--ipa", "-q", "--stdin"]);
        var said = await ChildProcess.RunAsync(command, Feed(text, language), cancel);
        return (said.Succeeded && !said.OutputCut ? said.OutputText : null, said);
    }

    /// <summary>Can our program speak, and so tell timings?</summary>
    public async Task<bool> HasTimingsAsync(CancellationToken cancel) =>
        File.Exists(voiceProgram) && (await ChildProcess.RunAsync(VoiceProgram(["--check"]), cancel)).Succeeded;

    /// <summary>Speaks into a wav file; standard output of the exit has the timings.</summary>
    public Task<ChildExit> SpeakWithTimingsAsync(string text, string voice, string language, string wav, CancellationToken cancel) =>
        ChildProcess.RunAsync(VoiceProgram(["--voice", voice, "--rate", $"{WordsPerMinute}", "--out", wav]), Feed(text, language), cancel);

    public Task<ChildExit> SpeakAsync(string text, string voice, string language, string wav, CancellationToken cancel) =>
        ChildProcess.RunAsync(Espeak(["-v", voice, "-s", $"{WordsPerMinute}", "-w", wav, "--stdin"]), Feed(text, language), cancel);

    private static ChildPipes Feed(string text, string language) => ChildPipes.Feed(Encoding.UTF8.GetBytes(EspeakText.For(text, language) + "\n"));

    private static ChildCommand Espeak(IReadOnlyList<string> arguments) =>
        new("espeak-ng", arguments) { Deadline = Deadline, Limits = ChildLimits.Speech };

    /// <summary>Runs on the very runtime that runs us, wherever that is installed.</summary>
    private ChildCommand VoiceProgram(IReadOnlyList<string> arguments)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        return new(dotnet, [voiceProgram, .. arguments]) { Environment = SmallHeap, Deadline = Deadline, Limits = ChildLimits.Speech };
    }
}
