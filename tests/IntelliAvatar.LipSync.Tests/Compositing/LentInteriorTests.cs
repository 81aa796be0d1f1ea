using System.Numerics;
using IntelliAvatar.LipSync.Compositing;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Compositing;

public sealed class LentInteriorTests
{
    private static readonly MouthLibrary Library = new TemplateVideo(320, 300, [0, 4, 18, 6]).Library;

    private static MeanFace Mean => Library.Track.Mean;

    [Fact]
    public void It_comes_from_the_mouth_that_is_open_the_widest() => Assert.Same(Library.Sources[2], Library.WidestOf(0));

    [Fact]
    public void A_shot_without_a_mouth_to_lend_takes_that_of_another() => Assert.Same(Library.Sources[2], Library.WidestOf(7));

    [Theory]
    [InlineData(2, 15)]
    [InlineData(1, 4.5f)]
    public void Lips_that_need_not_be_stretched_keep_their_own(int source, float gap) => Assert.Null(Interior(source, gap));

    [Fact]
    public void It_shows_between_the_lips_and_not_on_them()
    {
        var interior = Interior(source: 1, gap: 18)!;
        var lips = Wanted(1, 18).Lips.At(Mean.MidX);

        Assert.Equal(1, interior.WeightAt(new Vector2(Mean.MidX, (lips.UpperInner + lips.LowerInner) / 2)), 2);
        Assert.Equal(0, interior.WeightAt(new Vector2(Mean.MidX, lips.UpperInner - 0.1f)));
        Assert.Equal(0, interior.WeightAt(new Vector2(Mean.MidX, lips.LowerInner + 0.1f)));
        Assert.Equal(0, interior.WeightAt(new Vector2(Wanted(1, 18).Left - 1, Mean.MidY)));
    }

    [Fact]
    public void It_comes_little_by_little_as_the_mouth_opens()
    {
        var middles = Enumerable.Range(0, 140).Select(i => 4 + (i * 0.1f)).Select(gap =>
        {
            var lips = Wanted(1, gap).Lips.At(Mean.MidX);
            return Interior(1, gap)?.WeightAt(new Vector2(Mean.MidX, (lips.UpperInner + lips.LowerInner) / 2)) ?? 0;
        }).ToArray();

        Assert.All(middles.Skip(1).Zip(middles), step => Assert.InRange(step.First - step.Second, -1e-3f, 0.1f));
        Assert.Equal(1, middles[^1], 2);
    }

    private static LentInterior? Interior(int source, float gap) =>
        LentInterior.For(Library.WidestOf(0), Mean, Wanted(source, gap), [new(Library.Sources[source].Face.Shape, 1)], chin: TemplateFace.ChinY);

    private static WantedMouth Wanted(int source, float gap)
    {
        var shape = Library.Sources[source].Face.Shape;
        return new WantedMouth(Mean, [new(shape, 1)], gap, new SlowMouth(shape.Width, shape.MidX, shape.Rest));
    }
}
