using System.Numerics;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>What the mouth net hears of a piece of speech, 100 times a second; hop t is centred on sample 160·t.</summary>
public sealed class AudioFeatures
{
    public const int SampleRate = SoundRate.SampleRate;
    public const int HopsPerSecond = SoundRate.HopsPerSecond;
    public const int Bands = 26;

    internal const int HopLength = SampleRate / HopsPerSecond;
    private const int WindowLength = 400;
    private const int TransformLength = 512;
    private const int Bins = (TransformLength / 2) + 1;
    private const double BinWidth = (double)SampleRate / TransformLength;
    private const double LowestHertz = 80;

    // Some 85 dB below full scale: the last bit of 16 trembles at −53 dB.
    internal const float Inaudible = -45;

    private static readonly double[] s_window = [.. Enumerable.Range(0, WindowLength).Select(i => 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / (WindowLength - 1))))];
    private static readonly MelBands s_bands = new(Bands, LowestHertz, 7600, BinWidth);
    private static readonly FourierTransform s_transform = new(TransformLength);

    /// <param name="samples">Speech, 16 kHz mono, −1…1. Samples that are not numbers count as silence.</param>
    /// <param name="cancel">Looked at in every hop.</param>
    public AudioFeatures(ReadOnlySpan<float> samples, CancellationToken cancel = default)
    {
        Count = (samples.Length / HopLength) + 1;
        Mel = new float[Count][];
        Total = new float[Count];
        Level = new float[Count];
        var spectrum = new Complex[TransformLength];
        var power = new double[Bins];
        var bands = new double[Bands];
        for (var hop = 0; hop < Count; hop++)
        {
            cancel.ThrowIfCancellationRequested();
            CutWindow(samples, (hop * HopLength) - (WindowLength / 2), spectrum);
            s_transform.Transform(spectrum);
            for (var bin = 0; bin < Bins; bin++)
            {
                power[bin] = (spectrum[bin].Real * spectrum[bin].Real) + (spectrum[bin].Imaginary * spectrum[bin].Imaginary);
            }

            s_bands.Sum(power, bands);
            Mel[hop] = [.. bands.Select(Decibels)];
            Total[hop] = Decibels(Sum(power, LowestHertz, SampleRate));
            Level[hop] = Decibels(Sum(power, 250, 3500));
        }

        Envelope = EnvelopeOf(Level, Level);
        Voice = VoiceActivity.Of(samples, Total, Envelope, cancel);
    }

    /// <summary>Number of hops: ⌊samples / 160⌋ + 1.</summary>
    public int Count { get; }

    /// <summary>Per hop the power in 26 mel bands from 80 to 7600 Hz, in decibels.</summary>
    public float[][] Mel { get; }

    /// <summary>Per hop the power at and above 80 Hz, in decibels.</summary>
    public float[] Total { get; }

    /// <summary>Per hop the power from 250 to 3500 Hz, where speech is, in decibels.</summary>
    public float[] Level { get; }

    /// <summary>Per hop whether a voice may be heard, or only music and noise.</summary>
    internal bool[] Voice { get; }

    /// <summary><see cref="Level"/> against the loud parts of this speech: 0 is 30 dB below them, 1 as loud, at most 1.2. What is inaudible has no loud parts.</summary>
    public float[] Envelope { get; }

    /// <summary>The same of the voice alone: music and noise without a voice are silence, and do not count as loud parts.</summary>
    internal float[] VoiceEnvelope()
    {
        if (Array.TrueForAll(Voice, isVoice => isVoice))
        {
            return Envelope;
        }

        var envelope = EnvelopeOf(Level, [.. Level.Where((_, hop) => Voice[hop])]);
        return [.. envelope.Select((level, hop) => Voice[hop] ? level : 0)];
    }

    private static float[] EnvelopeOf(float[] level, float[] ofVoice)
    {
        var loud = Math.Max(Inaudible, Signal.Quantile(ofVoice, 0.95));
        return [.. level.Select(one => Math.Clamp((one - (loud - 30)) / 30, 0, 1.2f))];
    }

    private static void CutWindow(ReadOnlySpan<float> samples, int start, Span<Complex> window)
    {
        window.Clear();
        var from = Math.Max(0, -start);
        var to = Math.Min(WindowLength, samples.Length - start);
        for (var i = from; i < to; i++)
        {
            var sample = samples[start + i];
            window[i] = float.IsFinite(sample) ? sample * s_window[i] : 0;
        }
    }

    private static double Sum(ReadOnlySpan<double> power, double from, double to)
    {
        var sum = 0.0;
        for (var bin = (int)Math.Ceiling(from / BinWidth); bin < power.Length && bin * BinWidth <= to; bin++)
        {
            sum += power[bin];
        }

        return sum;
    }

    private static float Decibels(double power) => (float)(10 * Math.Log10(power + 1e-9));
}
