using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tests.Core;

public sealed class SignalTests
{
    [Fact]
    public void Smoothing_keeps_a_constant_and_spreads_an_impulse_as_a_bell()
    {
        Assert.All(Signal.GaussianSmooth([3, 3, 3, 3], 2), value => Assert.Equal(3, value, 1e-6));

        var impulse = new float[21];
        impulse[10] = 1;
        var bell = Signal.GaussianSmooth(impulse, 2);
        Assert.Equal(1, bell.Sum(), 1e-5);
        Assert.Equal(Math.Exp(-0.5), bell[12] / bell[10], 1e-5);
        Assert.Equal(0, bell[10 + 7]);
        Assert.Equal(bell[7], bell[13], 1e-6);
    }

    [Fact]
    public void No_width_is_no_smoothing() => Assert.Equal([1f, 5, 2], Signal.GaussianSmooth([1, 5, 2], 0));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 9)]
    [InlineData(0.5, 4)]
    [InlineData(0.25, 2.5)]
    public void A_quantile_lies_between_its_neighbours(double q, float expected) => Assert.Equal(expected, Signal.Quantile([9, 1, 5, 3], q), 1e-6);

    [Fact]
    public void The_quantile_of_nothing_is_zero() => Assert.Equal(0, Signal.Quantile([], 0.5));

    [Fact]
    public void A_late_mouth_correlates_best_at_its_lag()
    {
        float[] audio = [.. Enumerable.Range(0, 60).Select(i => MathF.Sin(i * i * 0.01f))];
        float[] mouth = [0, 0, .. audio[..^2]];
        var (correlation, lag) = Signal.BestCorrelation(audio, mouth, 3);
        Assert.Equal(2, lag);
        Assert.Equal(1, correlation, 1e-4);
        Assert.Equal(-1, Signal.Correlation(audio, [.. audio.Select(x => -x)]), 1e-4);
    }

    [Fact]
    public void What_does_not_vary_correlates_with_nothing()
    {
        Assert.Equal(0, Signal.Correlation([1, 1, 1], [1, 2, 3]));
        Assert.Equal(0, Signal.Correlation([1, 2], [1, 2], lag: 2));
    }

    [Fact]
    public void Frames_take_the_track_at_their_middle()
    {
        float[] ramp = [.. Enumerable.Range(0, 101).Select(i => (float)i)];
        Assert.Equal([2, 6, 10], Signal.ToFrames(ramp, 0, 25, 3).Select(value => MathF.Round(value, 3)));
        Assert.Equal(100, Signal.ToFrames(ramp, 0, 25, 40)[^1]);
        Assert.Equal([0f, 0], Signal.ToFrames([], 0, 25, 2));
    }
}
