using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tests.Core;

public sealed class PlaneFitTests
{
    [Fact]
    public void It_finds_the_plane_that_made_the_samples()
    {
        var fit = new PlaneFit();
        for (var i = 0; i < 12; i++)
        {
            var (x, y) = (i % 4 * 3.0, i / 4 * 5.0);
            fit.Add(x, y, 7 + (2 * x) - (0.5 * y), weight: 1 + i);
        }

        var plane = fit.Solve();

        Assert.Equal(7, plane.Offset, 9);
        Assert.Equal(2, plane.SlopeX, 9);
        Assert.Equal(-0.5, plane.SlopeY, 9);
        Assert.Equal(7 + 2 - 0.5, plane.At(1, 1), 9);
    }

    [Fact]
    public void A_heavier_sample_pulls_more()
    {
        var fit = new PlaneFit();
        foreach (var (x, y) in new[] { (0, 0), (1, 0), (0, 1), (1, 1) })
        {
            fit.Add(x, y, 0, 1);
            fit.Add(x, y, 10, 3);
        }

        Assert.Equal(7.5, fit.Solve().At(0.5, 0.5), 9);
    }

    [Fact]
    public void Damping_flattens_the_slopes()
    {
        var fit = new PlaneFit();
        foreach (var (x, y) in new[] { (-1, -1), (1, -1), (-1, 1), (1, 1) })
        {
            fit.Add(x, y, 4 * x, 1);
        }

        Assert.Equal(4, fit.Solve().SlopeX, 9);
        Assert.Equal(2, fit.Solve(damping: 1).SlopeX, 9);
    }

    [Fact]
    public void Samples_on_one_line_give_no_plane()
    {
        var fit = new PlaneFit();
        fit.Add(0, 0, 5, 1);
        fit.Add(1, 1, 6, 1);
        fit.Add(2, 2, 7, 1);

        Assert.Equal(default, fit.Solve());
    }
}
