using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests;

/// <summary>Whole renderings of bases in which something comes before the mouth.</summary>
public sealed class BeforeTheMouthTests
{
    private const int Frames = 64, From = 20, To = 38;

    private static readonly FrameRate Rate = new(25, 1);
    private static readonly LipSyncEngine Engine = new(Weights.Models, threads: 2);

    // Skin as it is on the face, a white cup, an orange ball.
    private static readonly (byte, byte, byte) s_skin = (166, 108, 152), s_white = (220, 126, 130), s_orange = (140, 70, 180);

    public static TheoryData<string> Things => ["hand", "cup", "ball", "finger", "palm in the face's own colour", "banner"];

    [Theory]
    [MemberData(nameof(Things))]
    public void What_is_before_the_mouth_stays_untouched_and_is_never_lent(string thing)
    {
        var pictures = Film.Talking(Frames, (picture, i) => Draw(thing, picture, i));
        var video = new PictureList(pictures);
        var avatar = Assert.IsType<Preparation.Ready>(Engine.Prepare(video, Rate, null, default)).Avatar;
        var shown = ShownBase.Play(avatar.Library.Track, 2 * Frames);

        var frames = new List<YuvFrame>();
        Engine.Render(avatar, video, new Speech(new float[16000 / 25 * 2 * Frames], [new(0, "a")]), Rate, Keep, null, default);

        Assert.All(Enumerable.Range(0, Frames).Where(t => shown[t] is { NextWeight: 0, Frame: >= From and < To }), t => Assert.Equal(pictures[shown[t].Frame].Data, frames[t].Data));
        Assert.True(frames[From - 10].Data.AsSpan().SequenceEqual(pictures[From - 10].Data) is false, "The mouth is driven while it is seen.");
        Assert.All(avatar.Library.Sources, source => Assert.False(source.Face.Frame >= From && source.Face.Frame < To));

        // Afterwards it is not shown again, and no piece of it is seen in the mouth.
        Assert.All(shown[(Frames + ShownBase.Dissolve)..], picture => Assert.False(picture.Seen >= From && picture.Seen < To));
        Assert.All(frames[(Frames + ShownBase.Dissolve)..], frame => Assert.DoesNotContain(frame.U.ToArray(), u => u < 90));

        void Keep(YuvFrame frame)
        {
            var copy = new YuvFrame(frame.Width, frame.Height);
            copy.CopyFrom(frame);
            frames.Add(copy);
        }
    }

    [Theory]
    [InlineData("blue")]
    [InlineData("white")]
    [InlineData("black")]
    public void A_mask_that_is_worn_all_the_time_is_refused_with_a_sentence(string colour)
    {
        var pictures = Film.Talking(20, (picture, i) => picture.Paint(
            colour switch { "blue" => (170, 150, 105), "white" => (215, 128, 128), _ => (40, 128, 128) },
            (x, y) => Math.Abs(x - Film.Head(i).X) < 52 - (0.3f * Math.Abs(y - Film.MouthY)) && y is > 122 and < 182));

        var refused = Assert.IsType<Preparation.Refused>(Engine.Prepare(new PictureList(pictures), Rate, null, default));

        Assert.Equal("mouth_hidden", refused.Refusal.Code);
    }

    [Fact]
    public void A_banner_over_the_mouth_all_the_time_is_refused_in_a_video_and_in_a_picture()
    {
        var pictures = Film.Talking(20, (picture, _) =>
        {
            picture.Paint((18, 128, 128), (_, y) => y is >= 132 and < 166);
            picture.Paint((230, 128, 128), (x, y) => y is >= 142 and < 156 && x / 3 % 3 == 0);
        });

        Assert.Equal("mouth_hidden",
            Assert.IsType<Preparation.Refused>(Engine.Prepare(new PictureList(pictures), Rate, null, default)).Refusal.Code);
        Assert.Equal("mouth_hidden",
            Assert.IsType<Preparation.Refused>(Engine.Prepare(new PictureList(pictures[..1]), Rate, null, default)).Refusal.Code);
    }

    [Fact]
    public void Nothing_is_before_a_mouth_that_talks() =>
        Assert.DoesNotContain(PosedTrack.From(new FaceTracker(Weights.Models.Faces, 2).Track(new PictureList(Film.Talking(Frames)), null, default))!.Faces, face => face.IsCovered);

    private static void Draw(string thing, YuvFrame picture, int i)
    {
        if (i < From - 3 || i >= To + 3)
        {
            return;
        }

        // Comes from below and goes there again in three frames each.
        var down = 25 * Math.Max(0, Math.Max(From - i, i - To + 1));
        switch (thing)
        {
            case "hand":
                picture.Paint((150, 110, 150), (x, y) => Math.Abs(x - Film.MouthX) < 48 && y > 122 + down + Math.Abs((x % 24) - 12));
                break;
            case "cup":
                picture.Paint(s_white, (x, y) => Math.Abs(x - Film.MouthX) < 40 - ((y - 120) / 8) && y > 128 + down);
                break;
            case "banner":
                picture.Paint((18, 128, 128), (_, y) => i is >= From and < To && y is >= 132 and < 166);
                picture.Paint((230, 128, 128), (x, y) => i is >= From and < To && y is >= 142 and < 156 && x / 3 % 3 == 0);
                break;
            case "finger":
                picture.Paint((138, 112, 148), (x, y) => Math.Abs(x - Film.MouthX) < 9 && y > 126 + down);
                break;
            case "ball":
                var middle = Film.MouthX - 11 + (i - From);
                picture.Paint(s_orange, (x, y) => ((x - middle) * (x - middle)) + ((y - Film.MouthY - down) * (y - Film.MouthY - down)) < 34 * 34);
                break;
            default:
                picture.Paint(s_skin, (x, y) => Math.Abs(x - Film.MouthX) < 40 && y > 126 + down && y < 176 + down);
                break;
        }
    }
}
