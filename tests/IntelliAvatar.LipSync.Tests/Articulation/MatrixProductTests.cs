using IntelliAvatar.LipSync.Articulation;

namespace IntelliAvatar.LipSync.Tests.Articulation;

public sealed class MatrixProductTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(4, 8)]
    [InlineData(5, 16)]
    [InlineData(6, 19)]
    [InlineData(8, 33)]
    [InlineData(9, 70)]
    [InlineData(2, 128)]
    public void Every_size_gives_the_sums_of_plain_loops_bit_for_bit(int count, int columns)
    {
        const int inner = 13;
        var random = new Random((count * 1000) + columns);
        var (rows, matrix) = (Numbers(count * inner), Numbers(inner * columns));
        var sums = Numbers(count * columns);
        var expected = sums.ToArray();
        for (var at = 0; at < expected.Length; at++)
        {
            for (var i = 0; i < inner; i++)
            {
                expected[at] += matrix[(i * columns) + (at % columns)] * rows[(at / columns * inner) + i];
            }
        }

        MatrixProduct.Add(rows, inner, matrix, columns, sums);

        Assert.Equal(expected, sums);

        float[] Numbers(int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
    }

    [Fact]
    public void A_matrix_that_is_too_small_is_a_bug_that_is_told() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixProduct.Add(new float[8], 4, new float[63], 16, new float[32]));

    [Fact]
    public void Sums_that_are_too_few_are_a_bug_that_is_told() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixProduct.Add(new float[16], 4, new float[64], 16, new float[63]));
}
