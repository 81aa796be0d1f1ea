using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class FaceTrackerTests
{
    private static readonly YuvFrame s_empty = DrawnFace.Draw(160, 120);
    private static readonly YuvFrame[] s_swaying = [.. Enumerable.Range(0, 12).Select(i => DrawnFace.Draw(160, 120, new DrawnFace(75 + i, 58, 32, 0.02f * i, i / 11f)))];

    [Fact]
    public void The_face_is_followed_through_every_picture()
    {
        var faces = new FaceTracker(Weights.Models.Faces, 2).Track(Swaying(100), null, default);
        Assert.All(faces, Assert.NotNull);
        Assert.All(faces.Index(), face => Assert.InRange(face.Item!.X.Average(), 70 + Phase(face.Index), 84 + Phase(face.Index)));
    }

    [Fact]
    public void An_opening_mouth_is_seen_opening()
    {
        var faces = new FaceTracker(Weights.Models.Faces, 1).Track(new PictureList(s_swaying), null, default);
        var gaps = faces.Select(face => face!.Y[14] - face.Y[13]).ToArray();
        Assert.True(gaps[11] > gaps[0] + 2, string.Join(' ', gaps));
    }

    [Fact]
    public void The_points_are_the_same_on_any_number_of_threads()
    {
        var one = new FaceTracker(Weights.Models.Faces, 1).Track(Swaying(110), null, default);
        var four = new FaceTracker(Weights.Models.Faces, 4).Track(Swaying(110), null, default);
        Assert.All(one.Zip(four), pair =>
        {
            Assert.Equal(pair.First!.X, pair.Second!.X);
            Assert.Equal(pair.First.Y, pair.Second.Y);
            Assert.Equal(pair.First.Z, pair.Second.Z);
        });
    }

    [Fact]
    public void Pictures_without_a_face_have_none_and_the_face_is_found_again()
    {
        YuvFrame[] pictures = [.. s_swaying[..6], s_empty, s_empty, .. s_swaying[6..]];
        var faces = new FaceTracker(Weights.Models.Faces, 2).Track(new PictureList(pictures), null, default);
        Assert.Equal([6, 7], faces.Index().Where(face => face.Item is null).Select(face => face.Index));
    }

    [Fact]
    public void A_video_without_a_face_has_none() =>
        Assert.All(new FaceTracker(Weights.Models.Faces, 2).Track(new PictureList(s_empty, s_empty), null, default), Assert.Null);

    [Fact]
    public void The_same_person_is_followed_even_when_another_comes_nearer()
    {
        var alone = DrawnFace.Draw(240, 120, new DrawnFace(60, 60, 36));
        var joined = DrawnFace.Draw(240, 120, new DrawnFace(60, 60, 36), new DrawnFace(175, 58, 48));

        // A search takes the nearer one; every segment but the first begins with a search.
        Assert.InRange(new FaceDetector(Weights.Models.Faces.FaceDetector).Find(joined, default)!.Value.X, 165, 185);

        var faces = new FaceTracker(Weights.Models.Faces, 2).Track(new PictureList([.. Enumerable.Repeat(alone, 20), .. Enumerable.Repeat(joined, 90)]), null, default);
        Assert.All(faces, face => Assert.InRange(face!.X.Average(), 50, 70));
    }

    [Fact]
    public void Progress_rises_to_one()
    {
        var told = new Told();
        new FaceTracker(Weights.Models.Faces, 3).Track(Swaying(60), told, default);
        Assert.Equal(120, told.Shares.Count);
        Assert.Equal(told.Shares.Order(), told.Shares);
        Assert.Equal(1, told.Shares[^1]);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.6)]
    public void A_cancelled_search_looks_at_no_further_picture(double when)
    {
        const int Threads = 2;
        using var cancel = new CancellationTokenSource();
        var pictures = new CountingPictures(Swaying(200));
        var told = new Told(share =>
        {
            if (share >= when && !cancel.IsCancellationRequested)
            {
                pictures.Count = 0;
                cancel.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => new FaceTracker(Weights.Models.Faces, Threads).Track(pictures.Source, told, cancel.Token));
        Assert.InRange(pictures.Count, 0, Threads);
    }

    [Fact]
    public void What_goes_wrong_while_reading_comes_out_as_it_is() =>
        Assert.Throws<EndOfStreamException>(() => new FaceTracker(Weights.Models.Faces, 2).Track(new CountingPictures(Swaying(5)) { Failure = new EndOfStreamException() }.Source, null, default));

    private static int Phase(int index) => index % 22 < 12 ? index % 22 : 22 - (index % 22);

    private static PictureList Swaying(int count) => new([.. Enumerable.Range(0, count).Select(i => s_swaying[Math.Min(Phase(i), 11)])]);

    private sealed class Told(Action<double>? heard = null) : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value)
        {
            Shares.Add(value);
            heard?.Invoke(value);
        }
    }

    private sealed class CountingPictures(IFrameSource inner)
    {
        private int _count;

        public int Count { get => Volatile.Read(ref _count); set => Volatile.Write(ref _count, value); }

        public Exception? Failure { get; init; }

        public IFrameSource Source => new Counted(this, inner);

        private sealed class Counted(CountingPictures owner, IFrameSource inner) : IFrameSource
        {
            public int Count => inner.Count;

            public int Width => inner.Width;

            public int Height => inner.Height;

            public void Read(int index, YuvFrame into)
            {
                Interlocked.Increment(ref owner._count);
                if (owner.Failure is { } failure)
                {
                    throw failure;
                }

                inner.Read(index, into);
            }
        }
    }
}
