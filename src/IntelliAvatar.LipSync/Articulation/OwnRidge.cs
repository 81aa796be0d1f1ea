using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>Fits how this person opens the mouth otherwise than the net expects: a ridge regression of the difference on the net's last inner layer, so that whatever the sound does not tell stays with the net.</summary>
internal static class OwnRidge
{
    // As strong as so many seconds of speech; a third and three times as much did about as well.
    private const double PullSeconds = 4;
    private const double Least = 1e-4;

    /// <param name="moments">At least one.</param>
    /// <param name="fps">Of the base.</param>
    public static OwnOpening Fit(IReadOnlyList<OwnMoment> moments, double fps)
    {
        var channels = moments[0].Inner.Length;
        var heard = Spread.Of(moments, moment => moment.Open);
        var seen = Spread.Of(moments, moment => moment.Gap);
        Spread[] inner = [.. Enumerable.Range(0, channels).Select(channel => Spread.Of(moments, moment => moment.Inner[channel]))];

        var (squares, products, row) = (new double[channels, channels], new double[channels], new double[channels]);
        foreach (var moment in moments)
        {
            var difference = seen.Standard(moment.Gap) - heard.Standard(moment.Open);
            for (var i = 0; i < channels; i++)
            {
                row[i] = inner[i].Standard(moment.Inner[i]);
                products[i] += row[i] * difference;
                for (var j = 0; j <= i; j++)
                {
                    squares[i, j] += row[i] * row[j];
                }
            }
        }

        for (var i = 0; i < channels; i++)
        {
            squares[i, i] += PullSeconds * fps;
        }

        // Back from standard units to the net's.
        var solved = Cholesky.Solve(squares, products);
        double[] weights = [.. solved.Select((weight, i) => weight * heard.Deviation / inner[i].Deviation)];
        return new OwnOpening(Array.ConvertAll(weights, weight => (float)weight), (float)-weights.Select((weight, i) => weight * inner[i].Mean).Sum());
    }

    private readonly record struct Spread(double Mean, double Deviation)
    {
        public static Spread Of(IReadOnlyList<OwnMoment> moments, Func<OwnMoment, float> value)
        {
            var mean = moments.Average(moment => (double)value(moment));
            return new Spread(mean, Math.Sqrt(moments.Average(moment => (value(moment) - mean) * (value(moment) - mean)) + Least));
        }

        public double Standard(float value) => (value - Mean) / Deviation;
    }
}
