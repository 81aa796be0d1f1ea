using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Stills;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Stills;

public sealed class OpenEyesTests
{
    private const int Width = 480, Height = 560;

    private static readonly DrawnFace s_head = new(240, 270, 230);

    // Where they are drawn.
    private static readonly (int X, int Y)[] s_irises = [(176, 234), (304, 234)], s_brows = [(173, 194), (307, 194)];

    [Fact]
    public void Both_eyes_of_a_large_open_face_are_found() => Assert.Equal(2, In(Picture()).Length);

    [Fact]
    public void Eyes_of_a_few_pixels_are_left_alone() => Assert.Empty(In(DrawnFace.Draw(160, 190, new DrawnFace(80, 92, 60))));

    [Fact]
    public void Eyes_behind_the_rims_of_glasses_are_left_alone()
    {
        var picture = Picture();
        foreach (var (x, y) in s_irises)
        {
            Fill(picture, (x - 50, y + 28, 100, 6), 30);
        }

        Assert.Empty(In(picture));
    }

    [Fact]
    public void A_shut_eye_shows_skin_where_the_iris_was()
    {
        var (open, shut) = (Picture(), Drawn(1));
        Assert.All(s_irises, at => Assert.InRange(Luma(open, at), 0, 70));
        Assert.All(s_irises, at => Assert.InRange(Luma(shut, at), 95, 200));
    }

    [Fact]
    public void The_brows_and_all_that_is_far_from_the_eyes_stay()
    {
        var (open, shut) = (Picture(), Drawn(1));
        Assert.All(s_brows, at => Assert.Equal(Luma(open, at), Luma(shut, at)));
        Assert.Equal(open.Y[..(180 * Width)], shut.Y[..(180 * Width)]);
        Assert.Equal(open.Y[(320 * Width)..], shut.Y[(320 * Width)..]);
    }

    [Fact]
    public void The_more_shut_the_more_the_lid_has_come_down() =>
        Assert.Equal([0, 0.25f, 0.5f, 0.75f, 1], new[] { 0.5f, 1, 0, 0.25f, 0.75f }.OrderByDescending(shut => DarkBelowLid(Drawn(shut))));

    [Fact]
    public void The_same_eyes_look_the_same() => Assert.Equal(Drawn(0.4f).Data, Drawn(0.4f).Data);

    private static YuvFrame Picture() => DrawnFace.Draw(Width, Height, s_head);

    private static YuvFrame Drawn(float shut)
    {
        var (picture, frame) = (Picture(), Picture());
        foreach (var eye in In(picture))
        {
            eye.Draw(picture, frame, shut);
        }

        return frame;
    }

    private static Eyelids[] In(YuvFrame picture)
    {
        var track = PosedTrack.From(new FaceTracker(Weights.Models.Faces, 1).Track(new PictureList(picture), null, default))!;
        return OpenEyes.In(Weights.Models.Faces, picture, track.Faces[0], track.Mean.EyeSpan);
    }

    private static int Luma(YuvFrame picture, (int X, int Y) at) => picture.Y[(at.Y * picture.Width) + at.X];

    /// <summary>How many pixels of the iris are seen in its middle column.</summary>
    private static int DarkBelowLid(YuvFrame picture) => Enumerable.Range(-8, 29).Count(d => Luma(picture, (s_irises[0].X, s_irises[0].Y + d)) < 90);

    private static void Fill(YuvFrame picture, (int X, int Y, int Width, int Height) box, byte luma)
    {
        for (var y = box.Y; y < box.Y + box.Height; y++)
        {
            picture.Y.Slice((y * picture.Width) + box.X, box.Width).Fill(luma);
        }
    }
}
