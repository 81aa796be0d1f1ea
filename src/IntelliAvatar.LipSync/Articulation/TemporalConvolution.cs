namespace IntelliAvatar.LipSync.Articulation;

/// <summary>A dilated convolution over time (Waibel et al. 1989; van den Oord et al. 2016), centred, with zeros beyond both ends. Signals are [hop][channel] in one array.</summary>
/// <param name="Inputs">Channels in.</param>
/// <param name="Outputs">Channels out.</param>
/// <param name="Taps">Moments that one output looks at: an odd number.</param>
/// <param name="Dilation">Hops from one of these to the next.</param>
internal sealed record TemporalConvolution(int Inputs, int Outputs, int Taps, int Dilation)
{
    /// <summary>[tap][input][output].</summary>
    public float[] Weights { get; } = new float[Taps * Inputs * Outputs];

    public float[] Biases { get; } = new float[Outputs];

    /// <summary>Hops to one side that an output depends on.</summary>
    public int Reach => Taps / 2 * Dilation;

    /// <summary>Where, for every hop, <paramref name="tap"/> looks: that many hops later.</summary>
    public int OffsetOf(int tap) => (tap - (Taps / 2)) * Dilation;

    /// <summary>Reads hops × <see cref="Inputs"/>, writes hops × <see cref="Outputs"/>. Every sum is taken in the same order on every processor.</summary>
    public void Apply(ReadOnlySpan<float> input, Span<float> output)
    {
        var hops = input.Length / Inputs;
        for (var hop = 0; hop < hops; hop++)
        {
            Biases.CopyTo(output.Slice(hop * Outputs, Outputs));
        }

        for (var tap = 0; tap < Taps; tap++)
        {
            var offset = OffsetOf(tap);
            var (first, end) = (Math.Max(0, -offset), Math.Min(hops, hops - offset));
            if (first < end)
            {
                MatrixProduct.Add(
                    input[((first + offset) * Inputs)..((end + offset) * Inputs)], Inputs,
                    Weights.AsSpan(tap * Inputs * Outputs, Inputs * Outputs), Outputs, output[(first * Outputs)..(end * Outputs)]);
            }
        }
    }
}
