using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class RegionPathTests
{
    [Fact]
    public void A_path_that_stands_still_stays_where_it_is()
    {
        var still = new RegionOfInterest(30, 40, 50, 0.3f);
        Assert.All(RegionPath.Smooth([still, still, still, still], new int[4]), region =>
        {
            Assert.Equal(30, region!.Value.X, 1e-4);
            Assert.Equal(0.3, region.Value.Angle, 1e-4);
        });
    }

    [Fact]
    public void Trembling_is_smoothed_away()
    {
        var path = RegionPath.Smooth([.. Enumerable.Range(0, 30).Select(i => (RegionOfInterest?)new RegionOfInterest(i % 2, i % 2, 50 + (i % 2), 0))], new int[30]);
        Assert.All(path[6..24], region =>
        {
            Assert.Equal(0.5, region!.Value.X, 0.01);
            Assert.Equal(0.5, region.Value.Y, 0.01);
            Assert.Equal(50.5, region.Value.Side, 0.01);
        });
    }

    [Fact]
    public void Pictures_without_a_face_stay_without_and_count_for_nothing()
    {
        var path = RegionPath.Smooth([new(10, 10, 10, 0), null, new(20, 10, 10, 0)], new int[3]);
        Assert.Null(path[1]);
        Assert.InRange(path[0]!.Value.X, 10, 15);
        Assert.InRange(path[2]!.Value.X, 15, 20);
    }

    [Fact]
    public void A_head_upside_down_turns_the_short_way_round()
    {
        var path = RegionPath.Smooth([new(0, 0, 1, 3.1f), new(0, 0, 1, -3.1f), new(0, 0, 1, 3.1f)], new int[3]);
        Assert.All(path, region => Assert.InRange(MathF.Abs(region!.Value.Angle), 3.0f, 3.15f));
    }
}
