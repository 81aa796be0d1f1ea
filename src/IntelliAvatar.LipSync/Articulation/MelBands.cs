namespace IntelliAvatar.LipSync.Articulation;

/// <summary>A bank of triangles, equally wide on the mel scale of O'Shaughnessy (2595·log₁₀(1 + f/700)), over the bins of a power spectrum.</summary>
internal sealed class MelBands
{
    private readonly (int First, double[] Weights)[] _bands;

    /// <param name="count">Number of bands.</param>
    /// <param name="lowest">Where the first triangle begins, in hertz.</param>
    /// <param name="highest">Where the last one ends, in hertz.</param>
    /// <param name="binWidth">Hertz per bin of the spectrum.</param>
    public MelBands(int count, double lowest, double highest, double binWidth)
    {
        var (from, to) = (ToMel(lowest), ToMel(highest));
        var corners = Enumerable.Range(0, count + 2).Select(i => ToHertz(from + ((to - from) * i / (count + 1))) / binWidth).ToArray();
        _bands = [.. Enumerable.Range(0, count).Select(i => Triangle(corners[i], corners[i + 1], corners[i + 2]))];
    }

    public int Count => _bands.Length;

    /// <summary>The power under each triangle.</summary>
    public void Sum(ReadOnlySpan<double> power, Span<double> bands)
    {
        for (var band = 0; band < _bands.Length; band++)
        {
            var (first, weights) = _bands[band];
            bands[band] = 0;
            for (var i = 0; i < weights.Length; i++)
            {
                bands[band] += weights[i] * power[first + i];
            }
        }
    }

    private static (int First, double[] Weights) Triangle(double left, double top, double right)
    {
        var first = (int)Math.Ceiling(left);
        var weights = Enumerable.Range(first, (int)right - first + 1)
            .Select(bin => bin < top ? (bin - left) / (top - left) : (right - bin) / (right - top));
        return (first, [.. weights]);
    }

    private static double ToMel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));

    private static double ToHertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
}
