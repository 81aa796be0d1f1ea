using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class PosedTrackTests
{
    [Fact]
    public void Where_there_is_no_face_the_nearest_one_stands_in()
    {
        FaceLandmarks?[] faces = [null, TemplateFace.With(1), null, null, null, TemplateFace.With(2), null];

        var track = PosedTrack.From(faces)!;

        Assert.Equal([1, 1, 1, 1, 5, 5, 5], Enumerable.Range(0, 7).Select(i => track.FaceAt(i).Frame));
        Assert.Equal(7, track.FrameCount);
        Assert.Equal(2, track.Faces.Count);
    }

    [Fact]
    public void A_base_without_a_face_is_no_track()
    {
        Assert.Null(PosedTrack.From([null, null]));
        Assert.Null(PosedTrack.From([]));
    }

    [Fact]
    public void A_face_without_extent_is_none()
    {
        var collapsed = TemplateFace.With(1, TemplateFace.Placed(50, 50, scale: 0));

        var track = PosedTrack.From([collapsed, TemplateFace.With(1), TemplateFace.With(2), new FaceLandmarks()])!;

        Assert.Equal([1, 2], track.Faces.Select(face => face.Frame));
        Assert.Null(PosedTrack.From([collapsed]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_two_middle_poses_it_is_always_the_same_one_that_gives_the_measure(bool reversed)
    {
        var (left, right) = (TemplateFace.With(5, TemplateFace.Placed(0, 0, scale: 1)), TemplateFace.With(5, TemplateFace.Placed(0, 0, scale: 2)));
        left.X[FacePoints.NoseTip] -= 10;
        right.X[FacePoints.NoseTip] += 20;

        // Far apart, so that smoothing does not mix them.
        var track = PosedTrack.From(reversed ? [right, null, null, null, left] : [left, null, null, null, right])!;

        Assert.Equal(2 * TemplateFace.EyeSpan, track.Mean.EyeSpan, 3);
    }

    [Fact]
    public void A_face_that_moves_through_the_picture_stays_where_it_is_on_the_canonical_face()
    {
        var faces = Enumerable.Range(0, 20).Select(i => TemplateFace.With(10, TemplateFace.Placed(100 + (5 * i), 90, 1 + (0.02f * i), 0.02f * i)));

        var track = PosedTrack.From([.. faces])!;

        Assert.All(track.Faces, face => Assert.InRange(face.Shape.Gap / track.Mean.EyeSpan, 0.097f, 0.103f));
        Assert.All(track.Faces, face => Assert.Equal(track.Faces[0].Shape.Chin, face.Shape.Chin, 0.02f * track.Mean.EyeSpan));
    }

    [Theory]
    [InlineData(0, true, 0.16f)]
    [InlineData(18, false, 0.18f)]
    [InlineData(40, false, 0.22f)]
    public void It_knows_how_far_this_person_opens_the_mouth(float gap, bool neverOpens, float maxGap)
    {
        var track = PosedTrack.From([.. Enumerable.Range(0, 10).Select(_ => TemplateFace.With(gap))])!;

        Assert.Equal(neverOpens, track.NeverOpens);
        Assert.Equal(maxGap * TemplateFace.EyeSpan, track.MaxGap, 2);
    }

    [Fact]
    public void Jitter_is_smoothed_and_a_gap_in_the_track_does_not_pull_on_it()
    {
        FaceLandmarks?[] faces = [.. Enumerable.Range(0, 9).Select(i => i is 3 ? null : TemplateFace.With(5, TemplateFace.Placed(100 + (i % 2 * 2), 100)))];

        var smooth = LandmarkSmoothing.At(faces, new int[9], 4);
        var still = LandmarkSmoothing.At([TemplateFace.With(5), null, null], new int[3], 0);

        Assert.InRange(smooth.X[10], 100.3f, 101.7f);
        Assert.Equal(TemplateFace.With(5).X, still.X);
    }
}
