using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Library;

/// <summary>Text before the lower face that comes, goes, fades or is replaced.</summary>
public sealed class CaptionsTests
{
    private const int Frames = 60;

    private static readonly (byte Y, byte U, byte V) s_dark = (24, 128, 128), s_white = (230, 128, 128);
    private static readonly FrameRate Rate = new(25, 1);
    private static readonly LipSyncEngine Engine = new(Weights.Models, threads: 2);

    public static TheoryData<string> Texts => ["comes and goes", "is replaced", "word by word", "on a bar that comes", "fades in and out", "goes before the end"];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_that_changes_keeps_its_pixels_while_the_mouth_moves(string text)
    {
        var pictures = Film.Talking(Frames, (picture, i) => Draw(text, picture, i));
        var video = new PictureList(pictures);
        var avatar = Assert.IsType<Preparation.Ready>(Engine.Prepare(video, Rate, null, default)).Avatar;
        var kept = AvatarFile.Read(AvatarFile.Write(avatar))!;
        var shown = ShownBase.Play(kept.Library.Track, Frames);
        var (t, moved, letters) = (0, false, 0);

        Engine.Render(kept, video, new Speech(new float[16000 / 25 * Frames], [new(0, "a"), new(0.6, "m"), new(0.9, "a"), new(1.5, "m")]), Rate, Compare, null, default);

        Assert.True(moved, "The mouth is driven.");
        Assert.True(letters > 0);

        void Compare(YuvFrame frame)
        {
            var (picture, at) = (shown[t].Frame, shown[t++].NextWeight);
            moved |= !frame.Data.AsSpan().SequenceEqual(pictures[picture].Data);
            for (var i = 0; at == 0 && i < frame.Y.Length; i++)
            {
                if (StrengthAt(text, picture, i % Film.Width, i / Film.Width, out _) > 0)
                {
                    Assert.Equal(pictures[picture].Y[i], frame.Y[i]);
                    letters++;
                }
            }
        }
    }

    [Theory]
    [InlineData(18, 42)]
    [InlineData(0, 30)]
    [InlineData(24, Frames)]
    public void A_mouth_with_text_on_its_lips_is_lent_to_no_other_frame(int from, int to)
    {
        var pictures = Film.Talking(Frames, (picture, i) =>
        {
            if (i >= from && i < to)
            {
                picture.Paint(s_white, (x, y) => IsLetter(x, y - (Film.MouthY - 177)));
            }
        });
        var track = PosedTrack.From(new FaceTracker(Weights.Models.Faces, 2).Track(new PictureList(pictures), null, default))!;

        var lenders = MouthLibrary.Cut(new PictureList(pictures), track).Sources;

        Assert.NotEmpty(lenders);
        Assert.DoesNotContain(lenders, lender => lender.Face.Frame >= from && lender.Face.Frame < to);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("a striped shirt")]
    [InlineData("a necklace")]
    [InlineData("a checked scarf")]
    [InlineData("noise")]
    [InlineData("five pictures a second")]
    [InlineData("light that comes and goes")]
    public void What_the_person_wears_is_no_text(string worn)
    {
        var pictures = Film.Talking(Frames, (picture, i) => Wear(worn, picture, i));
        pictures = worn == "five pictures a second" ? [.. pictures.Select((_, i) => pictures[i / 5 * 5])] : pictures;
        var video = new PictureList(pictures);

        Assert.Empty(MouthLibrary.Cut(video, PosedTrack.From(new FaceTracker(Weights.Models.Faces, 2).Track(video, null, default))!).Before);
    }

    private static void Wear(string worn, YuvFrame picture, int i)
    {
        var head = Film.Head(i);
        var random = new Random(i);
        var (left, stripe) = ((int)(head.X - 120 + 240), 5);
        switch (worn)
        {
            case "a striped shirt":
                picture.Paint(s_white, (x, y) => y > 186 && (x + left) / stripe % 2 == 0);
                break;
            case "a necklace":
                picture.Paint(s_white, (x, y) => Math.Abs(y - 178 - ((x - head.X) * (x - head.X) / -90)) < 2 && Math.Abs(x - head.X) < 30);
                break;
            case "a checked scarf":
                picture.Paint(s_dark, (x, y) => y > 184 && ((x + left) / stripe + (y / stripe)) % 2 == 0);
                break;
            case "noise":
                Shift(picture, () => random.Next(-12, 13));
                break;
            case "light that comes and goes":
                var light = i / 10 % 2 * 20;
                Shift(picture, () => light);
                break;
        }
    }

    private static void Shift(YuvFrame picture, Func<int> by)
    {
        for (var k = 0; k < picture.Y.Length; k++)
        {
            picture.Y[k] = (byte)Math.Clamp(picture.Y[k] + by(), 0, 255);
        }
    }

    private static void Draw(string text, YuvFrame picture, int i)
    {
        for (var k = 0; k < picture.Y.Length; k++)
        {
            if (StrengthAt(text, i, k % Film.Width, k / Film.Width, out var colour) is > 0 and var strength)
            {
                picture.Y[k] = (byte)float.Lerp(picture.Y[k], colour.Y, strength);
            }
        }
    }

    /// <summary>How much of text there is at a point of a picture, 0…1.</summary>
    private static float StrengthAt(string text, int i, int x, int y, out (byte Y, byte U, byte V) colour)
    {
        var (from, to, word, fade) = text switch
        {
            "comes and goes" => (18, 42, 1, 1),
            "is replaced" => (i < 30 ? 0 : 30, Frames, i < 30 ? 1 : 2, 1),
            "word by word" => (i / 8 * 8, (i / 8 * 8) + 8, (i / 8 % 3) + 1, 1),
            "on a bar that comes" => (24, Frames, 2, 1),
            "fades in and out" => (14, 46, 3, 8),
            _ => (0, 44, 1, 1),
        };
        colour = s_dark;
        if (i < from || i >= to || y is < 168 or >= 186 || x is < 40 or >= 200)
        {
            return 0;
        }

        // Letters are three pixels wide, in words of their own distances, with a dark outline.
        var place = (x - 40) % (7 + word);
        var isLetter = y is >= 170 and < 184 && place < 3;
        colour = isLetter ? s_white : s_dark;
        return isLetter || text == "on a bar that comes" || place is 3 or 4 ? Math.Min(1, MathF.Min(i - from + 1, to - i) / fade) : 0;
    }

    private static bool IsLetter(int x, int y) => y is >= 170 and < 184 && x is >= 40 and < 200 && (x - 40) % 8 < 3;
}
