using IntelliAvatar.LipSync.Compositing;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Compositing;

public sealed class SharpeningTests
{
    [Fact]
    public void It_leaves_flat_and_slanted_skin_alone_and_lifts_a_spot()
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

    [Fact]
    public void Fine_grain_is_given_back_and_a_soft_picture_is_left_alone()
    {
        var grain = Sharpening.For(Mouths((x, y) => 128 + (40 * MathF.Sin(1.9f * x) * MathF.Sin(1.9f * y))));
        var soft = Sharpening.For(Mouths((x, y) => 128 + (100 * MathF.Sin(0.5f * x) * MathF.Sin(0.5f * y))));
        var flat = Sharpening.For(Mouths((_, _) => 128));

        Assert.InRange(grain.Amount, 0.2f, 0.6f);
        Assert.InRange(soft.Amount, 0, 0.1f);
        Assert.Equal(0, flat.Amount);
    }

    private static IReadOnlyList<MouthSource> Mouths(Func<int, int, float> luma)
    {
        var track = PosedTrack.From([TemplateFace.With(5, TemplateFace.Placed(150, 60))])!;
        return MouthLibrary.Cut(new Drawn(luma), track).Sources;
    }

    private sealed class Drawn(Func<int, int, float> luma) : IFrameSource
    {
        public int Count => 1;

        public int Width => 300;

        public int Height => 260;

        public void Read(int index, YuvFrame into)
        {
            into.Data.AsSpan().Fill(128);
            for (var i = 0; i < into.Y.Length; i++)
            {
                into.Y[i] = (byte)luma(i % into.Width, i / into.Width);
            }
        }
    }
}
