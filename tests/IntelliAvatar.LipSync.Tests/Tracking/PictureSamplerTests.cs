using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class PictureSamplerTests
{
    private readonly YuvFrame _ramp = new(16, 16);

    public PictureSamplerTests()
    {
        _ramp.U.Fill(128);
        _ramp.V.Fill(128);
        for (var i = 0; i < 256; i++)
        {
            _ramp.Y[i] = (byte)(16 + (8 * (i % 16)));
        }
    }

    [Fact]
    public void A_region_of_the_pictures_own_grid_gives_its_pixels() =>
        AssertRow(Sample(new RegionOfInterest(8, 8, 16, 0), 16), row: 5, x => 8 * x);

    [Fact]
    public void Between_pixels_it_is_linear() =>
        AssertRow(Sample(new RegionOfInterest(8, 8, 8, 0), 16), row: 5, x => 8 * (3.75f + (x * 0.5f)));

    [Fact]
    public void A_region_turned_by_a_quarter_lies_on_its_side()
    {
        var rgb = Sample(new RegionOfInterest(8, 8, 16, MathF.PI / 2), 16);
        Assert.Equal(1.1644f * 8 * 15, rgb[0] * 255, 0.05);
        Assert.Equal(0, rgb[15 * 16 * 3] * 255, 0.05);
    }

    [Fact]
    public void Outside_the_picture_it_is_black()
    {
        var rgb = Sample(new RegionOfInterest(0, 8, 16, 0), 16);
        Assert.Equal(0, rgb[(5 * 16 * 3) + (6 * 3)]);
        Assert.NotEqual(0, rgb[(5 * 16 * 3) + (10 * 3)]);
    }

    [Fact]
    public void A_coarse_look_is_a_mean_of_taps()
    {
        var picture = new YuvFrame(16, 16);
        picture.U.Fill(128);
        picture.V.Fill(128);
        for (var i = 0; i < 256; i++)
        {
            picture.Y[i] = (i + (i / 16)) % 2 == 0 ? (byte)16 : (byte)216;
        }

        var rgb = new float[8 * 8 * 3];
        new PictureSampler(picture, new RegionOfInterest(8, 8, 16, 0), 8).Fill(rgb, 0, 1);
        Assert.All(rgb, value => Assert.Equal(1.1644f * 100 / 255, value, 1e-4));
    }

    [Fact]
    public void Colour_is_that_of_BT_601()
    {
        var red = new YuvFrame(4, 4);
        red.Y.Fill(81);
        red.U.Fill(90);
        red.V.Fill(240);
        var rgb = new float[3];
        new PictureSampler(red, new RegionOfInterest(2, 2, 1, 0), 1).Fill(rgb, -1, 1);
        Assert.Equal(1, rgb[0], 0.02);
        Assert.Equal(-1, rgb[1], 0.02);
        Assert.Equal(-1, rgb[2], 0.02);
    }

    private static void AssertRow(float[] rgb, int row, Func<float, float> luma)
    {
        for (var x = 0; x < 16; x++)
        {
            Assert.Equal(1.1644f * luma(x), rgb[((row * 16) + x) * 3] * 255, 0.05);
        }
    }

    private float[] Sample(RegionOfInterest region, int n)
    {
        var rgb = new float[n * n * 3];
        new PictureSampler(_ramp, region, n).Fill(rgb, 0, 1);
        return rgb;
    }
}
