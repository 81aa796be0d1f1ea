using IntelliAvatar.LipSync.Stills;
using IntelliAvatar.LipSync.Tests.Support;

namespace IntelliAvatar.LipSync.Tests.Stills;

public sealed class StillLifeTests
{
    private static readonly TemplateVideo Still = new(360, 420, [0], scale: 0.5f);

    [Fact]
    public void It_begins_as_the_picture_is() => Assert.InRange(Change(0), 0, 1);

    [Fact]
    public void The_head_moves_but_not_far()
    {
        Assert.InRange(Change(25), 2, 60);
        Assert.InRange(Change(40), 2, 60);
        Assert.NotEqual(At(25), At(40));
    }

    [Fact]
    public void The_same_time_looks_the_same() => Assert.Equal(At(33), At(33));

    [Fact]
    public void What_is_far_from_the_head_stands_still()
    {
        var original = Still.Picture(0);
        Assert.Equal(original.Data[..3600], At(25)[..3600]);
    }

    private static byte[] At(int t)
    {
        var picture = Still.Picture(0);
        new StillLife(Still.Library.Track.Faces[0], Still.Library.Track.Mean, 25).Apply(picture, t);
        return picture.Data;
    }

    private static int Change(int t) => At(t).Zip(Still.Picture(0).Data).Max(pair => Math.Abs(pair.First - pair.Second));
}
