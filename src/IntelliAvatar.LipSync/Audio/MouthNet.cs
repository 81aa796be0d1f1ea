using System.Buffers.Binary;
using System.Numerics;

namespace IntelliAvatar.LipSync.Audio;

/// <summary>A small net (286 → 48 → 3) from sound to mouth: how far open, whether closed as for p, b, m. Immutable.</summary>
public sealed class MouthNet
{
    private const int Context = 11;
    private const int ContextStride = 3;
    private const int Inputs = Context * AudioFeatures.Bands;
    private const int Hidden = 48;
    private const int Outputs = 3;
    private const int Parameters = (Hidden * Inputs) + Hidden + (Outputs * Hidden) + Outputs;
    private const int Open = 0;
    private const int Closed = 1;

    private readonly float[] _weights1;
    private readonly float[] _bias1;
    private readonly float[] _weights2;
    private readonly float[] _bias2;

    /// <param name="file">The bytes of <c>mouthnet.bin</c>: little-endian floats, W1[48][286], b1[48], W2[3][48], b2[3].</param>
    /// <exception cref="InvalidModelException">They have the wrong length, or are not all numbers.</exception>
    public MouthNet(ReadOnlySpan<byte> file)
    {
        if (file.Length != Parameters * sizeof(float))
        {
            throw new InvalidModelException($"a mouth net has {Parameters * sizeof(float)} bytes, not {file.Length}");
        }

        var values = new float[Parameters];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(file[(i * sizeof(float))..]);
        }

        if (!values.All(float.IsFinite))
        {
            throw new InvalidModelException("the mouth net holds values that are not numbers");
        }

        var bias1 = Hidden * Inputs;
        var weights2 = bias1 + Hidden;
        var bias2 = weights2 + (Outputs * Hidden);
        (_weights1, _bias1, _weights2, _bias2) = (values[..bias1], values[bias1..weights2], values[weights2..bias2], values[bias2..]);
    }

    /// <summary>For every hop of <paramref name="audio"/> how far open (0…1) and how surely closed (0…1) the mouth is.</summary>
    public (float[] Open, float[] Closed) Run(AudioFeatures audio, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        var (open, closed) = (new float[audio.Count], new float[audio.Count]);
        var loud = Signal.Quantile(audio.Total, 0.95);
        float[][] bands = [.. audio.Mel.Select(hop => Array.ConvertAll(hop, level => (2 * Math.Clamp((level - loud + 50) / 50, 0, 1.4f)) - 1))];
        Span<float> input = stackalloc float[Inputs];
        Span<float> hidden = stackalloc float[Hidden];
        for (var hop = 0; hop < bands.Length; hop++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var c = 0; c < Context; c++)
            {
                var place = Math.Clamp(hop + ((c - (Context / 2)) * ContextStride), 0, bands.Length - 1);
                bands[place].CopyTo(input[(c * AudioFeatures.Bands)..]);
            }

            for (var unit = 0; unit < Hidden; unit++)
            {
                hidden[unit] = MathF.Tanh(_bias1[unit] + Dot(_weights1.AsSpan(unit * Inputs, Inputs), input));
            }

            open[hop] = Answer(Open, hidden);
            closed[hop] = Answer(Closed, hidden);
        }

        return (open, closed);
    }

    private float Answer(int output, ReadOnlySpan<float> hidden) =>
        1 / (1 + MathF.Exp(-(_bias2[output] + Dot(_weights2.AsSpan(output * Hidden, Hidden), hidden))));

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sums += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        }

        var sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
