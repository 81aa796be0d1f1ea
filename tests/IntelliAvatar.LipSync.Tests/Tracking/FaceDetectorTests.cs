using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class FaceDetectorTests
{
    private readonly FaceDetector _detector = new(Weights.Models.Faces.FaceDetector);

    [Fact]
    public void A_face_is_found_where_it_is()
    {
        var found = Assert.NotNull(_detector.Find(DrawnFace.Draw(320, 240, new DrawnFace(150, 110, 60, Angle: 0.2f)), default));
        Assert.InRange(found.X, 140, 160);
        Assert.InRange(found.Y, 105, 130);
        Assert.InRange(found.Size, 70, 110);
        Assert.InRange(found.Angle, 0.1f, 0.3f);
        Assert.InRange(found.Score, 0.75f, 1);
    }

    [Fact]
    public void A_picture_without_a_face_has_none() => Assert.Null(_detector.Find(DrawnFace.Draw(320, 180), default));

    [Fact]
    public void A_small_face_in_a_wide_picture_is_found_by_looking_closer()
    {
        var found = Assert.NotNull(_detector.Find(DrawnFace.Draw(900, 220, new DrawnFace(720, 120, 40)), default));
        Assert.InRange(found.X, 710, 730);
    }

    [Fact]
    public void Of_two_faces_the_larger_is_taken()
    {
        var found = Assert.NotNull(_detector.Find(DrawnFace.Draw(400, 240, new DrawnFace(90, 120, 45), new DrawnFace(280, 120, 70)), default));
        Assert.InRange(found.X, 265, 295);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 201)]
    [InlineData(201, 3)]
    public void Odd_and_tiny_pictures_are_looked_at_without_harm(int width, int height) =>
        Assert.Null(_detector.Find(new YuvFrame(width, height), default));
}
