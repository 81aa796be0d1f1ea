namespace IntelliAvatar.Benchmarks;

/// <summary>Measurements of one thing. On a busy machine the minimum is what the thing costs; the median is what one gets.</summary>
internal sealed class Series
{
    private readonly List<double> _values = [];

    public double Minimum => _values.Min();

    public double Median => Quantile(0.5);

    public void Add(double value) => _values.Add(value);

    /// <param name="share">0…1; the nearest measured value.</param>
    public double Quantile(double share)
    {
        var sorted = _values.Order().ToList();
        return sorted[(int)Math.Round(share * (sorted.Count - 1))];
    }
}
