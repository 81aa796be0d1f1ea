using System.Numerics;
using IntelliAvatar.LipSync.Compositing;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tests.Support;

namespace IntelliAvatar.LipSync.Tests.Compositing;

public sealed class CompositorTests
{
    [Theory]
    [InlineData(400, 320)]
    [InlineData(361, 303)]
    public void Where_neither_lips_nor_skin_move_the_base_is_copied_bit_for_bit(int width, int height)
    {
        var video = TemplateVideo.Talking(width, height, frames: 6);
        var plan = new FramePlan(2, new SourceBlend(0, 4, 0.4f), 15, video.Library.Track.FaceAt(2).Shape.Chin + 6);
        var (mean, own) = (video.Library.Track.Mean, video.Library.Track.FaceAt(2).Shape);
        Lender[] lenders = [new(video.Library.Sources[0].Face.Shape, 0.6f), new(video.Library.Sources[4].Face.Shape, 0.4f)];
        var wanted = new WantedMouth(mean, lenders, plan.Gap, video.Library.Track.SlowAt(2));
        var mask = new LipsMask(mean, wanted, plan.Chin);
        var skin = new MouthWarp(mean, own, wanted, plan.Chin);

        var frame = Render(video, plan);

        var (original, changed) = (video.Picture(2), 0);
        for (var plane = 0; plane < 3; plane++)
        {
            var scale = plane == 0 ? 1 : 2;
            for (var i = 0; i < frame.Plane(plane).Length; i++)
            {
                var (x, y) = (i % frame.PlaneWidth(plane), i / frame.PlaneWidth(plane));
                var p = Vector2.Transform(new Vector2(x + 0.5f, y + 0.5f) * scale, video.Library.Track.FaceAt(2).ToCanonical);
                if (mask.At(p.X, p.Y) == 0 && skin.SourceOf(p.X, p.Y) == p)
                {
                    Assert.Equal(original.Plane(plane)[i], frame.Plane(plane)[i]);
                }
                else
                {
                    changed += original.Plane(plane)[i] == frame.Plane(plane)[i] ? 0 : 1;
                }
            }
        }

        Assert.True(changed > 1000, $"Only {changed} pixels were changed.");
    }

    [Fact]
    public void A_frame_that_wears_its_own_mouth_is_only_sharpened()
    {
        var video = TemplateVideo.Talking(400, 320, frames: 6);
        var shape = video.Library.Track.FaceAt(3).Shape;

        var frame = Render(video, new FramePlan(3, SourceBlend.Only(3), shape.Gap, shape.Chin));

        // The mouth is as it was but for its slow width; chroma is neither sharpened nor moved visibly.
        Assert.True(MeanDifference(frame.U, video.Picture(3).U) < 0.2);
        Assert.True(MeanDifference(frame.Y, video.Picture(3).Y) < 0.6);
    }

    [Fact]
    public void A_brighter_mouth_is_brought_to_the_light_of_the_base()
    {
        var dull = new Flat(400, 320, luma: [100, 125]);

        var frame = dull.Render(new FramePlan(0, SourceBlend.Only(1), 5, TemplateFace.ChinY + 3.6f));

        Assert.All(frame.Y.ToArray(), luma => Assert.InRange(luma, (byte)99, (byte)101));
    }

    [Fact]
    public void An_opened_mouth_that_never_opens_gets_a_dark_inside()
    {
        var still = new Flat(400, 320, luma: [150], gap: 0);

        var shut = still.Render(new FramePlan(0, SourceBlend.Only(0), 0, TemplateFace.ChinY));
        var open = still.Render(new FramePlan(0, SourceBlend.Only(0), 18, TemplateFace.ChinY + 13));

        Assert.DoesNotContain(shut.Y.ToArray(), luma => luma < 100);
        Assert.InRange(open.Y.ToArray().Count(luma => luma < 90), 100, 1500);
    }

