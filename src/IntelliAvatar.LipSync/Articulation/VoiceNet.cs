using System.Numerics;
using System.Runtime.InteropServices;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>
/// Silero VAD (version 6, 16 kHz; models/silero-vad/NOTICE.md): how likely every 32 ms of sound hold a voice, from all that came before.
/// The magnitudes of four spectra, four convolutions over them, an LSTM (Hochreiter and Schmidhuber 1997), one answer. Immutable.
/// </summary>
internal sealed class VoiceNet
{
    /// <summary>Samples from one answer to the next.</summary>
    public const int FrameLength = 512;

    private const int Context = 64, Padding = 64, Window = 256, Step = 128, Spectra = 4, Bins = (Window / 2) + 1, Taps = 3, Width = 128;

    // Frames whose sums are taken together.
    private const int Piece = 32;

    private static readonly Lazy<VoiceNet> s_shared = new(Read);
    private static readonly FourierTransform s_transform = new(Window);
    private static readonly double[] s_window = [.. Enumerable.Range(0, Window)
        .Select(i => 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / Window)))];

    private readonly Layer[] _encoder;
    private readonly float[] _input, _recurrent, _gateBias, _answer;
    private readonly float _answerBias;

    private VoiceNet(ReadOnlySpan<float> weights)
    {
        var rest = weights;
        _encoder =
        [
            NextLayer(ref rest, Bins, Width, stride: 1), NextLayer(ref rest, Width, 64, stride: 2),
            NextLayer(ref rest, 64, 64, stride: 2), NextLayer(ref rest, 64, Width, stride: 1),
        ];
        _input = Turned(Next(ref rest, 4 * Width * Width), Width);
        _recurrent = Turned(Next(ref rest, 4 * Width * Width), Width);
        _gateBias = [.. Next(ref rest, 4 * Width).ToArray().Zip(Next(ref rest, 4 * Width).ToArray(), (one, other) => one + other)];
        _answer = Next(ref rest, Width).ToArray();
        _answerBias = Next(ref rest, 1)[0];
    }

    public static VoiceNet Shared => s_shared.Value;

    /// <summary>For every started 32 ms how likely they hold a voice, 0…1.</summary>
    /// <param name="samples">16 kHz mono, −1…1.</param>
    /// <param name="cancel">Looked at about once a second of sound.</param>
    public float[] Run(ReadOnlySpan<float> samples, CancellationToken cancel = default)
    {
        var answers = new float[(samples.Length + FrameLength - 1) / FrameLength];
        var (output, cell) = (new float[Width], new float[Width]);
        for (var first = 0; first < answers.Length; first += Piece)
        {
            cancel.ThrowIfCancellationRequested();
            var count = Math.Min(Piece, answers.Length - first);
            var gates = Gates(samples, first, count);
            for (var frame = 0; frame < count; frame++)
            {
                answers[first + frame] = Remember(gates.AsSpan(frame * 4 * Width, 4 * Width), output, cell);
            }
        }

        return answers;
    }

    /// <summary>What the LSTM's gates get from the sound alone, [frame][gate].</summary>
    private float[] Gates(ReadOnlySpan<float> samples, int first, int count)
    {
        var (signal, moments) = (Magnitudes(samples, first, count), Spectra);
        foreach (var layer in _encoder)
        {
            (signal, moments) = layer.Apply(signal, count, moments);
        }

        var gates = new float[count * 4 * Width];
        for (var frame = 0; frame < count; frame++)
        {
            _gateBias.CopyTo(gates, frame * 4 * Width);
        }

        MatrixProduct.Add(signal, Width, _input, 4 * Width, gates);
        return gates;
    }

    /// <summary>[frame][spectrum][bin]. A frame begins with the last samples of the one before, and is mirrored at its end.</summary>
    private static float[] Magnitudes(ReadOnlySpan<float> samples, int first, int count)
    {
        var magnitudes = new float[count * Spectra * Bins];
        var sound = new float[Context + FrameLength + Padding];
        var spectrum = new Complex[Window];
        for (var row = 0; row < count * Spectra; row += 2)
        {
            var (frame, start) = (first + (row / Spectra), row % Spectra * Step);
            if (start == 0)
            {
                Cut(samples, (frame * FrameLength) - Context, sound);
            }

            // Two real signals in one transform: a real signal's spectrum mirrors itself, which tells them apart again.
            for (var i = 0; i < Window; i++)
            {
                spectrum[i] = new(sound[start + i] * s_window[i], sound[start + Step + i] * s_window[i]);
            }

            s_transform.Transform(spectrum);
            for (var bin = 0; bin < Bins; bin++)
            {
                var (one, mirrored) = (spectrum[bin], spectrum[(Window - bin) % Window]);
                magnitudes[(row * Bins) + bin] = Length(one.Real + mirrored.Real, one.Imaginary - mirrored.Imaginary);
                magnitudes[((row + 1) * Bins) + bin] = Length(one.Imaginary + mirrored.Imaginary, mirrored.Real - one.Real);
            }
        }

        return magnitudes;
    }

    private static float Length(double twiceReal, double twiceImaginary) =>
        (float)(Math.Sqrt((twiceReal * twiceReal) + (twiceImaginary * twiceImaginary)) / 2);

    private static void Cut(ReadOnlySpan<float> samples, int start, Span<float> sound)
    {
        sound.Clear();
        var from = Math.Max(0, -start);
        samples[(start + from)..Math.Min(samples.Length, start + Context + FrameLength)].CopyTo(sound[from..]);
        for (var i = 0; i < Padding; i++)
        {
            sound[Context + FrameLength + i] = sound[Context + FrameLength - 2 - i];
        }
    }

    /// <summary>One step of the LSTM: <paramref name="output"/> and <paramref name="cell"/> are its memory.</summary>
    private float Remember(Span<float> gates, float[] output, float[] cell)
    {
        MatrixProduct.Add(output, Width, _recurrent, 4 * Width, gates);
        var answer = _answerBias;
        for (var i = 0; i < Width; i++)
        {
            var (keep, take) = (MouthNet.Sigmoid(gates[Width + i]), MouthNet.Sigmoid(gates[i]));
            cell[i] = (keep * cell[i]) + (take * MathF.Tanh(gates[(2 * Width) + i]));
            output[i] = MouthNet.Sigmoid(gates[(3 * Width) + i]) * MathF.Tanh(cell[i]);
            answer += _answer[i] * Math.Max(0, output[i]);
        }

        return MouthNet.Sigmoid(answer);
    }

    private static VoiceNet Read()
    {
        using var file = typeof(VoiceNet).Assembly.GetManifestResourceStream("voicenet.bin")!;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return new VoiceNet(MemoryMarshal.Cast<byte, float>(bytes));
    }

    private static ReadOnlySpan<float> Next(ref ReadOnlySpan<float> rest, int count)
    {
        var next = rest[..count];
        rest = rest[count..];
        return next;
    }

    private static Layer NextLayer(ref ReadOnlySpan<float> rest, int inputs, int outputs, int stride)
    {
        // [output][input][tap] → [output][tap][input] → [tap][input][output]
        var file = Next(ref rest, outputs * inputs * Taps);
        var rows = new float[file.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var (output, tap, input) = (i / (Taps * inputs), i / inputs % Taps, i % inputs);
            rows[i] = file[(((output * inputs) + input) * Taps) + tap];
        }

        return new Layer(Turned(rows, Taps * inputs), Next(ref rest, outputs).ToArray(), inputs, stride);
    }

    private static float[] Turned(ReadOnlySpan<float> matrix, int columns)
    {
        var rows = matrix.Length / columns;
        var turned = new float[matrix.Length];
        for (var i = 0; i < matrix.Length; i++)
        {
            turned[(i % columns * rows) + (i / columns)] = matrix[i];
        }

        return turned;
    }

    /// <summary>A convolution of three taps with zeros beyond both ends, rectified.</summary>
    /// <param name="Weights">[tap][input][output].</param>
    /// <param name="Biases">Per output.</param>
    /// <param name="Inputs">Channels in.</param>
    /// <param name="Stride">Moments from one answer to the next.</param>
    private sealed record Layer(float[] Weights, float[] Biases, int Inputs, int Stride)
    {
        /// <summary>Reads and writes [frame][moment][channel].</summary>
        public (float[] Signal, int Moments) Apply(ReadOnlySpan<float> signal, int frames, int moments)
        {
            var answers = (moments + Stride - 1) / Stride;
            var outputs = Biases.Length;
            var rows = new float[frames * answers * Taps * Inputs];
            var sums = new float[frames * answers * outputs];
            for (var row = 0; row < frames * answers; row++)
            {
                var (frame, middle) = (row / answers, row % answers * Stride);
                var (from, to) = (Math.Max(0, middle - 1), Math.Min(moments, middle + 2));
                signal[(((frame * moments) + from) * Inputs)..(((frame * moments) + to) * Inputs)]
                    .CopyTo(rows.AsSpan(((row * Taps) + from - middle + 1) * Inputs));
                Biases.CopyTo(sums, row * outputs);
            }

            MatrixProduct.Add(rows, Taps * Inputs, Weights, outputs, sums);
            foreach (ref var sum in sums.AsSpan())
            {
                sum = Math.Max(0, sum);
            }

            return (sums, answers);
        }
    }
}
