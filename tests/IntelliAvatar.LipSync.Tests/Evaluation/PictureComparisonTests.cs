using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Evaluation;
using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tests.Support;

namespace IntelliAvatar.LipSync.Tests.Evaluation;

public sealed class PictureComparisonTests
{
    private static readonly TemplateVideo Video = TemplateVideo.Talking(361, 303, frames: 6);
    private static readonly PreparedAvatar Avatar = new(361, 303, Video.Library, new float[6]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_base_itself_is_perfect_however_it_is_repeated(bool loops)
    {
        var output = Output(20, (_, _) => { }, t => loops ? t % 6 : PingPong.FrameAt(t, 6));

        var metrics = PictureComparison.Of(Avatar, Video, output, default);

        Assert.True(metrics.PsnrOutside > 130);
        Assert.Equal(1, metrics.SsimOutside!.Value, 9);
        Assert.Equal(1, metrics.Sharpness, 9);
        if (!loops)
        {
            Assert.Equal(metrics.NaiveRingChange, metrics.RingChange, 9);
            Assert.Equal(metrics.NaiveMouthChange, metrics.MouthChange, 9);
        }
    }

    [Fact]
    public void Noise_outside_the_face_is_told_in_decibels()
    {
        // ±4 on the luma everywhere: mean squared error 16.
        var output = Output(12, (t, frame) =>
        {
            for (var i = 0; i < frame.Y.Length; i++)
            {
                frame.Y[i] = (byte)(frame.Y[i] + ((i + t) % 2 == 0 ? 4 : -4));
            }
        });

        var metrics = PictureComparison.Of(Avatar, Video, output, default);

        Assert.Equal(10 * Math.Log10(255.0 * 255 / 16), metrics.PsnrOutside!.Value, 2);
        Assert.InRange(metrics.SsimOutside!.Value, 0.5, 0.999);
    }

    [Fact]
    public void What_happens_in_the_lower_face_does_not_count_as_outside()
    {
        var (x, y) = Mouth();
        var output = Output(12, (_, frame) => Paint(frame, x - 20, y - 20, 40, (_, _) => 0));

        Assert.True(PictureComparison.Of(Avatar, Video, output, default).PsnrOutside > 130);
    }

    [Fact]
    public void A_blurred_mouth_is_less_sharp()
    {
        var (x, y) = Mouth();
        var output = Output(12, (_, frame) =>
        {
            var (before, width) = (frame.Y.ToArray(), frame.Width);
            Paint(frame, x - 60, y - 60, 120, (column, row) =>
                (byte)((before[(row * width) + column - 1] + (2 * before[(row * width) + column]) + before[(row * width) + column + 1]) / 4));
        });

        Assert.InRange(PictureComparison.Of(Avatar, Video, output, default).Sharpness, 0.3, 0.8);
    }

    [Fact]
    public void A_flickering_mouth_shows_in_its_change()
    {
        var (x, y) = Mouth();
        var output = Output(12, (t, frame) => Paint(frame, x - 60, y - 60, 120, (_, _) => (byte)(t % 2 == 0 ? 60 : 90)));

        var metrics = PictureComparison.Of(Avatar, Video, output, default);

        Assert.Equal(30, metrics.MouthChange, 3);
        Assert.NotEqual(30, metrics.NaiveMouthChange, 3);
    }

    [Fact]
    public void One_frame_has_no_change_to_measure()
    {
        var metrics = PictureComparison.Of(Avatar, Video, Output(1, (_, _) => { }), default);

        Assert.Equal((0, 1), (metrics.MouthChange, metrics.Sharpness));
        Assert.Null(metrics.PsnrOutside);
    }

    private static (int X, int Y) Mouth()
    {
        var mean = Video.Library.Track.Mean;
        var at = System.Numerics.Vector2.Transform(new(mean.MidX, mean.MidY), Video.Library.Track.FaceAt(0).ToPicture);
        return ((int)at.X, (int)at.Y);
    }

    private static PictureList Output(int count, Action<int, YuvFrame> change, Func<int, int>? clock = null) => new([.. Enumerable.Range(0, count).Select(t =>
    {
        var frame = Video.Picture(clock?.Invoke(t) ?? PingPong.FrameAt(t, 6));
        change(t, frame);
        return frame;
    })]);

    private static void Paint(YuvFrame frame, int left, int top, int size, Func<int, int, byte> luma)
    {
        for (var y = top; y < top + size; y++)
        {
            for (var x = left; x < left + size; x++)
            {
                frame.Y[(y * frame.Width) + x] = luma(x, y);
            }
        }
    }
}
