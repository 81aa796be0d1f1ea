using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class TransitionsTests
{
    private const int Count = 80;

    [Theory]
    [InlineData("fades in from black", 0, 18)]
    [InlineData("fades out to black", 60, 80)]
    [InlineData("fades out to white", 62, 80)]
    [InlineData("dips to black", 30, 50)]
    [InlineData("flashes", 40, 43)]
    [InlineData("dissolves", 30, 44)]
    [InlineData("is wiped", 30, 44)]
    public void A_picture_that_fades_or_turns_into_another_is_found(string how, int from, int to)
    {
        var found = Found(i => Picture(how, i, i < from ? 0 : i >= to ? 1 : (i - from + 1f) / (to - from + 1)));

        // At its very ends a transition is not seen.
        Assert.All(Enumerable.Range(from + 2, to - from - 4 > 0 ? to - from - 4 : 0), i => Assert.NotNull(found[i]));
        Assert.All(Enumerable.Range(0, Count).Where(i => i < from - 1 || i > to), i => Assert.Null(found[i]));
        Assert.Contains(found, light => light is not null);
    }

    [Theory]
    [InlineData("a cut")]
    [InlineData("a hand that comes in")]
    [InlineData("a light that wavers")]
    [InlineData("a head that sways")]
    public void What_is_no_transition_is_none(string what) => Assert.All(
        Found(i => what switch
        {
            "a cut" => i < 40 ? Room(0) : Room(9),
            "a hand that comes in" => Hand(Room(0), i),
            "a light that wavers" => Lit(Room(0), 1 + (0.02f * MathF.Sin(i * 0.9f)), 0),
            _ => Room(0, MathF.Sin(i * 0.2f)),
        }),
        Assert.Null);

    [Fact]
    public void The_light_of_a_fade_is_known()
    {
        var found = Found(i => Lit(Room(0), i < 20 ? 0.5f : 1, i < 20 ? 8 : 0));

        Assert.InRange(found[5]!.Value.Of(200, 0), 106, 110);
        Assert.InRange(found[5]!.Value.Of(168, 1), 147, 149);
    }

    private static YuvFrame Picture(string how, int i, float way) => how switch
    {
        "fades in from black" => Lit(Room(0), way, 16 * (1 - way)),
        "fades out to black" => Lit(Room(0), 1 - way, 16 * way),
        "fades out to white" => Lit(Room(0), 1 - way, 235 * way),
        "dips to black" => Lit(Room(0), MathF.Abs(1 - (2 * way)), 16 * (1 - MathF.Abs(1 - (2 * way)))),
        "flashes" => way is > 0 and < 1 ? Lit(Room(0), 0.3f, 160) : Room(0),
        "dissolves" => Dissolved(Room(0), Room(9), way),
        _ => Wiped(Room(0), Room(9), way),
    };

    private static Light?[] Found(Func<int, YuvFrame> picture)
    {
        FaceLandmarks[] faces = [.. Enumerable.Range(0, Count).Select(i => new FaceLandmarks { Thumbnail = new Thumbnail(picture(i)) })];
        return Transitions.In(faces, new int[Count]);
    }

    /// <summary>Blotches of light and shade, other ones for every seed.</summary>
    private static YuvFrame Room(int seed, float moved = 0)
    {
        var picture = new YuvFrame(120, 90);
        for (var i = 0; i < picture.Y.Length; i++)
        {
            var (x, y) = (i % 120, i / 120);
            var head = ((x - 60 - moved) * (x - 60 - moved)) + ((y - 50) * (y - 50)) < 400;
            picture.Y[i] = (byte)(head ? 170 : 110 + (45 * MathF.Sin((x * 0.09f) + seed)) + (35 * MathF.Cos((y * 0.11f) - (2 * seed))));
        }

        return picture;
    }

    private static YuvFrame Lit(YuvFrame picture, float contrast, float offset) => Each(picture, (value, _) => (contrast * value) + offset);

    private static YuvFrame Hand(YuvFrame picture, int i) => Each(picture, (value, at) => at / 120 > 90 - (2 * Math.Clamp(i - 30, 0, 20)) && at % 120 is > 45 and < 75 ? 150 : value);

    private static YuvFrame Dissolved(YuvFrame from, YuvFrame to, float way) => Each(from, (value, at) => value + ((to.Y[at] - value) * way));

    private static YuvFrame Wiped(YuvFrame from, YuvFrame to, float way) => Each(from, (value, at) => at % 120 < 120 * way ? to.Y[at] : value);

    private static YuvFrame Each(YuvFrame picture, Func<float, int, float> change)
    {
        for (var i = 0; i < picture.Y.Length; i++)
        {
            picture.Y[i] = (byte)Math.Clamp(change(picture.Y[i], i), 0, 255);
        }

        return picture;
    }
}
