using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>
/// A small net from sound to mouth: how far open, whether closed as for p, b, m. A stack of dilated convolutions over time, all but the first and the last
/// with a way around them (He et al. 2016), so that every answer comes from some 170 ms before and after it. Immutable.
/// </summary>
public sealed class MouthNet
{
    internal const int Open = 0, Closed = 1, Outputs = 2;
    internal const float Leak = 0.1f;

    private const float Floor = -60, LoudRange = 20, UsualLevel = -13, UsualTilt = -0.7f;
    private const int UsualHops = 40;

    // Long speech is heard in pieces: memory stays small, and cancelling does not wait.
    private const int PieceHops = 2048;

    private readonly TemporalConvolution[] _layers;
    private readonly int _reach;

    private delegate void Hear(int hop, ReadOnlySpan<float> inner, ReadOnlySpan<float> answers);

    /// <param name="file">The bytes of <c>mouthnet.bin</c> (models/mouth-net/README.md has the layout).</param>
    /// <exception cref="InvalidModelException">They are not such a file.</exception>
    public MouthNet(ReadOnlySpan<byte> file)
    {
        _layers = MouthNetFile.Parse(file);
        if (_layers[^1].Outputs != Outputs || _layers[1..^1].Any(layer => layer.Inputs != layer.Outputs))
        {
            throw new InvalidModelException($"a mouth net gives {Outputs} answers, and its inner layers are equally wide");
        }

        _reach = _layers.Sum(layer => layer.Reach);
    }

    private int InnerChannels => _layers[^1].Inputs;

    /// <summary>For every hop of <paramref name="audio"/> how far open (0…1) and how surely closed (0…1) the mouth is.</summary>
    public (float[] Open, float[] Closed) Run(AudioFeatures audio, CancellationToken cancel = default)
    {
        var (open, closed, _) = Run(audio, own: null, cancel);
        return (open, closed);
    }

    /// <summary>The same, and how much wider (or less wide) one person's own way opens the mouth; 0 everywhere if that is not known.</summary>
    internal (float[] Open, float[] Closed, float[] Change) Run(AudioFeatures audio, OwnOpening? own, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        if (own is not null && own.Weights.Length != InnerChannels)
        {
            throw new ArgumentException($"The net has {InnerChannels} channels, not {own.Weights.Length}.", nameof(own));
        }

        var (open, closed, change) = (new float[audio.Count], new float[audio.Count], new float[audio.Count]);
        Listen(audio, (hop, inner, answers) =>
        {
            open[hop] = Sigmoid(answers[Open]);
            closed[hop] = Sigmoid(answers[Closed]);
            change[hop] = own?.Change(inner) ?? 0;
        }, cancel);
        return (open, closed, change);
    }

    /// <summary>How far open, and what the last inner layer says that this comes from, [channel][hop].</summary>
    internal (float[] Open, float[][] Inner) RunInner(AudioFeatures audio, CancellationToken cancel = default)
    {
        var open = new float[audio.Count];
        float[][] channels = [.. Enumerable.Range(0, InnerChannels).Select(_ => new float[audio.Count])];
        Listen(audio, (hop, inner, answers) =>
        {
            open[hop] = Sigmoid(answers[Open]);
            for (var channel = 0; channel < channels.Length; channel++)
            {
                channels[channel][hop] = inner[channel];
            }
        }, cancel);
        return (open, channels);
    }

    /// <summary>What the net is given, [hop][band], −1…2: each band, in units of 25 dB, against what it usually is in the loud parts of this speech, so that neither the voice nor the microphone matters much.</summary>
    internal static float[] Input(AudioFeatures audio)
    {
        var loud = Signal.Quantile(audio.Total, 0.95);
        var usual = new float[AudioFeatures.Bands];
        var input = new float[audio.Count * AudioFeatures.Bands];
        for (var band = 0; band < AudioFeatures.Bands; band++)
        {
            var (sum, count) = (UsualHops * (UsualLevel + (UsualTilt * band)), (float)UsualHops);
            for (var hop = 0; hop < audio.Count; hop++)
            {
                if (audio.Total[hop] > loud - LoudRange)
                {
                    sum += Math.Max(Floor, audio.Mel[hop][band] - loud);
                    count++;
                }
            }

            for (var hop = 0; hop < audio.Count; hop++)
            {
                input[(hop * AudioFeatures.Bands) + band] = Math.Clamp((Math.Max(Floor, audio.Mel[hop][band] - loud) - (sum / count)) / 25, -1, 2);
            }
        }

        return input;
    }

    internal static float Rectify(float value) => value > 0 ? value : Leak * value;

    internal static float Sigmoid(float value) => 1 / (1 + MathF.Exp(-value));

    private void Listen(AudioFeatures audio, Hear hear, CancellationToken cancel)
    {
        var input = Input(audio);
        for (var start = 0; start < audio.Count; start += PieceHops)
        {
            cancel.ThrowIfCancellationRequested();
            var end = Math.Min(audio.Count, start + PieceHops);
            var (from, to) = (Math.Max(0, start - _reach), Math.Min(audio.Count, end + _reach));
            var inner = Inner(input.AsSpan(from * AudioFeatures.Bands, (to - from) * AudioFeatures.Bands), to - from);
            var answers = Layer(_layers[^1], inner, to - from);
            for (var hop = start; hop < end; hop++)
            {
                hear(hop, inner.AsSpan((hop - from) * InnerChannels, InnerChannels), answers.AsSpan((hop - from) * Outputs, Outputs));
            }
        }
    }

    private float[] Inner(ReadOnlySpan<float> input, int hops)
    {
        var signal = Layer(_layers[0], input, hops);
        Rectify(signal);
        foreach (var layer in _layers.AsSpan(1..^1))
        {
            var change = Layer(layer, signal, hops);
            Rectify(change);
            for (var i = 0; i < signal.Length; i++)
            {
                signal[i] += change[i];
            }
        }

        return signal;
    }

    private static float[] Layer(TemporalConvolution layer, ReadOnlySpan<float> input, int hops)
    {
        var output = new float[hops * layer.Outputs];
        layer.Apply(input, output);
        return output;
    }

    private static void Rectify(Span<float> values)
    {
        foreach (ref var value in values)
        {
            value = Rectify(value);
        }
    }
}
