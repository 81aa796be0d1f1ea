using IntelliAvatar.LipSync.Compositing;

namespace IntelliAvatar.LipSync.Tests.Compositing;

public sealed class ColourMatchTests
{
    [Fact]
    public void Light_that_falls_off_to_one_side_is_found_on_the_seam()
    {
        var match = new ColourMatch();
        foreach (var (u, v) in Ring())
        {
            match.Add(u, v, mask: 0.5f, difference: 6 + (10 * u));
        }

        var light = match.Solve();

        Assert.Equal(6, light.At(0, 0), 0.3);
        Assert.Equal(11, light.At(0.5, 0), 0.8);
    }

    [Fact]
    public void Teeth_hair_and_what_is_not_on_the_seam_do_not_count()
    {
        var match = new ColourMatch();
        foreach (var (u, v) in Ring())
        {
            match.Add(u, v, 0.5f, 3);
            match.Add(u, v, 0.5f, 90);
            match.Add(u, v, 1, 30);
            match.Add(u, v, 0, 30);
        }

        Assert.Equal(3, match.Solve().At(0, 0), 3);
    }

    private static IEnumerable<(float U, float V)> Ring() =>
        Enumerable.Range(0, 40).Select(i => MathF.SinCos(i * MathF.Tau / 40)).Select(p => (0.5f * p.Cos, 0.4f * p.Sin));
}
