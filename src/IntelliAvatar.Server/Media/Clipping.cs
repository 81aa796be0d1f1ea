using System.Runtime.InteropServices;

namespace IntelliAvatar.Server.Media;

/// <summary>Where a recording was louder than it can hold.</summary>
public static class Clipping
{
    private const int FullScale = 32_700;

    // Loud speech touches full scale now and then; it clips when it stays there.
    private const int FlatSamples = 4;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100), Together = TimeSpan.FromSeconds(1);

    /// <summary>The stretches that clip; those that lie close together are one.</summary>
    /// <param name="wavPath">What <see cref="MediaIntake"/> wrote.</param>
    public static async Task<IReadOnlyList<(TimeSpan From, TimeSpan To)>> FindAsync(string wavPath, CancellationToken cancel)
    {
        await using var file = File.OpenRead(wavPath);
        var stretches = new List<(TimeSpan From, TimeSpan To)>();
        if (await WavFile.ReadPlainAsync(file, cancel) is not { } wav)
        {
            return stretches;
        }

        var window = new byte[Math.Max(1, (int)(wav.SampleRate * Window.TotalSeconds)) * 2];
        file.Position = wav.DataStart;
        var at = TimeSpan.Zero;
        for (var left = wav.Samples * 2; left > 0;)
        {
            var part = window.AsMemory(0, (int)Math.Min(window.Length, left));
            await file.ReadExactlyAsync(part, cancel);
            var end = at + TimeSpan.FromSeconds(part.Length / 2.0 / wav.SampleRate);
            if (IsFlat(MemoryMarshal.Cast<byte, short>(part.Span)))
            {
                if (stretches.Count > 0 && at - stretches[^1].To < Together)
                {
                    stretches[^1] = (stretches[^1].From, end);
                }
                else
                {
                    stretches.Add((at, end));
                }
            }

            (at, left) = (end, left - part.Length);
        }

        return stretches;
    }

    private static bool IsFlat(ReadOnlySpan<short> samples)
    {
        var run = 0;
        foreach (var sample in samples)
        {
            run = Math.Abs((int)sample) >= FullScale ? run + 1 : 0;
            if (run == FlatSamples)
            {
                return true;
            }
        }

        return false;
    }
}
