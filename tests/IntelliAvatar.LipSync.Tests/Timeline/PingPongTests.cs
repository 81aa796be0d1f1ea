using IntelliAvatar.LipSync.Timeline;

namespace IntelliAvatar.LipSync.Tests.Timeline;

public sealed class PingPongTests
{
    [Fact]
    public void It_runs_to_and_fro_without_showing_the_ends_twice() =>
        Assert.Equal([0, 1, 2, 3, 2, 1, 0, 1, 2, 3], Enumerable.Range(0, 10).Select(t => PingPong.FrameAt(t, 4)));

    [Fact]
    public void A_single_picture_stands_still() =>
        Assert.Equal([0, 0, 0], Enumerable.Range(0, 3).Select(t => PingPong.FrameAt(t, 1)));

    [Fact]
    public void Two_pictures_alternate() =>
        Assert.Equal([0, 1, 0, 1], Enumerable.Range(0, 4).Select(t => PingPong.FrameAt(t, 2)));
}
