using System.Numerics;
using IntelliAvatar.LipSync.Face;
using IntelliAvatar.LipSync.Mouth;
using IntelliAvatar.LipSync.Tests.Support;

namespace IntelliAvatar.LipSync.Tests.Face;

public sealed class WarpTests
{
    private static readonly MeanFace Mean = new(TemplateFace.EyeSpan, 0, TemplateFace.MouthY, TemplateFace.NoseY);

    [Fact]
    public void The_mask_is_whole_on_the_lips_and_nothing_on_nose_cheeks_and_chin()
    {
        var mask = new MouthMask(Mean, chin: 125);

        Assert.Equal(1, mask.At(0, 75));
        Assert.Equal(1, mask.At(-25, 75));
        Assert.Equal(0, mask.At(0, 52));
        Assert.Equal(0, mask.At(0, 124));
        Assert.Equal(0, mask.At(57, 75));
        Assert.Equal(0, mask.At(-57, 75));
    }

    [Fact]
    public void The_mask_falls_without_a_step()
    {
        var mask = new MouthMask(Mean, chin: 125);
        var ray = Enumerable.Range(0, 600).Select(i => mask.At(i * 0.1f, 75 + (i * 0.07f))).ToArray();

        Assert.All(ray.Skip(1).Zip(ray), step => Assert.InRange(step.Second - step.First, 0, 0.02f));
        Assert.Contains(ray, weight => weight is > 0.4f and < 0.6f);
    }

    [Fact]
    public void A_jaw_that_need_not_move_is_left_exactly_where_it_is()
    {
        var shape = Shape(gap: 4);
        var jaw = new JawWarp(Mean, shape, shape.Chin);

        Assert.All(Grid(), p => Assert.Equal(p.Y, jaw.SourceY(p.X, p.Y)));
    }

    [Fact]
    public void The_jaw_takes_the_chin_along_and_fades_out_around_it()
    {
        var shape = Shape(gap: 0);
        var jaw = new JawWarp(Mean, shape, shape.Chin + 9);

        Assert.Equal(shape.Chin, jaw.SourceY(0, shape.Chin + 9), 3);
        Assert.Equal(60, jaw.SourceY(0, 60));
        Assert.Equal(shape.Chin + 46, jaw.SourceY(0, shape.Chin + 46));
        Assert.Equal(shape.Chin, jaw.SourceY(76, shape.Chin));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    public void A_mouth_that_is_as_wanted_is_not_warped(float gap)
    {
        var shape = Shape(gap);
        var warp = new MouthWarp(Mean, shape, shape.Gap, shape.Chin, shape.Width);

        foreach (var p in Grid())
        {
            Assert.Equal(p, warp.SourceOf(p.X, p.Y), (a, b) => Vector2.Distance(a, b) < 0.06f);
        }
    }

    [Theory]
    [InlineData(0, 15)]
    [InlineData(2, 15)]
    [InlineData(10, 15)]
    [InlineData(12, 5)]
    [InlineData(12, 0)]
    public void The_lips_come_to_be_as_far_apart_as_wanted(float own, float wanted)
    {
        var shape = Shape(own);
        var warp = new MouthWarp(Mean, shape, wanted, shape.Chin + (0.72f * (wanted - own)), shape.Width);

        // A shut mouth's lines are kept 0.05 apart, so that the map can be inverted.
        // Where do the inner lips of the source show up? Follow the middle column downwards.
        var heights = Enumerable.Range(0, 8000).Select(i => 60 + (i * 0.005f)).ToArray();
        var upper = heights.First(y => warp.SourceOf(0, y).Y >= TemplateFace.MouthY - (0.18f * own));
        var lower = heights.Last(y => warp.SourceOf(0, y).Y <= TemplateFace.MouthY + (0.82f * own) + 0.06f);

        Assert.Equal(wanted, lower - upper, 0.2f);
    }

    [Theory]
    [InlineData(0, 15)]
    [InlineData(8, 15)]
    [InlineData(12, 0)]
    public void Between_whole_columns_the_map_is_nearly_that_of_the_column_itself(float own, float wanted)
    {
        var warp = new MouthWarp(Mean, Shape(own), wanted, Shape(own).Chin + (0.72f * (wanted - own)), 70);

        foreach (var p in Grid())
        {
            var source = warp.SourceOf(p.X, p.Y);
            Assert.Equal(warp.KnotsAt(source.X).Invert(p.Y), source.Y, 0.03f);
        }
    }

    [Fact]
    public void The_mask_is_the_superellipse()
    {
        var mask = new MouthMask(Mean, chin: 125);
        foreach (var p in Grid().Where(p => p.Y >= TemplateFace.MouthY))
        {
            double dx = Math.Abs(p.X) / (0.56 * TemplateFace.EyeSpan), dy = (p.Y - TemplateFace.MouthY) / (125 - (0.06 * TemplateFace.EyeSpan) - TemplateFace.MouthY);
            var radius = Math.Pow(Math.Pow(dx, 2.4) + Math.Pow(dy, 2.4), 1 / 2.4);
            var t = Math.Clamp((radius - 0.62) / 0.38, 0, 1);
            Assert.Equal(1 - (t * t * (3 - (2 * t))), mask.At(p.X, p.Y), 1e-4);
        }
    }

    [Fact]
    public void The_map_never_folds()
    {
        var shape = Shape(gap: 1);
        foreach (var (gap, chin) in new[] { (0f, 110f), (22f, 150f), (22f, 100f), (0f, 150f) })
        {
            var warp = new MouthWarp(Mean, shape, gap, chin, 80);
            for (var x = -55f; x <= 55; x += 5)
            {
                var last = float.NegativeInfinity;
                for (var y = 50f; y < 190; y += 0.5f)
                {
                    var source = warp.SourceOf(x, y).Y;
                    Assert.True(source >= last - 1e-3f, $"gap {gap}, chin {chin}: at ({x}, {y}) the source goes back up.");
                    last = source;
                }
            }
        }
    }

    [Fact]
    public void A_narrow_mouth_goes_most_of_the_way_to_the_wanted_width()
    {
        var shape = Shape(gap: 5);
        var warp = new MouthWarp(Mean, shape, shape.Gap, shape.Chin, width: 70);

        // 60 % of 10, so the corner of the source (30) shows at 33.
        Assert.Equal(30, warp.SourceX(33, TemplateFace.MouthY), 2);
        Assert.Equal(-30, warp.SourceX(-33, TemplateFace.MouthY), 2);
        Assert.Equal(60, warp.SourceX(60, TemplateFace.MouthY), 3);
        Assert.Equal(33, warp.SourceX(33, TemplateFace.MouthY + 40), 3);
    }

    private static MouthShape Shape(float gap) => new(TemplateFace.With(gap), Matrix3x2.Identity);

    private static IEnumerable<Vector2> Grid() =>
        from x in Enumerable.Range(-16, 33)
        from y in Enumerable.Range(10, 35)
        select new Vector2(x * 5.13f, 0.7f + (y * 4.91f));
}
