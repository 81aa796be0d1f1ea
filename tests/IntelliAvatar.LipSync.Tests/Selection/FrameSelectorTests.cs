using System.Numerics;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tests.Support;

namespace IntelliAvatar.LipSync.Tests.Selection;

public sealed class FrameSelectorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_other_way_is_cheaper(int seed)
    {
        var random = new Random(seed);
        float[] gaps = [.. Enumerable.Range(0, 5).Select(i => i == 2 && seed > 2 ? float.NaN : 20 * random.NextSingle())];
        var library = new TemplateVideo(320, 300, gaps).Library;
        float[] wanted = [.. Enumerable.Range(0, 4).Select(_ => 20 * random.NextSingle())];
        int[] baseFrames = [0, 1, 1, 3];

        var chosen = new FrameSelector(library).Select(wanted, baseFrames);

        var every = new EveryWay(library, wanted, baseFrames);
        Assert.Equal(every.Cheapest(_ => true), every.Cheapest(way => way.Select(state => state / 2).SequenceEqual(chosen)), 4);
    }

    [Fact]
    public void The_mouth_that_is_wanted_is_found_wherever_it_is_in_the_base()
    {
        var gaps = Enumerable.Range(0, 60).Select(i => i < 30 ? 0f : 16f).ToArray();
        var library = new TemplateVideo(320, 300, gaps).Library;
        var wanted = Enumerable.Range(0, 40).Select(t => t < 20 ? 16f : 0f).ToArray();

        var chosen = new FrameSelector(library).Select(wanted, new int[40]);

        Assert.All(chosen[..17], source => Assert.Equal(16, library.Sources[source].Face.Shape.Gap, 1f));
        Assert.All(chosen[23..], source => Assert.InRange(library.Sources[source].Face.Shape.Gap, 0, 0.012f * library.Track.Mean.EyeSpan));

        // It walks or stands, and goes over once.
        Assert.InRange(chosen.Skip(1).Zip(chosen).Count(step => Math.Abs(step.First - step.Second) > 2), 0, 1);
    }

    [Fact]
    public void Windows_settle_on_what_one_long_look_would_choose()
    {
        var video = TemplateVideo.Talking(320, 300, frames: 30);
        var total = (2 * FrameSelector.Window) + 300;
        var random = new Random(5);
        float[] wanted = [.. Enumerable.Range(0, total).Select(t => 10 + (10 * MathF.Sin(t * 0.5f)) + random.NextSingle())];
        int[] baseFrames = [.. Enumerable.Range(0, total).Select(t => PingPong.FrameAt(t, 30))];

        var trellis = new Trellis(new SelectionCosts(video.Library), [.. Enumerable.Range(0, 30)], total);
        trellis.Begin(settled: null);
        for (var t = 0; t < total; t++)
        {
            trellis.Advance(wanted[t], baseFrames[t], first: t == 0);
        }

        var atOnce = new int[total];
        trellis.TraceBack(atOnce);

        Assert.Equal(atOnce.Select(state => state / 2), new FrameSelector(video.Library).Select(wanted, baseFrames));
    }

    [Fact]
    public void It_stops_when_asked()
    {
        var library = TemplateVideo.Talking(320, 300, frames: 3).Library;
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => new FrameSelector(library).Select(new float[10], new int[10], cancelled.Token));
    }

    /// <summary>All ways through a tiny problem, priced by the definition.</summary>
    private sealed class EveryWay(MouthLibrary library, float[] wanted, int[] baseFrames)
    {
        private readonly float _span = library.Track.Mean.EyeSpan;

        public double Cheapest(Func<int[], bool> allowed) => Ways(wanted.Length).Where(allowed).Min(Price);

        private IEnumerable<int[]> Ways(int length) => length == 0
            ? [[]]
            : Ways(length - 1).SelectMany(way => Enumerable.Range(0, 2 * library.Sources.Count).Select(state => (int[])[.. way, state]));

        private double Price(int[] way) =>
            way.Select((state, t) => Fit(state / 2, t) + (t == 0 ? 0 : Move(way[t - 1], state))).Sum();

        private double Fit(int source, int t)
        {
            var shape = library.Sources[source].Face.Shape;
            var pose = library.Track.FaceAt(baseFrames[t]).Shape.Pose;
            return Math.Pow((shape.Gap - wanted[t]) / (0.04 * _span), 2)
                + Math.Pow(Math.Max(0, wanted[t] - (1.2 * shape.Gap)) / (0.04 * _span), 2)
                + (wanted[t] < 0.02 * _span && shape.Gap > 0.03 * _span ? 10 : 0)
                + (0.5 * Vector2.DistanceSquared(shape.Pose, pose) / (0.06 * 0.06))
                + (0.35 * Math.Pow((shape.Width - library.Track.SlowAt(baseFrames[t]).Width) / (0.07 * _span), 2));
        }

        private double Move(int from, int to)
        {
            var (a, b) = (library.Sources[from / 2], library.Sources[to / 2]);
            var step = b.Face.Frame - a.Face.Frame;
            var forward = to % 2 == 0 ? step : -step;
            var sameDirection = from % 2 == to % 2;
            var change = (a.Texture.DistanceTo(b.Texture) / 6.0)
                + (Math.Abs(a.Face.Shape.Width - b.Face.Shape.Width) / (0.05 * _span))
                + (Math.Abs(a.Face.Shape.Chin - b.Face.Shape.Chin) / (0.06 * _span));
            var jump = 1.2 + (0.02 * (to % 2));

            // Neighbours in the list as well as in time: a frame without a face between two is not stepped over.
            var inList = Math.Abs((to / 2) - (from / 2)) == Math.Abs(step);
            var move = (forward, sameDirection) switch
            {
                (1, true) when inList => 0,
                (0, true) => 0.06,
                (2, true) when inList => 0.35,
                (1, false) when inList => 0.6,
                _ => double.PositiveInfinity,
            };
            return change + Math.Min(jump, move);
        }
    }
}
