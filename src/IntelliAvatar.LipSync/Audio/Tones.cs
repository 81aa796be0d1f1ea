using System.Numerics;

namespace IntelliAvatar.LipSync.Audio;

/// <summary>
/// Whether the tones of a sound stay where they are. Those of an instrument, a bell or a hum do, for as long as each sounds; a voice glides,
/// so that its higher harmonics are elsewhere a sixth of a second later; noise has none.
/// </summary>
internal static class Tones
{
    private const int Length = 1024, FirstBin = 10, Bins = 256, Around = 8;

    // In bins: 94 to 400 Hz.
    private const int NarrowestSpacing = 6, WidestSpacing = 26;

    // Twice a hundredth of a second is often enough.
    private const int Step = 2, Lag = 8;

    private static readonly double[] s_window =
        [.. Enumerable.Range(0, Length).Select(i => 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / (Length - 1))))];
    private static readonly FourierTransform s_transform = new(Length);

    /// <summary>
    /// For every hop how much alike the tones from 160 to 4000 Hz are 80 ms before and after it, and how evenly they are spaced, as the harmonics
    /// of a voice are: 1 = wholly, 0 = not at all.
    /// </summary>
    public static (float[] Steady, float[] Harmonic) Of(ReadOnlySpan<float> samples, int hops, CancellationToken cancel)
    {
        var (steady, harmonic) = (new float[hops], new float[hops]);
        var spectrum = new Complex[Length];
        var past = new Queue<float[]>();
        for (var hop = 0; hop < hops; hop += Step)
        {
            cancel.ThrowIfCancellationRequested();
            var tones = Standing(samples, (hop * AudioFeatures.HopLength) - (Length / 2), spectrum);
            past.Enqueue(tones);
            harmonic.AsSpan(hop, Math.Min(Step, hops - hop)).Fill(Evenness(tones));
            if (past.Count > 2 * Lag / Step)
            {
                var alike = Product(past.Dequeue(), tones);
                steady.AsSpan(hop - Lag, Math.Min(Step, hops - hop + Lag)).Fill(alike);
            }
        }

        return (steady, harmonic);
    }

    /// <summary>What stands out of the spectrum's run, in decibels, with the mean 0 and the length 1.</summary>
    private static float[] Standing(ReadOnlySpan<float> samples, int start, Complex[] spectrum)
    {
        for (var i = 0; i < Length; i++)
        {
            var at = start + i;
            var sample = at >= 0 && at < samples.Length && float.IsFinite(samples[at]) ? samples[at] : 0;
            spectrum[i] = sample * s_window[i];
        }

        s_transform.Transform(spectrum);
        var level = new float[Bins];
        var sums = new float[Bins + 1];
        for (var bin = 0; bin < Bins; bin++)
        {
            var (real, imaginary) = (spectrum[bin].Real, spectrum[bin].Imaginary);
            level[bin] = 10 * MathF.Log10((float)((real * real) + (imaginary * imaginary)) + 1e-6f);
            sums[bin + 1] = sums[bin] + level[bin];
        }

        var tones = new float[Bins - FirstBin];
        for (var bin = FirstBin; bin < Bins; bin++)
        {
            var (from, to) = (bin - Around, Math.Min(Bins, bin + Around + 1));
            tones[bin - FirstBin] = Math.Max(0, level[bin] - ((sums[to] - sums[from]) / (to - from)));
        }

        var mean = tones.Average();
        var size = MathF.Sqrt(tones.Sum(tone => (tone - mean) * (tone - mean))) + 1e-6f;
        return Array.ConvertAll(tones, tone => (tone - mean) / size);
    }

    private static float Evenness(float[] tones)
    {
        var most = 0f;
        for (var spacing = NarrowestSpacing; spacing <= WidestSpacing; spacing++)
        {
            most = Math.Max(most, Product(tones.AsSpan(spacing), tones));
        }

        return most;
    }

    private static float Product(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0f;
        for (var i = 0; i < one.Length; i++)
        {
            sum += one[i] * other[i];
        }

        return sum;
    }
}
