using System.Numerics;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class MouthShapeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(20)]
    public void It_measures_the_mouth_that_was_drawn(float gap)
    {
        var shape = new MouthShape(TemplateFace.With(gap), Matrix3x2.Identity);

        Assert.Equal(gap, shape.Gap, 3);
        Assert.Equal(TemplateFace.MouthWidth, shape.Width, 3);
        Assert.Equal(0, shape.MidX, 3);
        Assert.Equal(TemplateFace.ChinY + (0.72f * gap), shape.Chin, 3);
        Assert.Equal(TemplateFace.NoseY, shape.Nose, 3);
    }

    [Fact]
    public void Lips_that_tracking_let_cross_are_shut_not_negative()
    {
        var shape = new MouthShape(TemplateFace.With(gap: -3), Matrix3x2.Identity);

        Assert.Equal(0, shape.Gap);
        Assert.Equal(0, shape.Lips.At(0).Gap);
    }

    [Fact]
    public void The_lip_lines_run_from_corner_to_corner()
    {
        var lips = new MouthShape(TemplateFace.With(gap: 10), Matrix3x2.Identity).Lips;

        var middle = lips.At(0);
        Assert.Equal(10, middle.Gap, 3);
        Assert.True(middle.UpperOuter < middle.UpperInner && middle.LowerInner < middle.LowerOuter);
        Assert.Equal(0, lips.At(-29.5f).Gap, 3);
        Assert.Equal(lips.At(-31), lips.At(-40));
        Assert.Equal(lips.At(32), lips.At(40));
    }
}
