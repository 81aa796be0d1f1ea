using IntelliAvatar.LipSync.Face;

namespace IntelliAvatar.LipSync.Tests.Face;

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

    [Fact]
    public void Sharpening_leaves_flat_and_slanted_skin_alone_and_lifts_a_spot()
    {
        float[] mask = [.. Enumerable.Repeat(1f, 49)];
        float[] slope = [.. Enumerable.Range(0, 49).Select(i => (2f * (i % 7)) + (i / 7))];
        var spot = new float[49];
        spot[24] = 100;
        var (still, lifted) = (new float[49], new float[49]);

        new Sharpening(0.45f).Apply(slope, mask, still, 7, 7);
        new Sharpening(0.45f).Apply(spot, mask, lifted, 7, 7);

        Assert.Equal(slope, still);
        Assert.Equal(100 + (0.45f * 75), lifted[24], 3);
        Assert.True(lifted[23] < 0);
    }

    private static IEnumerable<(float U, float V)> Ring() =>
        Enumerable.Range(0, 40).Select(i => MathF.SinCos(i * MathF.Tau / 40)).Select(p => (0.5f * p.Cos, 0.4f * p.Sin));
}
