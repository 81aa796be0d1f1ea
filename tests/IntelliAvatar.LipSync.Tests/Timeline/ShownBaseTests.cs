using IntelliAvatar.LipSync.Face;
using IntelliAvatar.LipSync.Mouth;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Timeline;

namespace IntelliAvatar.LipSync.Tests.Timeline;

public sealed class ShownBaseTests
{
    [Fact]
    public void While_the_face_is_away_the_picture_is_held_and_dissolves_into_the_next()
    {
        var shown = ShownBase.Of(Track(From(0, 3), Lost(21), From(0, 3)));

        Assert.All(shown[3..7], picture => Assert.Equal(new ShownBase(2, 2, 0), picture));
        Assert.All(shown[8..19], picture => Assert.Equal((2, 24), (picture.Frame, picture.Next)));
        Assert.Equal(shown[8..19].Select(picture => picture.NextWeight).Order(), shown[8..19].Select(picture => picture.NextWeight));
        Assert.Equal(0.5f, shown[13].NextWeight, 3);
        Assert.All(shown[20..24], picture => Assert.Equal(new ShownBase(24, 24, 0), picture));
    }

    [Fact]
    public void A_frame_with_a_face_stands_for_itself_and_the_ends_for_the_nearest()
    {
        var shown = ShownBase.Of(Track(Lost(2), From(0, 3), Lost(2)));

        Assert.Equal([2, 2, 2, 3, 4, 4, 4], shown.Select(picture => picture.Frame));
        Assert.All(shown, picture => Assert.Equal(0, picture.NextWeight));
    }

    [Fact]
    public void Between_two_shots_nothing_dissolves()
    {
        var shown = ShownBase.Of(Track(From(0, 3), Lost(4), From(150, 3)));

        Assert.Equal([0, 1, 2, 2, 2, 7, 7, 7, 8, 9], shown.Select(picture => picture.Frame));
        Assert.All(shown, picture => Assert.Equal(0, picture.NextWeight));
    }

    private static PosedTrack Track(params FaceLandmarks?[][] parts) => PosedTrack.From([.. parts.SelectMany(part => part)])!;

    private static FaceLandmarks?[] From(float x, int count) => [.. Enumerable.Range(0, count).Select(_ => TemplateFace.With(5, TemplateFace.Placed(100 + x, 100)))];

    private static FaceLandmarks?[] Lost(int count) => new FaceLandmarks?[count];
}
