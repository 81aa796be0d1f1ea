using System.Runtime.ExceptionServices;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Selection;

/// <summary>Renders frames on several threads and hands them over one by one in their order. While one batch is handed over the next is rendered; no more than two are held.</summary>
public static class OrderedRendering
{
    private const int FramesPerThread = 2;

    // However many threads: the memory must not depend on the machine, and an encoder takes no more at once.
    private const int MostInBatch = 8;

    /// <summary>One place in a batch: the picture and whatever its renderer reuses.</summary>
    private sealed record Slot(YuvFrame Frame, Action<int, YuvFrame> Render);

    /// <param name="count">How many frames.</param>
    /// <param name="createFrame">A new picture of the right size; pictures are reused.</param>
    /// <param name="createRenderer">A new renderer of (time, into); one is never used by two threads at once.</param>
    /// <param name="write">Receives every frame in order, from one thread at a time; the frame is reused afterwards.</param>
    /// <param name="threads">How many frames are rendered at once.</param>
    /// <param name="cancel">Looked at before every frame.</param>
    public static void Run(
        int count, Func<YuvFrame> createFrame, Func<Action<int, YuvFrame>> createRenderer, Action<YuvFrame> write, int threads, CancellationToken cancel)
    {
        var size = Math.Min(count, Math.Min(threads * FramesPerThread, MostInBatch));
        var (rendering, writing) = (CreateBatch(), CreateBatch());
        Together(() => Render(rendering, 0));
        for (var start = 0; start < count; start += size)
        {
            (rendering, writing) = (writing, rendering);
            var here = start;
            Together(() => Write(writing, here), () => Render(rendering, here + size));
        }

        Slot[] CreateBatch() => [.. Enumerable.Range(0, size).Select(_ => new Slot(createFrame(), createRenderer()))];

        void Render(Slot[] batch, int start) => Parallel.For(
            0,
            Math.Clamp(count - start, 0, size),
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
            i => batch[i].Render(start + i, batch[i].Frame));

        void Write(Slot[] batch, int start)
        {
            for (var i = 0; i < Math.Min(size, count - start); i++)
            {
                cancel.ThrowIfCancellationRequested();
                write(batch[i].Frame);
            }
        }
    }

    // The caller sees its own exception (a full disk, a cancelled token), not a parcel of them.
    private static void Together(params Action[] actions)
    {
        try
        {
            Parallel.Invoke(actions);
        }
        catch (AggregateException several)
        {
            var all = several.Flatten().InnerExceptions;
            ExceptionDispatchInfo.Throw(all.FirstOrDefault(e => e is not OperationCanceledException) ?? all[0]);
        }
    }
}
