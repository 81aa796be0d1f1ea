using IntelliAvatar.LipSync.Evaluation;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Evaluation;

public sealed class MouthMaskTests
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
    public void The_mask_is_the_superellipse()
    {
        var mask = new MouthMask(Mean, chin: 125);
        foreach (var (x, y) in from i in Enumerable.Range(-16, 33) from j in Enumerable.Range(0, 20) select (i * 5.13, TemplateFace.MouthY + (j * 3.91)))
        {
            double dx = Math.Abs(x) / (0.56 * TemplateFace.EyeSpan), dy = (y - TemplateFace.MouthY) / (125 - (0.06 * TemplateFace.EyeSpan) - TemplateFace.MouthY);
            var radius = Math.Pow(Math.Pow(dx, 2.4) + Math.Pow(dy, 2.4), 1 / 2.4);
            var t = Math.Clamp((radius - 0.62) / 0.38, 0, 1);
            Assert.Equal(1 - (t * t * (3 - (2 * t))), mask.At((float)x, (float)y), 1e-4);
        }
    }
}
