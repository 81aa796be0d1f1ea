using System.Diagnostics;
using System.Globalization;

namespace PresenterStudio.Acting;

/// <summary>One sound of the speech, in ARPAbet, with its ends in seconds.</summary>
internal readonly record struct Sound(string Phone, double Start, double End);

/// <summary>A sentence spoken by flite, with the exact times of its sounds.</summary>
internal sealed record Utterance(string WavePath, IReadOnlyList<Sound> Sounds)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public double Length => Sounds.Count == 0 ? 0 : Sounds[^1].End;

    /// <summary>Speaks into a wave file. A <paramref name="stretch"/> of 1 is the voice's own pace; more is slower.</summary>
    public static async Task<Utterance> SpeakAsync(string voice, double stretch, string text, string wavePath)
    {
        string[] arguments = ["-voice", voice, "--setf", string.Create(CultureInfo.InvariantCulture, $"duration_stretch={stretch}"), "-psdur", "-t", text, wavePath];
        using var flite = Process.Start(new ProcessStartInfo("flite", arguments) { RedirectStandardOutput = true })!;
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            var said = await flite.StandardOutput.ReadToEndAsync(deadline.Token);
            await flite.WaitForExitAsync(deadline.Token);
            return flite.ExitCode == 0 ? new(wavePath, Parse(said)) : throw new InvalidOperationException($"flite ended with {flite.ExitCode}.");
        }
        finally
        {
            if (!flite.HasExited)
            {
                flite.Kill();
            }
        }
    }

    /// <summary>flite prints "phone:end" pairs; a sound begins where the one before it ends.</summary>
    private static List<Sound> Parse(string said)
    {
        var sounds = new List<Sound>();
        foreach (var pair in said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = pair.LastIndexOf(':');
            if (colon > 0)
            {
                var start = sounds.Count == 0 ? 0 : sounds[^1].End;
                sounds.Add(new(pair[..colon], start, double.Parse(pair[(colon + 1)..], CultureInfo.InvariantCulture)));
            }
        }

        return sounds;
    }
}
