using System.Numerics;
using System.Runtime.InteropServices;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>Adds the product of rows with a matrix. Every sum is taken in the same order on every processor.</summary>
internal static class MatrixProduct
{
    /// <summary>
    /// <paramref name="sums"/>[row][column] += Σᵢ <paramref name="rows"/>[row][i] · <paramref name="matrix"/>[i][column].
    /// </summary>
    public static void Add(ReadOnlySpan<float> rows, int inner, ReadOnlySpan<float> matrix, int columns, Span<float> sums)
    {
        var count = rows.Length / inner;
        matrix = matrix[..(inner * columns)];
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

    // Eight sums at once: one addition need not wait for the one before.
    private static void AddFourRows(ReadOnlySpan<float> rows, int inner, ReadOnlySpan<float> matrix, int columns, Span<float> sums)
    {
        ReadOnlySpan<float> x0 = rows[..inner], x1 = rows.Slice(inner, inner);
        ReadOnlySpan<float> x2 = rows.Slice(2 * inner, inner), x3 = rows.Slice(3 * inner, inner);
        ref var weights = ref MemoryMarshal.GetReference(matrix);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        var width = Vector<float>.Count;
        var column = 0;
        for (; column + (2 * width) <= columns; column += 2 * width)
        {
            var (at0, at1) = ((nuint)column, (nuint)(columns + column));
            var (at2, at3) = ((nuint)((2 * columns) + column), (nuint)((3 * columns) + column));
            Vector<float> a0 = Vector.LoadUnsafe(ref sum, at0), a1 = Vector.LoadUnsafe(ref sum, at1);
            Vector<float> a2 = Vector.LoadUnsafe(ref sum, at2), a3 = Vector.LoadUnsafe(ref sum, at3);
            Vector<float> b0 = Vector.LoadUnsafe(ref sum, at0 + (nuint)width), b1 = Vector.LoadUnsafe(ref sum, at1 + (nuint)width);
            Vector<float> b2 = Vector.LoadUnsafe(ref sum, at2 + (nuint)width), b3 = Vector.LoadUnsafe(ref sum, at3 + (nuint)width);
            var place = (nuint)column;
            for (var i = 0; i < x0.Length; i++, place += (nuint)columns)
            {
                var (one, two) = (Vector.LoadUnsafe(ref weights, place), Vector.LoadUnsafe(ref weights, place + (nuint)width));
                a0 += one * x0[i];
                b0 += two * x0[i];
                a1 += one * x1[i];
                b1 += two * x1[i];
                a2 += one * x2[i];
                b2 += two * x2[i];
                a3 += one * x3[i];
                b3 += two * x3[i];
            }

            a0.StoreUnsafe(ref sum, at0);
            b0.StoreUnsafe(ref sum, at0 + (nuint)width);
            a1.StoreUnsafe(ref sum, at1);
            b1.StoreUnsafe(ref sum, at1 + (nuint)width);
            a2.StoreUnsafe(ref sum, at2);
            b2.StoreUnsafe(ref sum, at2 + (nuint)width);
            a3.StoreUnsafe(ref sum, at3);
            b3.StoreUnsafe(ref sum, at3 + (nuint)width);
        }

        for (var row = 0; column < columns && row < 4; row++)
        {
            AddRest(rows.Slice(row * inner, inner), matrix, column, columns, sums.Slice(row * columns, columns));
        }
    }

    private static void AddRow(ReadOnlySpan<float> row, ReadOnlySpan<float> matrix, int columns, Span<float> sums)
    {
        ref var weights = ref MemoryMarshal.GetReference(matrix);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        var width = (nuint)Vector<float>.Count;
        var column = 0;
        for (; column + (4 * Vector<float>.Count) <= columns; column += 4 * Vector<float>.Count)
        {
            var place = (nuint)column;
            Vector<float> a = Vector.LoadUnsafe(ref sum, place), b = Vector.LoadUnsafe(ref sum, place + width);
            Vector<float> c = Vector.LoadUnsafe(ref sum, place + (2 * width)), d = Vector.LoadUnsafe(ref sum, place + (3 * width));
            foreach (var x in row)
            {
                a += Vector.LoadUnsafe(ref weights, place) * x;
                b += Vector.LoadUnsafe(ref weights, place + width) * x;
                c += Vector.LoadUnsafe(ref weights, place + (2 * width)) * x;
                d += Vector.LoadUnsafe(ref weights, place + (3 * width)) * x;
                place += (nuint)columns;
            }

            a.StoreUnsafe(ref sum, (nuint)column);
            b.StoreUnsafe(ref sum, (nuint)column + width);
            c.StoreUnsafe(ref sum, (nuint)column + (2 * width));
            d.StoreUnsafe(ref sum, (nuint)column + (3 * width));
        }

        AddRest(row, matrix, column, columns, sums);
    }

    private static void AddRest(ReadOnlySpan<float> row, ReadOnlySpan<float> matrix, int first, int columns, Span<float> sums)
    {
        for (var column = first; column < columns; column++)
        {
            for (int i = 0, place = column; i < row.Length; i++, place += columns)
            {
                sums[column] += matrix[place] * row[i];
            }
        }
    }
}
