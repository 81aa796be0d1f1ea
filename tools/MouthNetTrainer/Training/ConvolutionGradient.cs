using System.Numerics;
using IntelliAvatar.LipSync.Articulation;

namespace MouthNetTrainer.Training;

/// <summary>The way back through a <see cref="TemporalConvolution"/>.</summary>
internal static class ConvolutionGradient
{
    /// <summary>Adds to <paramref name="weights"/> and <paramref name="biases"/> how the loss changes with them, and to <paramref name="inputSlope"/>, unless empty, how it changes with the input.</summary>
    /// <param name="input">What the layer was given, [hop][input].</param>
    /// <param name="slope">How the loss changes with what it gave, [hop][output].</param>
    public static void Add(TemporalConvolution layer, ReadOnlySpan<float> input, ReadOnlySpan<float> slope, Span<float> weights, Span<float> biases, Span<float> inputSlope)
    {
        var hops = input.Length / layer.Inputs;
        for (var hop = 0; hop < hops; hop++)
        {
            for (var output = 0; output < layer.Outputs; output++)
            {
                biases[output] += slope[(hop * layer.Outputs) + output];
            }
        }

        var size = layer.Inputs * layer.Outputs;
        for (var tap = 0; tap < layer.Taps; tap++)
        {
            var offset = layer.OffsetOf(tap);
            var (first, end) = (Math.Max(0, -offset), Math.Min(hops, hops - offset));
            if (first >= end)
            {
                continue;
            }

            var seen = ((first + offset) * layer.Inputs)..((end + offset) * layer.Inputs);
            var back = slope[(first * layer.Outputs)..(end * layer.Outputs)];
            AddOuterProducts(input[seen], layer.Inputs, back, layer.Outputs, weights.Slice(tap * size, size));
            if (!inputSlope.IsEmpty)
            {
                MatrixProduct.Add(back, layer.Outputs, Transposed(layer, tap), layer.Inputs, inputSlope[seen]);
            }
        }
    }

    /// <summary><paramref name="sums"/>[i][j] += Σ over rows of <paramref name="left"/>[row][i] · <paramref name="right"/>[row][j].</summary>
    private static void AddOuterProducts(ReadOnlySpan<float> left, int width, ReadOnlySpan<float> right, int columns, Span<float> sums)
    {
        var rows = left.Length / width;
        var column = 0;
        for (; column + Vector<float>.Count <= columns; column += Vector<float>.Count)
        {
            var i = 0;
            for (; i + 4 <= width; i += 4)
            {
                Vector<float> a0 = default, a1 = default, a2 = default, a3 = default;
                for (int row = 0, l = i, r = column; row < rows; row++, l += width, r += columns)
                {
                    var value = new Vector<float>(right[r..]);
                    var four = left.Slice(l, 4);
                    a0 += value * four[0];
                    a1 += value * four[1];
                    a2 += value * four[2];
                    a3 += value * four[3];
                }

                AddTo(sums[((i * columns) + column)..], a0);
                AddTo(sums[(((i + 1) * columns) + column)..], a1);
                AddTo(sums[(((i + 2) * columns) + column)..], a2);
                AddTo(sums[(((i + 3) * columns) + column)..], a3);
            }

            for (; i < width; i++)
            {
                Vector<float> a = default;
                for (int row = 0, l = i, r = column; row < rows; row++, l += width, r += columns)
                {
                    a += new Vector<float>(right[r..]) * left[l];
                }

                AddTo(sums[((i * columns) + column)..], a);
            }
        }

        for (; column < columns; column++)
        {
            for (var i = 0; i < width; i++)
            {
                for (int row = 0, l = i, r = column; row < rows; row++, l += width, r += columns)
                {
                    sums[(i * columns) + column] += right[r] * left[l];
                }
            }
        }
    }

    private static void AddTo(Span<float> sums, Vector<float> more) => (new Vector<float>(sums) + more).CopyTo(sums);

    private static float[] Transposed(TemporalConvolution layer, int tap)
    {
        var transposed = new float[layer.Inputs * layer.Outputs];
        for (var i = 0; i < layer.Inputs; i++)
        {
            for (var o = 0; o < layer.Outputs; o++)
            {
                transposed[(o * layer.Inputs) + i] = layer.Weights[(((tap * layer.Inputs) + i) * layer.Outputs) + o];
            }
        }

        return transposed;
    }
}
