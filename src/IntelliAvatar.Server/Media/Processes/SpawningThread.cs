using System.Collections.Concurrent;
using System.Diagnostics;

namespace IntelliAvatar.Server.Media.Processes;

/// <summary>The one thread that starts every child.</summary>
/// <remarks>
/// prctl(2): a child's parent-death signal is sent when the <em>thread</em> that started it ends. A thread of the pool may end
/// at any time and would take the children with it; this one ends with the process.
/// </remarks>
internal static class SpawningThread
{
    private static readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> Waiting = [];

    static SpawningThread() => new Thread(StartForEver) { IsBackground = true, Name = "child spawner" }.Start();

    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Waiting.Add((start, started));
        return started.Task;
    }

    private static void StartForEver()
    {
        foreach (var (start, started) in Waiting.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception failure)
            {
                started.SetException(failure);
            }
        }
    }
}
