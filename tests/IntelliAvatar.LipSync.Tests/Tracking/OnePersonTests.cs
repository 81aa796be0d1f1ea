using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class OnePersonTests
{
    [Theory]
    [InlineData(16, 32)] // once, to the end
    [InlineData(16, 24)] // and back
    [InlineData(24, 32)]
    public void A_cut_to_another_person_is_no_face(int from, int to)
    {
        var track = Track(i => i >= from && i < to ? Bearded(Closer(i)) : DrawnFace.Draw(240, 220, Film.Head(i)));

        Assert.Equal(Enumerable.Range(0, 32).Where(i => i < from || i >= to), track.Faces.Select(face => face.Frame));
    }

    [Fact]
    public void A_face_of_another_colour_is_another() => Assert.Equal(Enumerable.Range(0, 16), Track(i =>
    {
        var picture = i < 16 ? DrawnFace.Draw(240, 220, Film.Head(i)) : Closer(i);
        foreach (ref var v in i < 16 ? [] : picture.V)
        {
            v = (byte)(v - 30);
        }

        return picture;
    }).Faces.Select(face => face.Frame));

    [Fact]
    public void A_cut_to_the_same_person_from_nearer_is_the_same_face() =>
        Assert.Equal(32, Track(i => i < 16 ? DrawnFace.Draw(240, 220, Film.Head(i)) : Closer(i)).Faces.Count);

    private static PosedTrack Track(Func<int, YuvFrame> draw) =>
        PosedTrack.From(new FaceTracker(Weights.Models.Faces, 2).Track(new PictureList([.. Enumerable.Range(0, 32).Select(draw)]), null, default))!;

    private static YuvFrame Closer(int i) => DrawnFace.Draw(240, 220, Film.Head(i) with { X = 140, Y = 112, Size = 96 });

    private static YuvFrame Bearded(YuvFrame picture)
    {
        // A dark beard around the mouth, and all of the chin.
        picture.Paint((60, 128, 128), (x, y) =>
        {
            var (u, v) = ((x - 140) / 96f, (y - 112) / 96f);
            return (u * u / 0.30f) + ((v - 0.55f) * (v - 0.55f) / 0.17f) < 1 && v > 0.33f && ((u * u / 0.08f) + ((v - 0.54f) * (v - 0.54f) / 0.012f) > 1);
        });
        return picture;
    }
}
