using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Library;

/// <summary>What runs before the lower face, what is stuck on it for a while, and what stands before it in a still picture.</summary>
public sealed class ForegroundTests
{
    private const int Frames = 60, From = 20, To = 44;

    private static readonly (byte Y, byte U, byte V) s_dark = (34, 128, 128), s_white = (230, 128, 128);
    private static readonly (byte Y, byte U, byte V) s_yellow = (182, 30, 160), s_blue = (90, 190, 110);
    private static readonly FrameRate Rate = new(25, 1);
    private static readonly LipSyncEngine Engine = new(Weights.Models, threads: 2);

    [Theory]
    [InlineData("ticker")]
    [InlineData("ticker on a bar")]
    [InlineData("slow ticker")]
    [InlineData("yellow sticker")]
    [InlineData("blue card at the side of the chin")]
    public void What_comes_before_the_lower_face_of_a_video_keeps_its_pixels_while_the_mouth_moves(string thing) =>
        AssertKept(Film.Talking(Frames, (picture, i) => Draw(thing, picture, i)), thing);

    [Theory]
    [InlineData("caption")]
    [InlineData("caption without an outline")]
    [InlineData("dark bar")]
    [InlineData("white cup")]
    public void What_stands_before_the_chin_of_a_still_picture_keeps_its_pixels_while_the_head_moves(string thing) =>
        AssertKept([.. Enumerable.Repeat(Film.Talking(1, (picture, i) => Draw(thing, picture, i))[0], 25)], thing);

    [Theory]
    [InlineData("nothing")]
    [InlineData("a necklace")]
    [InlineData("a beard")]
    [InlineData("a goatee")]
    [InlineData("a dark pullover")]
    public void A_still_face_alone_has_nothing_before_it(string worn)
    {
        var video = new PictureList([.. Enumerable.Repeat(Film.Talking(1, (picture, _) => Wear(worn, picture))[0], 25)]);

        Assert.Empty(MouthLibrary.Cut(video, TrackOf(video)).Before);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(27)]
    [InlineData(29)]
    [InlineData(31)]
    public void A_noisy_picture_hides_no_mouth(int noise)
    {
        var random = new Random(1);
        var video = new PictureList(Film.Talking(Frames, (picture, _) =>
        {
            for (var i = 0; i < picture.Data.Length; i++)
            {
                picture.Data[i] = (byte)Math.Clamp(picture.Data[i] + random.Next(-2 * noise, (2 * noise) + 1), 0, 255);
            }
        }));

        Assert.DoesNotContain(TrackOf(video).Faces, face => face.IsCovered);
    }

    private static PosedTrack TrackOf(PictureList video) =>
        PosedTrack.From(new FaceTracker(Weights.Models.Faces, 2).Track(video, null, default))!;

    private static void AssertKept(YuvFrame[] pictures, string thing)
    {
        var video = new PictureList(pictures);
        var avatar = Assert.IsType<Preparation.Ready>(Engine.Prepare(video, Rate, null, default)).Avatar;
        var kept = AvatarFile.Read(AvatarFile.Write(avatar))!;
        var shown = ShownBase.Play(kept.Library.Track, pictures.Length);
        var (t, moved, changed, pixels) = (0, false, 0, 0);

        var speech = new Speech(new float[16000 / 25 * pictures.Length], [new(0, "a"), new(0.6, "m"), new(0.9, "a"), new(1.5, "m")]);
        Engine.Render(kept, video, speech, Rate, Compare, null, default);

        Assert.True(moved, "The mouth is driven.");
        Assert.True(pixels > 0 && changed <= pixels / 1000, $"{changed} of {pixels} pixels are changed.");

        void Compare(YuvFrame frame)
        {
            var (picture, at) = (shown[t].Frame, shown[t++].NextWeight);
            moved |= !frame.Data.AsSpan().SequenceEqual(pictures[picture].Data);
            for (var i = 0; at == 0 && i < frame.Y.Length; i++)
            {
                if (ColourAt(thing, picture, i % Film.Width, i / Film.Width) is not null)
                {
                    pixels++;
                    changed += pictures[picture].Y[i] != frame.Y[i] ? 1 : 0;
                }
            }
        }
    }

    private static void Draw(string thing, YuvFrame picture, int i)
    {
        foreach (var colour in new[] { s_dark, s_white, s_yellow, s_blue })
        {
            picture.Paint(colour, (x, y) => ColourAt(thing, i, x, y) == colour);
        }
    }

    private static (byte Y, byte U, byte V)? ColourAt(string thing, int i, int x, int y)
    {
        var isNow = i is >= From and < To;
        return thing switch
        {
            "ticker" => Letter(x + (4 * i), y, s_dark),
            "slow ticker" => Letter(x + (2 * i), y, s_dark),
            "ticker on a bar" => Letter(x + (3 * i), y, s_dark) ?? (y is >= 168 and < 186 ? s_dark : null),
            "yellow sticker" => isNow && ((x - 120) * (x - 120)) + ((y - 186) * (y - 186)) < 14 * 14 ? s_yellow : null,
            "blue card at the side of the chin" => isNow && x is >= 128 and < 170 && y is >= 170 and < 200 ? s_blue : null,
            "caption" => x is >= 40 and < 200 ? Letter(x, y, s_dark) : null,
            "caption without an outline" => x is >= 40 and < 200 ? Letter(x, y, null) : null,
            "dark bar" => y is >= 168 and < 188 ? s_dark : null,
            _ => Math.Abs(x - 118) < 17 && y is >= 166 and < 212 ? s_white : null,
        };
    }

    /// <summary>Letters of three and four pixels, no two neighbours alike, with an outline.</summary>
    private static (byte Y, byte U, byte V)? Letter(int x, int y, (byte, byte, byte)? outline)
    {
        var place = x % 47;
        var isLetter = y is >= 170 and < 184 && place is < 3 or >= 9 and < 13 or >= 20 and < 23 or >= 28 and < 32 or >= 40 and < 43;
        return y is < 170 or >= 184 ? null
            : isLetter ? s_white
            : place is 3 or 8 or 13 or 19 or 23 or 27 or 32 or 39 or 43 or 46 ? outline : null;
    }

    private static void Wear(string worn, YuvFrame picture)
    {
        switch (worn)
        {
            case "a necklace":
                picture.Paint(s_white, (x, y) => Math.Abs(y - 188 - ((x - 120) * (x - 120) / -90)) < 2 && Math.Abs(x - 120) < 30);
                break;
            case "a beard":
                picture.Paint((60, 124, 132), (x, y) => y is > 158 and < 178 && Math.Abs(x - 120) < 40 - (y - 158));
                break;
            case "a goatee":
                picture.Paint((60, 124, 132), (x, y) => ((x - 120) * (x - 120)) + ((y - 170) * (y - 170)) < 9 * 9);
                break;
            case "a dark pullover":
                picture.Paint((40, 128, 128), (_, y) => y > 184);
                break;
        }
    }
}
