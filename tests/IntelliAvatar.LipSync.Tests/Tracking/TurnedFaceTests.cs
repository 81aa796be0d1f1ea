using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class TurnedFaceTests
{
    private const float Pi = MathF.PI;

    [Theory]
    [InlineData(0)]
    [InlineData(Pi)]
    [InlineData(Pi - 0.3f)]
    [InlineData(Pi + 0.35f)]
    [InlineData(2.2f)]
    [InlineData(-2.2f)]
    [InlineData(Pi / 2)]
    [InlineData(-Pi / 2)]
    public void A_head_is_followed_the_way_it_is(float angle)
    {
        var faces = new FaceTracker(Weights.Models.Faces, 2).Track(new PictureList([.. Enumerable.Range(0, 4).Select(_ => Turned(angle))]), null, default);

        Assert.All(faces, face => AssertMouthIsAt(angle, face));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_picture_that_stands_on_its_head_or_in_a_mirror_is_no_upright_face(bool isMirrored)
    {
        var picture = Turned(0);
        var flipped = new YuvFrame(picture.Width, picture.Height);
        for (var plane = 0; plane < 3; plane++)
        {
            var (width, height) = (picture.PlaneWidth(plane), picture.PlaneHeight(plane));
            for (var y = 0; y < height; y++)
            {
                var row = flipped.Plane(plane).Slice(y * width, width);
                picture.Plane(plane).Slice((height - 1 - y) * width, width).CopyTo(row);
                if (!isMirrored)
                {
                    row.Reverse();
                }
            }
        }

        var face = new FaceTracker(Weights.Models.Faces, 1).Track(new PictureList(flipped), null, default)[0];

        AssertMouthIsAt(Pi, face);
        AssertMouthIsAt(Pi, new FaceSurvey(Weights.Models.Faces).Look(flipped, null, default).Driven);
    }

    [Fact]
    public void A_camera_that_is_turned_while_it_records_is_followed()
    {
        var faces = new FaceTracker(Weights.Models.Faces, 2).Track(new PictureList([.. Enumerable.Range(0, 6).Select(i => Turned(i < 3 ? 0 : Pi))]), null, default);

        Assert.All(Enumerable.Range(0, 6), i => AssertMouthIsAt(i < 3 ? 0 : Pi, faces[i]));
    }

    [Theory]
    [InlineData(0, 150, 100, 62)] // the head cut to shows its lower half where the other was
    [InlineData(0, 150, 208, 80)]
    [InlineData(0, 190, 200, 70)]
    [InlineData(Pi, 150, 100, 80)]
    public void A_cut_to_a_head_elsewhere_turns_no_face_over(float angle, float x, float y, float size)
    {
        YuvFrame[] pictures = [DrawnFace.Draw(300, 300, new DrawnFace(150, 150, 80, angle)), DrawnFace.Draw(300, 300, new DrawnFace(x, y, size, angle))];

        var faces = new FaceTracker(Weights.Models.Faces, 2).Track(new PictureList([.. Enumerable.Range(0, 12).Select(i => pictures[i / 6])]), null, default);

        Assert.All(faces, face => Assert.True(face is not null && MathF.Cos(face.Angle() - angle) > 0.9f));
    }

    private static YuvFrame Turned(float angle) => DrawnFace.Draw(300, 300, new DrawnFace(150, 150, 80, angle));

    private static void AssertMouthIsAt(float angle, FaceLandmarks? face)
    {
        Assert.NotNull(face);
        var mouth = (face.Point(FacePoints.UpperLipTop) + face.Point(FacePoints.LowerLipBottom)) / 2;

        // The mouth is drawn 0.54 sizes below the middle of the head, seen from the head.
        Assert.InRange(mouth.X, 150 - (43 * MathF.Sin(angle)) - 14, 150 - (43 * MathF.Sin(angle)) + 14);
        Assert.InRange(mouth.Y, 150 + (43 * MathF.Cos(angle)) - 14, 150 + (43 * MathF.Cos(angle)) + 14);
    }
}
