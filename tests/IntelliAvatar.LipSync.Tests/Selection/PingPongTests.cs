using IntelliAvatar.LipSync.Selection;

namespace IntelliAvatar.LipSync.Tests.Selection;

public sealed class PingPongTests
{
    [Fact]
    public void It_runs_to_and_fro_without_showing_the_ends_twice() =>
        Assert.Equal([0, 1, 2, 3, 2, 1, 0, 1, 2, 3], Enumerable.Range(0, 10).Select(t => PingPong.FrameAt(t, 4)));

    [Theory]
    [InlineData(76)]
    [InlineData(235)]
    [InlineData(9)]
    public void It_slows_down_where_it_turns_and_never_skips(int count)
    {
        int[] shown = [.. Enumerable.Range(0, 10 * count).Select(t => PingPong.FrameAt(t, count))];

        Assert.Equal(Enumerable.Range(0, count - 6), shown[..(count - 6)]);
        Assert.Equal((0, count - 1), (shown.Min(), shown.Max()));
        Assert.All(shown.Zip(shown.Skip(1)), step => Assert.InRange(step.First - step.Second, -1, 1));
        Assert.All(shown.Index().Where(at => at.Index > 0 && at.Item == count - 1), at => Assert.InRange(shown[Math.Min(at.Index + 1, shown.Length - 1)], count - 2, count - 1));
        Assert.True(shown.Count(frame => frame == count - 1) >= (count > 40 ? 20 : 9), "It does not stand at the end.");
    }

    [Fact]
    public void A_single_picture_stands_still() =>
        Assert.Equal([0, 0, 0], Enumerable.Range(0, 3).Select(t => PingPong.FrameAt(t, 1)));

    [Fact]
    public void Two_pictures_alternate() =>
        Assert.Equal([0, 1, 0, 1], Enumerable.Range(0, 4).Select(t => PingPong.FrameAt(t, 2)));
}
