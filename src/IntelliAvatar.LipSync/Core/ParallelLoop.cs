using System.Runtime.ExceptionServices;

namespace IntelliAvatar.LipSync.Core;

/// <summary>A loop over indices on several threads, each with state of its own that is made once (Parallel.For makes it again and again).</summary>
internal static class ParallelLoop
{
    /// <summary>Calls <paramref name="body"/> for 0…count−1, in about that order. The first exception ends the loop and is thrown as it was.</summary>
    public static void Run<TState>(int count, int threads, Func<TState> createState, Action<int, TState> body, CancellationToken cancel)
    {
        var next = -1;
        var isBroken = false;
        try
        {
            Parallel.For(0, Math.Clamp(threads, 1, Math.Max(1, count)), new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, _ =>
            {
                var state = createState();
                try
                {
                    for (var i = Interlocked.Increment(ref next); i < count && !Volatile.Read(ref isBroken); i = Interlocked.Increment(ref next))
                    {
                        cancel.ThrowIfCancellationRequested();
                        body(i, state);
                    }
                }
                catch
                {
                    Volatile.Write(ref isBroken, true);
                    throw;
                }
            });
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}
