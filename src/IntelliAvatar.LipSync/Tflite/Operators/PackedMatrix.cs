using System.Numerics;
using System.Runtime.CompilerServices;

namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>Weights [columns, depth] and a bias, repacked for <c>output[row] = bias + Σ input[row][k]·weight[column][k]</c>: the heart of every convolution.</summary>
/// <remarks>
/// Columns go in panels of two vectors; inside a panel the numbers lie in the order in which the inner loop reads them.
/// That loop keeps four rows × two vectors in registers (eight accumulators hide the latency of the multiply-add); Goto and van de Geijn 2008.
/// </remarks>
internal sealed unsafe class PackedMatrix
{
    private readonly int _columns;
    private readonly int _depth;
    private readonly float[] _weights;
    private readonly float[] _bias;

    public PackedMatrix(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        (_columns, _depth) = (bias.Length, weights.Length / bias.Length);
        var panels = (_columns + Panel - 1) / Panel;
        _weights = new float[panels * _depth * Panel];
        _bias = new float[panels * Panel];
        bias.CopyTo(_bias);
        for (var column = 0; column < _columns; column++)
        {
            var (panel, place) = Math.DivRem(column, Panel);
            for (var k = 0; k < _depth; k++)
            {
                _weights[(((panel * _depth) + k) * Panel) + place] = weights[(column * _depth) + k];
            }
        }
    }

    private static int Width => Vector<float>.Count;

    private static int Panel => 2 * Vector<float>.Count;

    /// <param name="input">Rows × depth.</param>
    /// <param name="output">Rows × columns.</param>
    public void Multiply(ReadOnlySpan<float> input, Span<float> output)
    {
        var rows = output.Length / _columns;
        if (input.Length < (long)rows * _depth)
        {
            throw new ArgumentException($"{input.Length} numbers are not {rows} rows of {_depth}.", nameof(input));
        }

        fixed (float* a = input, y = output, w = _weights, b = _bias)
        {
            for (var column = 0; column < _columns; column += Panel)
            {
                var panel = w + ((long)column * _depth);
                var kept = Math.Min(Panel, _columns - column);
                var row = 0;
                for (; row <= rows - 4; row += 4)
                {
                    FourRows(a + ((long)row * _depth), panel, b + column, y + ((long)row * _columns) + column, kept);
                }

                for (; row < rows; row++)
                {
                    OneRow(a + ((long)row * _depth), panel, b + column, y + ((long)row * _columns) + column, kept);
                }
            }
        }
    }

    private void FourRows(float* a0, float* w, float* bias, float* y, int kept)
    {
        float* a1 = a0 + _depth, a2 = a1 + _depth, a3 = a2 + _depth;
        Vector<float> low0 = Load(bias), high0 = Load(bias + Width);
        Vector<float> low1 = low0, high1 = high0, low2 = low0, high2 = high0, low3 = low0, high3 = high0;
        for (var k = 0; k < _depth; k++, w += Panel)
        {
            Vector<float> low = Load(w), high = Load(w + Width);
            var x = new Vector<float>(a0[k]);
            low0 = Vector.FusedMultiplyAdd(x, low, low0);
            high0 = Vector.FusedMultiplyAdd(x, high, high0);
            x = new Vector<float>(a1[k]);
            low1 = Vector.FusedMultiplyAdd(x, low, low1);
            high1 = Vector.FusedMultiplyAdd(x, high, high1);
            x = new Vector<float>(a2[k]);
            low2 = Vector.FusedMultiplyAdd(x, low, low2);
            high2 = Vector.FusedMultiplyAdd(x, high, high2);
            x = new Vector<float>(a3[k]);
            low3 = Vector.FusedMultiplyAdd(x, low, low3);
            high3 = Vector.FusedMultiplyAdd(x, high, high3);
        }

        Store(low0, high0, y, kept);
        Store(low1, high1, y + _columns, kept);
        Store(low2, high2, y + (2L * _columns), kept);
        Store(low3, high3, y + (3L * _columns), kept);
    }

    private void OneRow(float* a, float* w, float* bias, float* y, int kept)
    {
        Vector<float> low = Load(bias), high = Load(bias + Width);
        for (var k = 0; k < _depth; k++, w += Panel)
        {
            var x = new Vector<float>(a[k]);
            low = Vector.FusedMultiplyAdd(x, Load(w), low);
            high = Vector.FusedMultiplyAdd(x, Load(w + Width), high);
        }

        Store(low, high, y, kept);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector<float> low, Vector<float> high, float* y, int kept)
    {
        if (kept == Panel)
        {
            Unsafe.WriteUnaligned(y, low);
            Unsafe.WriteUnaligned(y + Width, high);
            return;
        }

        // The last panel is partly padding, which must not spill into the next row.
        for (var i = 0; i < kept; i++)
        {
            y[i] = i < Width ? low[i] : high[i - Width];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Load(float* from) => Unsafe.ReadUnaligned<Vector<float>>(from);
}
