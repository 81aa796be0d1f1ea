using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Library;

/// <summary>What stands before the face all the time, while the head moves behind it.</summary>
public sealed class StandingObjectsTests
{
    private const int Frames = 60;

    private static readonly LipSyncEngine Engine = new(Weights.Models, threads: 2);

    public static TheoryData<string> Things => ["microphone", "white microphone", "caption", "caption on a dark bar", "round logo"];

    [Theory]
    [MemberData(nameof(Things))]
    public void It_stays_as_it_is_and_the_mouth_beside_it_moves(string thing)
    {
        var video = new PictureList(Film.Talking(Frames, (picture, _) => Draw(thing, picture)));
        var avatar = Assert.IsType<Preparation.Ready>(Engine.Prepare(video, new FrameRate(25, 1), null, default)).Avatar;
        var (moved, first) = (false, new YuvFrame(Film.Width, Film.Height));
        video.Read(0, first);
        var kept = AvatarFile.Read(AvatarFile.Write(avatar))!;

        Engine.Render(kept, video, new Speech(new float[16000 * 2], [new(0, "a"), new(0.6, "m"), new(0.9, "a"), new(1.5, "m")]), new FrameRate(25, 1), frame =>
        {
            for (var i = 0; i < frame.Y.Length; i++)
            {
                if (ColourAt(thing, i % Film.Width, i / Film.Width) is { } colour)
                {
                    Assert.Equal(colour.Y, frame.Y[i]);
                }
            }

            moved |= !frame.Data.AsSpan().SequenceEqual(first.Data);
        }, null, default);
        Assert.True(moved);
    }

    [Fact]
    public void Nothing_stands_before_a_face_alone()
    {
        var video = new PictureList(Film.Talking(Frames));

        Assert.Empty(MouthLibrary.Cut(video, PosedTrack.From(new FaceTracker(Weights.Models.Faces, 2).Track(video, null, default))!).Before);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-6)]
    [InlineData(4)]
    public void A_head_that_is_elsewhere_for_a_moment_only_is_not_what_stands_before_it(int away)
    {
        // The places of a face are smoothed: beside a pan it seems to move before the picture does.
        var video = new PictureList(Enumerable.Repeat(Film.Talking(1)[0], Frames).ToArray());
        var faces = new FaceTracker(Weights.Models.Faces, 2).Track(video, null, default);
        foreach (var face in faces.Skip(28).Take(6))
        {
            for (var k = 0; k < face!.X.Length; k++)
            {
                face.X[k] += away;
            }
        }

        Assert.Empty(MouthLibrary.Cut(video, PosedTrack.From(faces)!).Before);
    }

    private static void Draw(string thing, YuvFrame picture)
    {
        foreach (var colour in new[] { s_dark, s_white })
        {
            picture.Paint(colour, (x, y) => ColourAt(thing, x, y) == colour);
        }
    }

    private static readonly (byte Y, byte U, byte V) s_dark = (34, 128, 128), s_white = (225, 128, 128);

    private static (byte Y, byte U, byte V)? ColourAt(string thing, int x, int y) => thing switch
    {
        "microphone" => x is >= 102 and < 138 && y >= 158 ? s_dark : null,
        "white microphone" => x is >= 96 and < 124 && y >= 160 ? s_white : null,
        "caption" => y is >= 168 and < 184 && x is >= 30 and < 210 ? (x / 4 % 3) switch { 0 => s_white, 1 => s_dark, _ => null } : null,
        "caption on a dark bar" => y is >= 166 and < 188 ? y is >= 172 and < 182 && x / 4 % 2 == 0 ? s_white : s_dark : null,
        _ => ((x - 146) * (x - 146)) + ((y - 176) * (y - 176)) < 16 * 16 ? s_white : null,
    };
}
