using System.Globalization;
using System.Text;
using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.Speech.Espeak;
using IntelliAvatar.Server.Speech.Flite;

namespace MouthNetTrainer.Speech;

/// <summary>The two programs that speak for us and tell when each phone begins.</summary>
/// <param name="espeakVoice">Where <c>espeak-voice.dll</c> lies.</param>
internal sealed class Speakers(string espeakVoice)
{
    private const int EspeakWordsPerMinute = 165;

    /// <summary>Writes a wav file; gives the phones.</summary>
    /// <exception cref="InvalidOperationException">The program is missing, failed or was not understood.</exception>
    public Task<IReadOnlyList<Phone>> SpeakAsync(Take take, string wav, CancellationToken cancel) => take switch
    {
        { Engine: "espeak" } => EspeakAsync(take, wav, cancel),
        { Language: "en" } => FliteAsync(take, new FliteScript(take.Text, ""), wav, cancel),
        _ => CrossLingualAsync(take, wav, cancel),
    };

    private async Task<IReadOnlyList<Phone>> EspeakAsync(Take take, string wav, CancellationToken cancel)
    {
        var voice = (take.Language == "en" ? "en-us" : take.Language) + (take.Voice.Length > 0 ? $"+{take.Voice}" : "");
        string[] arguments =
        [
            espeakVoice, "--voice", voice, "--out", wav,
            "--rate", $"{Math.Round(EspeakWordsPerMinute / take.Pace)}", "--pitch", $"{Math.Clamp(Math.Round(50 + (150 * (take.Pitch - 1))), 0, 99)}",
        ];
        var said = await RunAsync("dotnet", arguments, take.Text, cancel);
        return EspeakTimings.Parse(said) ?? throw new InvalidOperationException($"espeak-voice printed no timings for {take.Name}.");
    }

    /// <summary>Another language in an English voice, by way of espeak-ng's pronunciation.</summary>
    private static async Task<IReadOnlyList<Phone>> CrossLingualAsync(Take take, string wav, CancellationToken cancel)
    {
        var ipa = await RunAsync("espeak-ng", ["-v", take.Language, "--ipa", "-q", "--stdin"], take.Text, cancel);
        return await FliteAsync(take, CrossLingualScript.Of(ipa, asks: take.Text.EndsWith('?'), new HashSet<string>()), wav, cancel);
    }

    private static async Task<IReadOnlyList<Phone>> FliteAsync(Take take, FliteScript script, string wav, CancellationToken cancel)
    {
        var (text, addenda) = (wav + ".text", wav + ".addenda");
        try
        {
            await File.WriteAllTextAsync(text, script.Text, Encoding.ASCII, cancel);
            await File.WriteAllTextAsync(addenda, script.Addenda, Encoding.ASCII, cancel);
            string[] lexicon = script.Addenda.Length > 0 ? ["-add_lex", addenda] : [];
            var said = await RunAsync(
                "flite",
                ["-voice", take.Voice, "--setf", $"duration_stretch={Number(take.Pace)}", "--setf", $"f0_shift={Number(take.Pitch)}", .. lexicon, "-psdur", "-f", text, "-o", wav],
                input: null,
                cancel);
            return FliteTimings.Parse(said) ?? throw new InvalidOperationException($"flite printed no timings for {take.Name}.");
        }
        finally
        {
            File.Delete(text);
            File.Delete(addenda);
        }
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string? input, CancellationToken cancel)
    {
        var pipes = input is null ? ChildPipes.None : ChildPipes.Feed(Encoding.UTF8.GetBytes(input + "\n"));
        var exit = await ChildProcess.RunAsync(new ChildCommand(program, arguments), pipes, cancel);
        return exit.Succeeded ? exit.OutputText : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed with exit code {exit.Code}. {exit.Errors}");
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
