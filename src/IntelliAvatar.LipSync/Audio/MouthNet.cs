namespace IntelliAvatar.LipSync.Audio;

/// <summary>
/// A small net from sound to mouth: how far open, whether closed as for p, b, m. A stack of dilated convolutions over time, all but the first and the last
/// with a way around them (He et al. 2016), so that every answer comes from some 170 ms before and after it. Immutable.
/// </summary>
public sealed class MouthNet
{
    internal const int Open = 0, Closed = 1, Outputs = 2;
    internal const float Leak = 0.1f;

    // Long speech is heard in pieces: memory stays small, and cancelling does not wait.
    private const float Floor = -60, LoudRange = 20, UsualLevel = -13, UsualTilt = -0.7f;
    private const int UsualHops = 40;
    private const int PieceHops = 2048;

    private readonly TemporalConvolution[] _layers;
    private readonly int _reach;

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

    /// <summary>For every hop of <paramref name="audio"/> how far open (0…1) and how surely closed (0…1) the mouth is.</summary>
    public (float[] Open, float[] Closed) Run(AudioFeatures audio, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        var (open, closed) = (new float[audio.Count], new float[audio.Count]);
        var input = Input(audio);
        for (var start = 0; start < audio.Count; start += PieceHops)
        {
            cancel.ThrowIfCancellationRequested();
            var end = Math.Min(audio.Count, start + PieceHops);
            var (from, to) = (Math.Max(0, start - _reach), Math.Min(audio.Count, end + _reach));
            var answers = Answers(input.AsSpan(from * AudioFeatures.Bands, (to - from) * AudioFeatures.Bands));
            for (var hop = start; hop < end; hop++)
            {
                open[hop] = Sigmoid(answers[((hop - from) * Outputs) + Open]);
                closed[hop] = Sigmoid(answers[((hop - from) * Outputs) + Closed]);
            }
        }

        return (open, closed);
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

    private float[] Answers(ReadOnlySpan<float> input)
    {
        var hops = input.Length / AudioFeatures.Bands;
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

        return Layer(_layers[^1], signal, hops);
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
