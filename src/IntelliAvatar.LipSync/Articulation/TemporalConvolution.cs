using System.Numerics;

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
                AddProduct(
                    input[((first + offset) * Inputs)..((end + offset) * Inputs)], Inputs,
                    Weights.AsSpan(tap * Inputs * Outputs, Inputs * Outputs), Outputs, output[(first * Outputs)..(end * Outputs)]);
            }
        }
    }

    /// <summary><paramref name="sums"/>[row][column] += Σᵢ <paramref name="rows"/>[row][i] · <paramref name="matrix"/>[i][column].</summary>
    internal static void AddProduct(ReadOnlySpan<float> rows, int inner, ReadOnlySpan<float> matrix, int columns, Span<float> sums)
    {
        var count = rows.Length / inner;
        var row = 0;
        for (; row + 4 <= count; row += 4)
        {
            AddFourRows(rows.Slice(row * inner, 4 * inner), inner, matrix, columns, sums.Slice(row * columns, 4 * columns));
        }

        for (; row < count; row++)
        {
            AddRow(rows.Slice(row * inner, inner), matrix, columns, sums.Slice(row * columns, columns));
        }
    }

    private static void AddFourRows(ReadOnlySpan<float> rows, int inner, ReadOnlySpan<float> matrix, int columns, Span<float> sums)
    {
        ReadOnlySpan<float> x0 = rows[..inner], x1 = rows.Slice(inner, inner), x2 = rows.Slice(2 * inner, inner), x3 = rows.Slice(3 * inner, inner);
        Span<float> s0 = sums[..columns], s1 = sums.Slice(columns, columns), s2 = sums.Slice(2 * columns, columns), s3 = sums.Slice(3 * columns, columns);
        var column = 0;
        for (; column + Vector<float>.Count <= columns; column += Vector<float>.Count)
        {
            Vector<float> a0 = new(s0[column..]), a1 = new(s1[column..]), a2 = new(s2[column..]), a3 = new(s3[column..]);
            for (int i = 0, place = column; i < inner; i++, place += columns)
            {
                var weight = new Vector<float>(matrix[place..]);
                a0 += weight * x0[i];
                a1 += weight * x1[i];
                a2 += weight * x2[i];
                a3 += weight * x3[i];
            }

            a0.CopyTo(s0[column..]);
            a1.CopyTo(s1[column..]);
            a2.CopyTo(s2[column..]);
            a3.CopyTo(s3[column..]);
        }

        for (; column < columns; column++)
        {
            for (int i = 0, place = column; i < inner; i++, place += columns)
            {
                s0[column] += matrix[place] * x0[i];
                s1[column] += matrix[place] * x1[i];
                s2[column] += matrix[place] * x2[i];
                s3[column] += matrix[place] * x3[i];
            }
        }
    }

    private static void AddRow(ReadOnlySpan<float> row, ReadOnlySpan<float> matrix, int columns, Span<float> sums)
    {
        var column = 0;
        for (; column + Vector<float>.Count <= columns; column += Vector<float>.Count)
        {
            var sum = new Vector<float>(sums[column..]);
            for (int i = 0, place = column; i < row.Length; i++, place += columns)
            {
                sum += new Vector<float>(matrix[place..]) * row[i];
            }

            sum.CopyTo(sums[column..]);
        }

        for (; column < columns; column++)
        {
            for (int i = 0, place = column; i < row.Length; i++, place += columns)
            {
                sums[column] += matrix[place] * row[i];
            }
        }
    }
}
