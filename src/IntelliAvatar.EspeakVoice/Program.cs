// SPDX-License-Identifier: GPL-3.0-or-later
// espeak-voice: speaks standard input with libespeak-ng, writes a wav file, prints when each phone begins.

using System.Text;
using IntelliAvatar.EspeakVoice;

const int usage = 2, noLibrary = 3, noVoice = 4, notSpoken = 5;
const int mostTextBytes = 1 << 20;

try
{
    if (args is ["--check"])
    {
        Espeak.Open();
        return 0;
    }

    if (CommandLine.Parse(args) is not { } command)
    {
        await Console.Error.WriteLineAsync("espeak-voice --voice VOICE --out FILE.wav [--rate 80…450 words a minute] [--pitch 0…100] < TEXT");
        return usage;
    }

    var rate = Espeak.Open();
    if (!Espeak.Choose(command.Voice, command.Rate, command.Pitch))
    {
        await Console.Error.WriteLineAsync($"espeak-ng has no voice {command.Voice}.");
        return noVoice;
    }

    if (Espeak.Speak(await ReadTextAsync()) is not { } speech)
    {
        await Console.Error.WriteLineAsync("espeak-ng could not speak this.");
        return notSpoken;
    }

    await WaveFile.WriteAsync(command.Out, speech.Samples, rate);
    await Console.Out.WriteAsync(speech.Timings(rate));
    return 0;
}
catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException or InvalidOperationException)
{
    await Console.Error.WriteLineAsync($"libespeak-ng.so.1 cannot be used: {missing.Message}");
    return noLibrary;
}

static async Task<string> ReadTextAsync()
{
    using var input = Console.OpenStandardInput();
    var text = new byte[mostTextBytes];
    var length = await input.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false);
    return Encoding.UTF8.GetString(text, 0, length);
}
