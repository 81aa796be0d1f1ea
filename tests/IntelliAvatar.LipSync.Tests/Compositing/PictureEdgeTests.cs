using System.Numerics;
using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Compositing;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;

namespace IntelliAvatar.LipSync.Tests.Compositing;

public sealed class PictureEdgeTests
{
    private static readonly PictureEdge s_edge = new(200, 100, soft: 5);

    [Theory]
    [InlineData(100, 50, 1)]
    [InlineData(100, 100, 0)]
    [InlineData(100, 130, 0)]
    [InlineData(-3, 50, 0)]
    [InlineData(197.5f, 50, 0.5f)]
    public void Nothing_is_present_beyond_the_edge(float x, float y, float presence) => Assert.Equal(presence, s_edge.Presence(new Vector2(x, y)), 3);

    [Theory]
    [InlineData(8)]
    [InlineData(-8)]
    public void What_moves_towards_the_edge_stays_in_the_picture_and_in_its_order(float move)
    {
        float[] from = [.. Enumerable.Range(0, 100).Select(y => s_edge.Kept(new Vector2(50, y + 0.5f + move), new Vector2(50, y + 0.5f)).Y)];

        Assert.Equal(from.Order(), from);
        Assert.Equal(from.Distinct(), from);
        Assert.All(from, y => Assert.InRange(y, move < 0 ? 0 : 8, move > 0 ? 100 : 92));
        Assert.Equal(50.5f + move, from[50], 4);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(30)]
    [InlineData(-20)]
    public void No_row_at_the_edge_is_drawn_out_to_more_than_four(float move)
    {
        float[] from = [.. Enumerable.Range(0, 100).Select(y => s_edge.Kept(new Vector2(50, y + 0.5f + move), new Vector2(50, y + 0.5f)).Y)];

        Assert.All(from.Zip(from[1..]), rows => Assert.InRange(rows.Second - rows.First, 0.249f, 1.01f));
    }

    [Fact]
    public void How_far_a_pixel_moves_across_does_not_depend_on_where_it_is_down()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var pixel = new Vector2(200 * random.NextSingle(), 100 * random.NextSingle());
            var at = pixel + (60 * new Vector2(random.NextSingle() - 0.5f, random.NextSingle() - 0.5f));

            var kept = s_edge.Kept(at, pixel);

            Assert.Equal(s_edge.Kept(new Vector2(at.X, 0), new Vector2(pixel.X, 0)).X, kept.X);
            Assert.Equal(s_edge.Kept(new Vector2(0, at.Y), new Vector2(0, pixel.Y)).Y, kept.Y);
        }
    }

    [Theory]
    [InlineData(0, 64, 240, 170)] // chin and lower lip
    [InlineData(0, 0, 150, 220)] // right corner of the mouth
    [InlineData(94, 0, 240, 220)] // left corner
    [InlineData(0, 96, 240, 220)] // eyes
    public void A_close_up_that_is_cut_shows_no_streaks(int left, int top, int right, int bottom)
    {
        YuvFrame[] pictures = [.. Film.Talking(14).Select(picture => Cut(picture, left, top, right, bottom))];
        var video = new PictureList(pictures);
        var engine = new LipSyncEngine(Weights.Models, 2);
        if (engine.Prepare(video, new FrameRate(25, 1), null, default) is not Preparation.Ready { Avatar: var avatar })
        {
            return; // refused is as well
        }

        // A streak is a column, or a row, whose last pixels at the edge are all alike while the base's differ.
        engine.Render(avatar, video, new Speech(new float[16000 / 2], [new(0, "m"), new(0.2, "a"), new(0.4, "m")]), new FrameRate(25, 1), frame =>
        {
            Assert.InRange(Streaks(frame), 0, pictures.Max(Streaks) + 3);
        }, null, default);
    }

    private static int Streaks(YuvFrame frame)
    {
        const int Length = 5;
        var count = 0;
        for (var x = 0; x < frame.Width; x++)
        {
            count += Enumerable.Range(1, Length).All(k => frame.Y[((frame.Height - k) * frame.Width) + x] == frame.Y[((frame.Height - 1) * frame.Width) + x]) ? 1 : 0;
        }

        for (var y = 0; y < frame.Height; y++)
        {
            var row = frame.Y.Slice(y * frame.Width, frame.Width);
            count += row[..Length].ContainsAnyExcept(row[0]) ? 0 : 1;
            count += row[^Length..].ContainsAnyExcept(row[^1]) ? 0 : 1;
        }

        return count;
    }

    private static YuvFrame Cut(YuvFrame picture, int left, int top, int right, int bottom)
    {
        var cut = new YuvFrame(right - left, bottom - top);
        for (var plane = 0; plane < 3; plane++)
        {
            var scale = plane == 0 ? 1 : 2;
            for (var y = 0; y < cut.PlaneHeight(plane); y++)
            {
                picture.Plane(plane).Slice(((y + (top / scale)) * picture.PlaneWidth(plane)) + (left / scale), cut.PlaneWidth(plane)).CopyTo(cut.Plane(plane)[(y * cut.PlaneWidth(plane))..]);
            }
        }

        return cut;
    }
}
