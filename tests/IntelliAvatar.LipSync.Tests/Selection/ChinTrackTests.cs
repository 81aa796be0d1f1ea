using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tests.Support;

namespace IntelliAvatar.LipSync.Tests.Selection;

public sealed class ChinTrackTests
{
    [Fact]
    public void The_chin_follows_the_opening_by_two_fifths_of_it()
    {
        var track = new TemplateVideo(320, 300, [4]).Library.Track;
        var own = track.Faces[0].Shape;

        var still = ChinTrack.For(track, new int[9], [.. Enumerable.Repeat(own.Gap, 9)]);
        var open = ChinTrack.For(track, new int[9], [.. Enumerable.Repeat(own.Gap + 10, 9)]);

        Assert.All(still, chin => Assert.Equal(own.Chin, chin, 3));
        Assert.All(open, chin => Assert.Equal(own.Chin + 4, chin, 3));
    }
}
