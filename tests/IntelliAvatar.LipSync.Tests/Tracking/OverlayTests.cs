using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

/// <summary>One drawn face and what is laid over its picture.</summary>
public sealed class OverlayTests
{
    private static readonly DrawnFace s_head = new(120, 105, 78, Mouth: 0.4f);
    private static readonly FaceLandmarks s_points = new FaceTracker(Weights.Models.Faces,
        1).Track(new PictureList(DrawnFace.Draw(Film.Width, Film.Height, s_head)), null, default)[0]!;
    private static readonly (byte, byte, byte) s_black = (18, 128, 128), s_white = (230, 128, 128), s_brown = (70, 118,
        138), s_yellow = (205, 50, 155), s_blue = (60, 190, 110);

    public static TheoryData<string> Hiding =>
        ["banner with letters", "white banner", "translucent lower third", "blue lower third", "bar", "smiley", "mosaic", "blur"];

    public static TheoryData<string> NotHiding =>
    [
        "nothing", "beard", "moustache", "blue lipstick", "sunglasses", "dark skin", "no colours", "red light", "title above the eyes",
        "name below the chin", "striped shirt", "lines behind the head",
        "blur everywhere", "pixels everywhere",
    ];

    [Theory]
    [MemberData(nameof(Hiding))]
    public void What_is_laid_over_the_mouth_is_seen(string thing) => Assert.True(LowerFace.Of(Picture(thing), s_points).IsOverlaid);

    [Theory]
    [MemberData(nameof(NotHiding))]
    public void A_face_of_any_kind_is_no_overlay(string thing) => Assert.False(LowerFace.Of(Picture(thing), s_points).IsOverlaid);

    [Fact]
    public void One_picture_among_many_may_be_an_accident()
    {
        var (plain, overlaid) = (Picture("nothing"), Picture("bar"));

        Assert.DoesNotContain(true, Occlusion.In([.. Enumerable.Range(0, 8).Select(i => Seen(i == 4 ? overlaid : plain))], new int[8]));
        Assert.Equal(
            Enumerable.Range(0, 40).Select(i => i is >= 12 and < 24),
            Occlusion.In([.. Enumerable.Range(0, 40).Select(i => Seen(i is >= 12 and < 24 && i != 17 ? overlaid : plain))], new int[40]));
        Assert.DoesNotContain(false,
            Occlusion.In([.. Enumerable.Range(0, 8).Select(i => Seen(i % 4 == 0 ? plain : overlaid))], new int[8]));
    }

    private static FaceLandmarks Seen(YuvFrame picture)
    {
        var face = new FaceLandmarks { Score = 1, LowerFace = LowerFace.Of(picture, s_points) };
        s_points.X.CopyTo(face.X, 0);
        s_points.Y.CopyTo(face.Y, 0);
        return face;
    }

