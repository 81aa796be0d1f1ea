using System.Numerics;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tests.Core;

public sealed class PlaneSamplerTests
{
    private const int Size = 9;

    // A slope, which both kernels must reproduce exactly between its pixels.
    private static readonly byte[] Slope = [.. Enumerable.Range(0, Size * Size).Select(i => (byte)((10 * (i % Size)) + (3 * (i / Size))))];

    [Fact]
    public void In_the_middle_of_a_pixel_stands_its_value()
    {
        var sampler = new PlaneSampler(Slope, Size, Size);

        Assert.Equal(Slope[(4 * Size) + 3], sampler.CatmullRom(new(3.5f, 4.5f)));
        Assert.Equal(Slope[(4 * Size) + 3], sampler.Bilinear(new(3.5f, 4.5f)));
    }

    [Theory]
    [InlineData(3.9f, 4.2f)]
    [InlineData(5.0f, 3.0f)]
    public void Between_pixels_a_slope_goes_on(float x, float y)
    {
        var sampler = new PlaneSampler(Slope, Size, Size);
        var expected = (10 * (x - 0.5f)) + (3 * (y - 0.5f));

        Assert.Equal(expected, sampler.CatmullRom(new(x, y)), 3);
        Assert.Equal(expected, sampler.Bilinear(new(x, y)), 3);
    }

    [Fact]
    public void Beyond_the_edge_the_nearest_pixel_repeats()
    {
        var sampler = new PlaneSampler(Slope, Size, Size);

        Assert.Equal(Slope[0], sampler.CatmullRom(new(-50, -50)), 3);
        Assert.Equal(Slope[^1], sampler.CatmullRom(new(500, 500)), 3);
        Assert.Equal(Slope[^1], sampler.Bilinear(new(500, 500)), 3);
    }

    [Fact]
    public void A_chroma_plane_is_read_at_luma_places()
    {
        var sampler = new PlaneSampler(Slope, Size, Size, subsampling: 2);

        Assert.Equal(Slope[(2 * Size) + 3], sampler.Bilinear(new Vector2(3.5f, 2.5f) * 2), 3);
    }

    [Fact]
    public void A_cut_out_is_read_at_the_places_of_the_whole()
    {
        var sampler = new PlaneSampler(Slope, Size, Size, left: 100, top: 40);

        Assert.Equal(Slope[(4 * Size) + 3], sampler.CatmullRom(new(103.5f, 44.5f)));
    }

    [Fact]
    public void A_plane_of_one_pixel_is_that_pixel_everywhere()
    {
        var sampler = new PlaneSampler([77], 1, 1);

        Assert.Equal(77, sampler.CatmullRom(new(0.2f, 0.9f)), 3);
        Assert.Equal(77, sampler.Bilinear(new(3, -3)), 3);
    }
}
