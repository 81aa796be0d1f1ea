using System.Numerics;
using IntelliAvatar.LipSync.Compositing;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Compositing;

public sealed class WarpTests
{
    private static readonly MeanFace Mean = new(TemplateFace.EyeSpan, 0, TemplateFace.MouthY, TemplateFace.NoseY);

    [Fact]
    public void The_mask_is_whole_on_the_lips_and_nothing_on_nose_cheeks_and_chin()
    {
        var mask = new LipsMask(Mean, Wanted(Shape(10), 10), chin: 125);

        Assert.Equal(1, mask.At(0, TemplateFace.MouthY));
        Assert.Equal(1, mask.At(-25, TemplateFace.MouthY));
        Assert.Equal(0, mask.At(0, TemplateFace.NoseY));
        Assert.Equal(0, mask.At(0, 124));
        Assert.Equal(0, mask.At(57, TemplateFace.MouthY));
        Assert.Equal(0, mask.At(-57, TemplateFace.MouthY));
    }

    [Fact]
    public void The_mask_falls_without_a_step()
    {
        var mask = new LipsMask(Mean, Wanted(Shape(10), 10), chin: 125);
        var ray = Enumerable.Range(0, 600).Select(i => mask.At(i * 0.1f, TemplateFace.MouthY + (i * 0.07f))).ToArray();

        Assert.All(ray.Skip(1).Zip(ray), step => Assert.InRange(step.Second - step.First, -1e-4f, 0.03f));
        Assert.Contains(ray, weight => weight is > 0.4f and < 0.6f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    public void A_mouth_that_is_as_wanted_is_not_warped(float gap)
    {
        var shape = Shape(gap);
        var warp = new MouthWarp(Mean, shape, Wanted(shape, shape.Gap), shape.Chin);

        foreach (var p in Grid())
        {
            Assert.Equal(p, warp.SourceOf(p.X, p.Y), (a, b) => Vector2.Distance(a, b) < 0.1f);
        }
    }

    [Theory]
    [InlineData(2, 15)]
    [InlineData(10, 15)]
    [InlineData(12, 5)]
    public void The_lips_come_to_be_as_far_apart_as_wanted(float own, float gap)
    {
        var shape = Shape(own);
        var warp = new MouthWarp(Mean, shape, Wanted(shape, gap), shape.Chin);

        var inside = Inside(warp, own);

        Assert.Equal(gap, inside.Bottom - inside.Top, 0.2f);
    }

    [Fact]
    public void Lips_that_shut_press_on_each_other_so_that_nothing_between_them_shows()
    {
        var shape = Shape(gap: 12);
        var warp = new MouthWarp(Mean, shape, Wanted(shape, gap: 0), shape.Chin);

        var shown = Enumerable.Range(0, 8000).Select(i => warp.SourceOf(0, 60 + (i * 0.005f)).Y).Where(IsNearTheInside);

        Assert.InRange(shown.Count(), 0, 8);

        bool IsNearTheInside(float y) => y > TemplateFace.MouthY - (0.18f * 12) - 1 && y < TemplateFace.MouthY + (0.82f * 12) + 1;
    }

    [Fact]
    public void Skin_of_the_base_gives_way_to_lips_of_another_form()
    {
        var (own, lent) = (Shape(gap: 0), Shape(gap: 14));
        var wanted = Wanted(lent, 14);
        var skin = new MouthWarp(Mean, own, wanted, own.Chin + 7);
        var lips = wanted.Lips.At(0);

        Assert.Equal(own.Lips.At(0).UpperOuter, skin.SourceOf(0, lips.UpperOuter).Y, 0.4f);
        Assert.Equal(own.Lips.At(0).LowerOuter, skin.SourceOf(0, lips.LowerOuter).Y, 0.4f);
        Assert.Equal(own.Chin, skin.SourceOf(0, own.Chin + 7).Y, 3);
    }

    [Fact]
    public void Beyond_nose_cheeks_and_neck_no_skin_moves()
    {
        var own = Shape(gap: 0);
        var skin = new MouthWarp(Mean, own, Wanted(Shape(gap: 14), 14), own.Chin + 7);

        foreach (var p in new[] { new Vector2(0, TemplateFace.NoseY), new Vector2(76, own.Chin), new Vector2(-76, own.Chin), new Vector2(0, own.Chin + 46) })
        {
            Assert.Equal(p, skin.SourceOf(p.X, p.Y));
        }
    }

    [Fact]
    public void Two_lenders_meet_in_one_mouth()
    {
        var (narrow, wide) = (Shape(gap: 4), Shape(gap: 16));
        var wanted = new WantedMouth(Mean, [new(narrow, 0.5f), new(wide, 0.5f)], gap: 10, new SlowMouth(narrow.Width, narrow.MidX, narrow.Rest));

        Assert.Equal(10, wanted.Lips.At(0).Gap, 0.1f);
        Assert.Equal(10, Height(narrow), 0.2f);
        Assert.Equal(10, Height(wide), 0.2f);

        float Height(MouthShape shape)
        {
            var inside = Inside(new MouthWarp(Mean, shape, wanted, shape.Chin), shape.Gap);
            return inside.Bottom - inside.Top;
        }
    }

    [Fact]
    public void A_mouth_is_put_where_the_base_has_it_wherever_the_lender_had_it()
    {
        var place = new SlowMouth(56, 3, 40);
        var (here, there) = (TemplateFace.With(gap: 6), TemplateFace.With(gap: 6));
        for (var i = 0; i < there.X.Length; i++)
        {
            there.X[i] += 7;
            there.Y[i] -= 5;
        }

        var (one, other) = (Wanted(here), Wanted(there));

        Assert.Equal(3, other.MidX, 0.01f);
        Assert.Equal(one.Left, other.Left, 0.01f);
        Assert.Equal(one.MidY, other.MidY, 0.01f);
        Assert.Equal(one.Lips.At(3).UpperInner, other.Lips.At(3).UpperInner, 0.01f);
        Assert.Equal(40 - (MouthShape.UpperLipShare * 10), other.Lips.At(3).UpperInner, 0.5f);

        WantedMouth Wanted(FaceLandmarks face) => new(Mean, [new(new MouthShape(face, Matrix3x2.Identity), 1)], gap: 10, place);
    }

    [Fact]
    public void A_mouth_that_the_tracker_lost_the_width_of_is_no_accident()
    {
        var face = TemplateFace.With(gap: 5);
        (face.X[FacePoints.LeftMouthCorner], face.X[FacePoints.RightMouthCorner]) = (0, 0);
        var shape = new MouthShape(face, Matrix3x2.Identity);

        var wanted = new WantedMouth(Mean, [new(shape, 1)], gap: 8, new SlowMouth(0, shape.MidX, shape.Rest));

        Assert.True(float.IsFinite(wanted.Left) && float.IsFinite(wanted.Lips.At(0).UpperOuter));
        Assert.All(Grid(), p => Assert.True(float.IsFinite(new MouthWarp(Mean, shape, wanted, shape.Chin).SourceOf(p.X, p.Y).Length())));
    }

    [Fact]
    public void The_map_never_folds()
    {
        var shape = Shape(gap: 1);
        foreach (var (gap, chin) in new[] { (0f, 110f), (22f, 150f), (22f, 100f), (0f, 150f) })
        {
            var warp = new MouthWarp(Mean, shape, Wanted(shape, gap, width: 80), chin);
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
        var warp = new MouthWarp(Mean, shape, Wanted(shape, shape.Gap, width: 70), shape.Chin);

        // 60 % of 10, so the corner of the source (30) shows at 33.
        Assert.Equal(30, warp.SourceOf(33, TemplateFace.MouthY).X, 2);
        Assert.Equal(-30, warp.SourceOf(-33, TemplateFace.MouthY).X, 2);
        Assert.Equal(60, warp.SourceOf(60, TemplateFace.MouthY).X, 3);
        Assert.Equal(33, warp.SourceOf(33, TemplateFace.MouthY + 40).X, 3);
    }

    /// <summary>Where the inside of the source shows up in the middle column.</summary>
    private static (float Top, float Bottom) Inside(MouthWarp warp, float own)
    {
        var heights = Enumerable.Range(0, 8000).Select(i => 60 + (i * 0.005f)).ToArray();
        return (
            heights.First(y => warp.SourceOf(0, y).Y >= TemplateFace.MouthY - (0.18f * own)),
            heights.Last(y => warp.SourceOf(0, y).Y <= TemplateFace.MouthY + (0.82f * own) + 0.06f));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.05f, 0.896f)]
    [InlineData(0.125f, 0.5f)]
    [InlineData(0.25f, 0)]
    [InlineData(0.4f, 0)]
    public void The_chin_of_another_picture_is_lent_below_the_mouth_only(float eyeSpansBeside, float share)
    {
        var wanted = Wanted(Shape(10), 10);
        var mask = new LipsMask(Mean, wanted, chin: 125);

        Assert.Equal(share, mask.Beside(wanted.Right + (eyeSpansBeside * Mean.EyeSpan)), 2);
        Assert.Equal(share, mask.Beside(wanted.Left - (eyeSpansBeside * Mean.EyeSpan)), 2);
        Assert.Equal(1, mask.Beside(wanted.MidX));
    }

    private static MouthShape Shape(float gap) => new(TemplateFace.With(gap), Matrix3x2.Identity);

    private static WantedMouth Wanted(MouthShape shape, float gap, float? width = null) => new(Mean, [new(shape, 1)], gap, new SlowMouth(width ?? shape.Width, shape.MidX, shape.Rest));

    private static IEnumerable<Vector2> Grid() =>
        from x in Enumerable.Range(-16, 33)
        from y in Enumerable.Range(10, 35)
        select new Vector2(x * 5.13f, 0.7f + (y * 4.91f));
}