    private static YuvFrame Picture(string thing)
    {
        var picture = DrawnFace.Draw(Film.Width, Film.Height, s_head);
        switch (thing)
        {
            case "banner with letters":
                picture.Paint(s_black, (_, y) => y is >= 132 and < 166);
                picture.Paint(s_white, (x, y) => y is >= 142 and < 156 && x / 3 % 3 == 0);
                break;
            case "white banner":
                picture.Paint(s_white, (_, y) => y is >= 130 and < 164);
                picture.Paint((90, 90, 220), (x, y) => y is >= 138 and < 154 && x / 4 % 2 == 0);
                break;
            case "translucent lower third":
                Change(picture, (_, y) => y >= 134, (value, plane) => plane == 0
                    ? 16 + (0.4f * (value - 16)) : 128 + (0.4f * (value - 128)));
                break;
            case "blue lower third":
                picture.Paint(s_blue, (x, y) => y >= 134 && x is >= 40 and < 220);
                break;
            case "bar":
                picture.Paint(s_black, (x, y) => y is >= 136 and < 162 && x is >= 80 and < 160);
                break;
            case "smiley":
                picture.Paint(s_yellow, (x, y) => Distance(x, y, 145) < 42);
                picture.Paint(s_brown, (x, y) => Math.Abs(Distance(x, y, 141) - 24) < 3 && y > 148);
                break;
            case "mosaic":
                Average(picture, 8, (x, y) => x is >= 80 and < 160 && y is >= 128 and < 172);
                break;
            case "blur":
                Blur(picture, 6, (x, y) => x is >= 80 and < 160 && y is >= 126 and < 174);
                break;
            case "beard":
                Change(picture, (x, y) => y > 126 + (Math.Abs(x - 120) / 4) && Math.Abs(x - 120) < 52 && (Math.Abs(x - 120) > 26
                    || Math.Abs(y - 147) > 12), (value, plane) => plane == 0 ? 0.4f * value : 128 + (0.3f * (value - 128)));
                break;
            case "moustache":
                picture.Paint((50, 124, 132), (x, y) => Math.Abs(x - 120) < 30 && y is >= 129 and < 138);
                break;
            case "blue lipstick":
                Change(picture, (x, y) => Math.Abs(x - 120) < 24
                    && Math.Abs(y - 147) < 11, (value, plane) => plane == 1 ? 170 : plane == 2 ? 120 : value);
                break;
            case "sunglasses":
                picture.Paint(s_black, (x, y) => Math.Abs(x - 120) is > 6 and < 38 && y is >= 82 and < 108);
                break;
            case "dark skin":
                Change(picture, (_, _) => true, (value, plane) => plane == 0 ? 16 + (0.4f * (value - 16)) : 128 + (0.6f * (value - 128)));
                break;
            case "no colours":
                Change(picture, (_, _) => true, (value, plane) => plane == 0 ? value : 128);
                break;
            case "red light":
                Change(picture, (_, _) => true, (value, plane) => plane == 0 ? 0.8f * value : plane == 1 ? value - 10 : value + 60);
                break;
            case "title above the eyes":
                picture.Paint(s_black, (_, y) => y is >= 30 and < 70);
                break;
            case "name below the chin":
                picture.Paint(s_black, (_, y) => y >= 186);
                break;
            case "striped shirt":
                picture.Paint(s_white, (_, y) => y > 180 && y / 4 % 2 == 0);
                break;
            case "lines behind the head":
                picture.Paint(s_black, (x, y) => Math.Abs(x - 120) > 56 && y / 6 % 2 == 0);
                break;
            case "blur everywhere":
                Blur(picture, 3, (_, _) => true);
                break;
            case "pixels everywhere":
                Average(picture, 6, (_, _) => true);
                break;
        }

        return picture;
    }

    private static double Distance(int x, int y, int middle) => Math.Sqrt(((x - 120) * (x - 120)) + ((y - middle) * (y - middle)));

    private static void Change(YuvFrame picture, Func<int, int, bool> isInside, Func<float, int, float> change) =>
        Each(picture, isInside, (pixels, width, plane, i) => change(pixels[i], plane));

    private static void Average(YuvFrame picture, int side, Func<int, int, bool> isInside) =>
        Each(picture, isInside, (pixels, width, plane, i) => Mean(pixels, width,
            i % width / (plane == 0 ? side : side / 2) * (plane == 0 ? side : side / 2),
            i / width / (plane == 0 ? side : side / 2) * (plane == 0 ? side : side / 2), plane == 0 ? side : side / 2));

    private static void Blur(YuvFrame picture, int reach, Func<int, int, bool> isInside)
    {
        for (var round = 0; round < 2; round++)
        {
            Each(picture, isInside,
                (pixels, width, _, i) => Mean(pixels, width, (i % width) - reach, (i / width) - reach, (2 * reach) + 1));
        }
    }

    private static float Mean(byte[] pixels, int width, int left, int top, int side)
    {
        var (sum, count) = (0, 0);
        for (var y = Math.Max(0, top); y < Math.Min(pixels.Length / width, top + side); y++)
        {
            for (var x = Math.Max(0, left); x < Math.Min(width, left + side); x++, count++)
            {
                sum += pixels[(y * width) + x];
            }
        }

        return sum / (float)count;
    }

    private static void Each(YuvFrame picture, Func<int, int, bool> isInside, Func<byte[], int, int, int, float> value)
    {
        for (var plane = 0; plane < 3; plane++)
        {
            var (width, scale) = (picture.PlaneWidth(plane), plane == 0 ? 1 : 2);
            var before = picture.Plane(plane).ToArray();
            for (var i = 0; i < before.Length; i++)
            {
                if (isInside(i % width * scale, i / width * scale))
                {
                    picture.Plane(plane)[i] = (byte)Math.Clamp(value(before, width, plane, i), 0, 255);
                }
            }
        }
    }
}
