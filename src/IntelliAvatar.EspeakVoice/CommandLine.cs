// SPDX-License-Identifier: GPL-3.0-or-later

namespace IntelliAvatar.EspeakVoice;

/// <summary>What we were asked to do.</summary>
/// <param name="Voice">As espeak-ng's <c>-v</c> takes it: <c>inc/hi+f5</c>.</param>
/// <param name="Out">The wav file to write.</param>
/// <param name="Rate">Words a minute.</param>
/// <param name="Pitch">0…100.</param>
internal sealed record CommandLine(string Voice, string Out, int Rate = 175, int Pitch = 50)
{
    /// <returns>Null when the arguments make no sense.</returns>
    public static CommandLine? Parse(string[] args)
    {
        var given = new Dictionary<string, string>();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            given[args[i]] = args[i + 1];
        }

        if (args.Length % 2 != 0 || given.Keys.Except(["--voice", "--out", "--rate", "--pitch"]).Any()
            || !given.TryGetValue("--voice", out var voice) || !given.TryGetValue("--out", out var wav)
            || !int.TryParse(given.GetValueOrDefault("--rate", "175"), out var rate) || rate is < 80 or > 450
            || !int.TryParse(given.GetValueOrDefault("--pitch", "50"), out var pitch) || pitch is < 0 or > 100)
        {
            return null;
        }

        return new CommandLine(voice, wav, rate, pitch);
    }
}
