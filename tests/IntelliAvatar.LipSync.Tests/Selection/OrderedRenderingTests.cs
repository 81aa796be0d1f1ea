using System.Collections.Concurrent;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Selection;

namespace IntelliAvatar.LipSync.Tests.Selection;

public sealed class OrderedRenderingTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 4)]
    [InlineData(7, 1)]
    [InlineData(64, 3)]
    [InlineData(65, 8)]
    public void Every_frame_arrives_once_and_in_order(int count, int threads)
    {
        var arrived = new List<byte>();

        OrderedRendering.Run(count, NewFrame, () => Number, frame => arrived.Add(frame.Y[0]), threads, default);

        Assert.Equal(Enumerable.Range(0, count).Select(t => (byte)t), arrived);
    }

    [Theory]
    [InlineData(2, 8)]
    [InlineData(64, 16)]
    public void No_more_frames_are_held_for_a_longer_speech_or_a_larger_machine(int threads, int held)
    {
        var frames = new ConcurrentBag<YuvFrame>();

        OrderedRendering.Run(500, () => Kept(frames), () => Number, _ => { }, threads, default);

        Assert.Equal(held, frames.Count);
    }

    [Fact]
    public void A_renderer_is_never_used_by_two_threads_at_once()
    {
        var clashes = 0;

        OrderedRendering.Run(400, NewFrame, CreateRenderer, _ => { }, threads: 4, default);

        Assert.Equal(0, clashes);

        Action<int, YuvFrame> CreateRenderer()
        {
            var inside = 0;
            return (_, _) =>
            {
                if (Interlocked.Exchange(ref inside, 1) == 1)
                {
                    Interlocked.Increment(ref clashes);
                }

                Thread.SpinWait(100);
                Interlocked.Exchange(ref inside, 0);
            };
        }
    }

    [Fact]
    public void What_the_receiver_throws_reaches_the_caller_as_it_is() =>
        Assert.Throws<IOException>(() => OrderedRendering.Run(50, NewFrame, () => Number, _ => throw new IOException("The disk is full."), 2, default));

    [Fact]
    public void What_a_renderer_throws_reaches_the_caller_as_it_is() =>
        Assert.Throws<InvalidDataException>(() => OrderedRendering.Run(
            50, NewFrame, () => (t, frame) => Number(t == 9 ? throw new InvalidDataException() : t, frame), _ => { }, 2, default));

    [Fact]
    public void A_cancelled_rendering_writes_no_further_frame()
    {
        using var cancel = new CancellationTokenSource();
        var written = 0;

        Assert.ThrowsAny<OperationCanceledException>(() => OrderedRendering.Run(1000, NewFrame, () => Number, StopAtThird, 2, cancel.Token));

        Assert.Equal(3, written);

        void StopAtThird(YuvFrame frame)
        {
            if (++written == 3)
            {
                cancel.Cancel();
            }
        }
    }

    private static YuvFrame NewFrame() => new(2, 2);

    private static YuvFrame Kept(ConcurrentBag<YuvFrame> frames)
    {
        var frame = NewFrame();
        frames.Add(frame);
        return frame;
    }

    private static void Number(int t, YuvFrame frame) => frame.Y[0] = (byte)t;
}
