using System.Runtime.InteropServices;

namespace IntelliAvatar.Server.Media;

/// <summary>Whether there is anything to hear.</summary>
internal static class Silence
{
    // -60 dB below full scale: the noise of a quiet room in a good microphone lies about there, a whisper 20 dB above.
    private const double Threshold = 32768 * 0.001;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(50);

    /// <summary>No stretch of 50 ms is louder (RMS around its mean) than −60 dBFS.</summary>
    public static async Task<bool> IsAllAsync(Stream file, WavFile wav, CancellationToken cancel)
    {
        var window = new byte[Math.Max(1, (int)(wav.SampleRate * Window.TotalSeconds)) * 2];
        file.Position = wav.DataStart;
        for (var left = wav.Samples * 2; left > 0;)
        {
            var part = window.AsMemory(0, (int)Math.Min(window.Length, left));
            await file.ReadExactlyAsync(part, cancel);
            if (Deviation(MemoryMarshal.Cast<byte, short>(part.Span)) > Threshold)
            {
                return false;
            }

            left -= part.Length;
        }

        return true;
    }

    private static double Deviation(ReadOnlySpan<short> samples)
    {
        double sum = 0, squares = 0;
        foreach (var sample in samples)
        {
            sum += sample;
            squares += (double)sample * sample;
        }

        var mean = sum / samples.Length;
        return Math.Sqrt(Math.Max(0, (squares / samples.Length) - (mean * mean)));
    }
}
