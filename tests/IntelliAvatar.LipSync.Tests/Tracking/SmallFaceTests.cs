using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class SmallFaceTests
{
    // 40 pixels wide.
    private static readonly YuvFrame s_small = DrawnFace.Draw(1920, 1080, new DrawnFace(1300, 420, 29));

    [Fact]
    public void A_face_of_40_pixels_is_found_in_a_large_picture_only_by_the_deep_search()
    {
        var detector = new FaceDetector(Weights.Models.Faces.FaceDetector);
        Assert.Null(detector.Find(s_small, default));
        var found = Assert.NotNull(detector.FindSmall(s_small, default));
        Assert.InRange(found.X, 1290, 1310);
        Assert.InRange(found.Y, 410, 440);
    }

    [Fact]
    public void A_face_that_is_small_in_every_picture_is_followed_through_all_of_them()
    {
        var nobody = DrawnFace.Draw(1920, 1080);
        var faces = new FaceTracker(Weights.Models.Faces, 2).Track(new PictureList(nobody, nobody, nobody, s_small, s_small, s_small, s_small), null, default);
        Assert.Equal([false, false, false, true, true, true, true], faces.Select(face => face is not null));
    }

    [Fact]
    public void A_face_that_comes_nearer_is_followed_back_to_where_it_was_too_small_to_be_found()
    {
        YuvFrame[] coming = [.. Enumerable.Range(0, 14).Select(i => DrawnFace.Draw(900, 600, new DrawnFace(500, 250, 13 + (3 * i))))];
        Assert.Null(new FaceDetector(Weights.Models.Faces.FaceDetector).Find(coming[0], default));
        Assert.All(new FaceTracker(Weights.Models.Faces, 2).Track(new PictureList(coming), null, default)[1..], Assert.NotNull);
    }
}
