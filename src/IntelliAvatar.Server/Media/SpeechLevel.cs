using System.Globalization;
using System.Runtime.InteropServices;

namespace IntelliAvatar.Server.Media;

/// <summary>How loud a recording is. One that is far too quiet is made louder, and an offset under it is removed.</summary>
/// <param name="Offset">Mean of all samples, −1…1.</param>
/// <param name="Voice">RMS around the mean of all but the loudest twentieth of its moments, 0…1.</param>
/// <param name="Background">The same of the quietest tenth.</param>
/// <param name="Peak">Farthest sample from the mean, clicks aside, 0…1.</param>
internal sealed record SpeechLevel(double Offset, double Voice, double Background, double Peak)
{
    // Ordinary speech lies at -20 dBFS by this measure, that of a distant telephone at -30.
    private const double TooQuiet = 0.0178, Usual = 0.1, HighestPeak = 0.9, MostGain = 100;

    /// <summary>A cheap sound card has half as much.</summary>
    private const double LargeOffset = 0.01;

    /// <summary>Noise that is always as loud is no voice, and is not made louder.</summary>
    private const double LeastRise = 2;

    /// <summary>Below what can be heard of a voice.</summary>
    private const double CutOffInHertz = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(50);

    /// <summary>By how much it is to be made louder; 1: it is left as it is.</summary>
    public double Gain => Voice is > 0 and < TooQuiet && Voice > LeastRise * Background
        ? Math.Max(1, Math.Min(Math.Min(Usual / Voice, HighestPeak / Peak), MostGain))
        : 1;

    private bool IsOffset => Math.Abs(Offset) >= LargeOffset;

    /// <summary>Puts right the samples of a wav where they lie.</summary>
    /// <returns>What was done, for people; nothing when it was left as it is.</returns>
    public static async Task<IReadOnlyList<string>> MendAsync(string wavPath, WavFile wav, CancellationToken cancel)
    {
        SpeechLevel level;
        await using (var file = File.OpenRead(wavPath))
        {
            level = await MeasureAsync(file, wav, cancel);
        }

        if (!level.IsOffset && level.Gain < 1.1)
        {
            return [];
        }

        await using (var file = File.Open(wavPath, FileMode.Open, FileAccess.ReadWrite))
        {
            await level.ApplyAsync(file, wav, cancel);
        }

        return level.Describe();
    }

    internal static async Task<SpeechLevel> MeasureAsync(Stream file, WavFile wav, CancellationToken cancel)
    {
        var window = new byte[Math.Max(1, (int)(wav.SampleRate * Window.TotalSeconds)) * 2];
        var (sum, levels, highs, lows) = (0.0, new List<double>(), new List<int>(), new List<int>());
        file.Position = wav.DataStart;
        for (var left = wav.Samples * 2; left > 0;)
        {
            var part = window.AsMemory(0, (int)Math.Min(window.Length, left));
            await file.ReadExactlyAsync(part, cancel);
            sum += Add(MemoryMarshal.Cast<byte, short>(part.Span), levels, highs, lows);
            left -= part.Length;
        }

        if (levels.Count == 0)
        {
            return new(0, 0, 0, 0);
        }

        levels.Sort();
        highs.Sort();
        lows.Sort();
        var mean = sum / wav.Samples;
        var last = levels.Count - 1;
        // One moment of a hundred may be a click.
        var loud = (int)Math.Round(last * 0.99);
        var peak = Math.Max(highs[loud] - mean, mean - lows[last - loud]);
        return new(mean / 32768, levels[(int)Math.Round(last * 0.95)] / 32768, levels[last / 10] / 32768, peak / 32768);
    }

    private static double Add(ReadOnlySpan<short> samples, List<double> levels, List<int> highs, List<int> lows)
    {
        var (sum, squares, high, low) = (0.0, 0.0, (int)short.MinValue, (int)short.MaxValue);
        foreach (var sample in samples)
        {
            sum += sample;
            squares += (double)sample * sample;
            high = Math.Max(high, sample);
            low = Math.Min(low, sample);
        }

        var mean = sum / samples.Length;
        levels.Add(Math.Sqrt(Math.Max(0, (squares / samples.Length) - (mean * mean))));
        highs.Add(high);
        lows.Add(low);
        return sum;
    }

    private async Task ApplyAsync(FileStream file, WavFile wav, CancellationToken cancel)
    {
        var block = new byte[64 << 10];
        var (keep, before, value) = (Math.Exp(-2 * Math.PI * CutOffInHertz / wav.SampleRate), Offset * 32768, 0.0);
        file.Position = wav.DataStart;
        for (var left = wav.Samples * 2; left > 0;)
        {
            var part = block.AsMemory(0, (int)Math.Min(block.Length, left));
            await file.ReadExactlyAsync(part, cancel);
            Filter(MemoryMarshal.Cast<byte, short>(part.Span));
            file.Position -= part.Length;
            await file.WriteAsync(part, cancel);
            left -= part.Length;
        }

        void Filter(Span<short> samples)
        {
            foreach (ref var sample in samples)
            {
                value = sample - before + (keep * value);
                before = sample;
                sample = (short)Math.Clamp(Math.Round(Gain * value), short.MinValue, short.MaxValue);
            }
        }
    }

    private List<string> Describe()
    {
        var done = new List<string>();
        if (IsOffset)
        {
            done.Add(string.Create(CultureInfo.InvariantCulture, $"its offset of {Math.Abs(Offset) * 100:0} % of full scale was removed"));
        }

        if (Gain >= 1.1)
        {
            done.Add(string.Create(CultureInfo.InvariantCulture, $"made {Decibels(Gain):0} dB louder (it was very quiet, at {Decibels(Voice):0} dB)"));
        }

        return done;
    }

    private static double Decibels(double ratio) => 20 * Math.Log10(ratio);
}
