using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class ShotsTests
{
    [Fact]
    public void A_head_that_jumps_once_was_cut() =>
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], Shots.Of([.. At(100, 101, 102, 103, 160, 161, 162, 163)]));

    [Fact]
    public void A_head_that_moves_fast_was_not() =>
        Assert.All(Shots.Of([.. At(100, 105, 120, 140, 160, 175, 180, 181)]), shot => Assert.Equal(0, shot));

    [Fact]
    public void A_face_that_comes_back_elsewhere_begins_a_shot_and_one_that_comes_back_does_not()
    {
        Assert.Equal([0, 0, 0, 0, 1, 1], Shots.Of([.. At(100, 100), null, null, .. At(200, 200)]));
        Assert.Equal([0, 0, 0, 0, 0, 0], Shots.Of([.. At(100, 100), null, null, .. At(104, 104)]));
        Assert.Equal([0, 0], Shots.Of([null, null]));
    }

    [Fact]
    public void Nothing_is_smoothed_across_a_cut()
    {
        FaceLandmarks?[] faces = [.. At(100, 100, 100, 100, 200, 200, 200, 200)];

        var track = PosedTrack.From(faces)!;

        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], track.Faces.Select(face => face.Shot));
        Assert.All(track.Faces, face => Assert.Equal(faces[face.Frame]!.X[FacePoints.NoseTip], LandmarkSmoothing.At(faces, Shots.Of(faces), face.Frame).X[FacePoints.NoseTip], 1e-3f));
    }

    [Fact]
    public void The_tracker_looks_again_where_a_cut_has_put_the_face()
    {
        YuvFrame[] shots = [DrawnFace.Draw(200, 140, new DrawnFace(80, 68, 46)), DrawnFace.Draw(200, 140, new DrawnFace(112, 72, 38))];
        var alone = new FaceTracker(Weights.Models.Faces, 1).Track(new PictureList([.. Enumerable.Repeat(shots[1], 5)]), null, default);

        var faces = new FaceTracker(Weights.Models.Faces, 1).Track(new PictureList([.. Enumerable.Repeat(shots[0], 5), .. Enumerable.Repeat(shots[1], 5)]), null, default);

        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], Shots.Of(faces));
        Assert.All(faces[5..], face => Assert.Equal(alone[0]!.X[FacePoints.NoseTip], face!.X[FacePoints.NoseTip], 1f));
    }

    private static IEnumerable<FaceLandmarks> At(params float[] places) => places.Select(x => TemplateFace.With(5, TemplateFace.Placed(x, 100)));
}