    [Fact]
    public void A_mouth_that_hardly_opens_keeps_its_painted_inside()
    {
        var listening = new Flat(400, 320, luma: [150, 150, 150, 150, 150, 150], gap: 0, widest: 5);

        var open = listening.Render(new FramePlan(0, SourceBlend.Only(0), 18, TemplateFace.ChinY + 13));

        Assert.InRange(open.Y.ToArray().Count(luma => luma < 90), 400, 1500);
    }

    [Fact]
    public void A_mouth_that_is_seen_open_is_never_painted()
    {
        var talking = new Flat(400, 320, luma: [150, 150], gap: 12);

        var open = talking.Render(new FramePlan(0, SourceBlend.Only(1), 20, TemplateFace.ChinY + 13));

        Assert.DoesNotContain(open.Y.ToArray(), luma => luma < 100);
    }

    [Theory]
    [InlineData(161, 121, 0.5f, 80, 40)]
    [InlineData(161, 121, 0.5f, 2, 40)]
    [InlineData(161, 121, 0.5f, 160, 90)]
    [InlineData(161, 121, 0.5f, 400, 400)]
    [InlineData(31, 17, 0.5f, 15, 0)]
    [InlineData(3, 3, 1f, 1, 1)]
    [InlineData(1, 1, 1f, 0, -70)]
    public void A_face_at_or_beyond_the_edge_of_an_odd_picture_is_no_accident(int width, int height, float scale, float eyesX, float eyesY)
    {
        var video = new TemplateVideo(width, height, [0, 8, 16], scale, (eyesX, eyesY));

        var frame = Render(video, new FramePlan(1, new SourceBlend(0, 2, 0.5f), 10, video.Library.Track.FaceAt(1).Shape.Chin + 5));

        Assert.Equal(width, frame.Width);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void The_number_of_threads_does_not_change_a_byte(int threads)
    {
        var video = TemplateVideo.Talking(361, 303, frames: 12);
        var plans = Storyboard.Plan(video.Library, [.. Enumerable.Range(0, 25).Select(t => 0.5f + (0.5f * MathF.Sin(t)))]);
        var expected = plans.Select(plan => Render(video, plan).Data).ToList();
        var got = new List<byte[]>();

        OrderedRendering.Run(plans.Length, () => new YuvFrame(361, 303), CreateRenderer, frame => got.Add([.. frame.Data]), threads, default);

        Assert.Equal(expected, got);

        Action<int, YuvFrame> CreateRenderer()
        {
            var compositor = new Compositor(video.Library, Sharpening.For(video.Library.Sources));
            return (t, frame) =>
            {
                frame.CopyFrom(video.Picture(plans[t].BaseFrame));
                compositor.Render(frame, plans[t]);
            };
        }
    }

    private static YuvFrame Render(TemplateVideo video, FramePlan plan)
    {
        var frame = video.Picture(plan.BaseFrame);
        new Compositor(video.Library, Sharpening.For(video.Library.Sources)).Render(frame, plan);
        return frame;
    }

    private static double MeanDifference(Span<byte> a, Span<byte> b)
    {
        var sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += Math.Abs(a[i] - b[i]);
        }

        return (double)sum / a.Length;
    }

    /// <summary>A base of plain grey pictures, each with its own brightness.</summary>
    private sealed class Flat(int width, int height, byte[] luma, float gap = 5, float? widest = null) : IFrameSource
    {
        public int Count => luma.Length;

        public int Width => width;

        public int Height => height;

        public void Read(int index, YuvFrame into)
        {
            into.Data.AsSpan().Fill(128);
            into.Y.Fill(luma[index]);
        }

        public YuvFrame Render(FramePlan plan)
        {
            var place = TemplateFace.Placed(width / 2f, height / 4f);
            var track = LipSync.Tracking.PosedTrack.From([.. luma.Select((_, i) => TemplateFace.With(i < (luma.Length + 1) / 2 ? gap : widest ?? gap, place))])!;
            var frame = new YuvFrame(width, height);
            Read(plan.BaseFrame, frame);
            new Compositor(LipSync.Library.MouthLibrary.Cut(this, track), new Sharpening(0)).Render(frame, plan);
            return frame;
        }
    }
}
