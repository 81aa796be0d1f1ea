using System.Diagnostics;

namespace IntelliAvatar.Benchmarks.Queue;

/// <summary>What is asked of every queue, in the same way.</summary>
internal static class Measure
{
    /// <summary>Until the last job has ended and everybody sleeps.</summary>
    private static readonly TimeSpan BetweenJobs = TimeSpan.FromMilliseconds(30);

    /// <summary>Jobs a second that clients can submit, <paramref name="clients"/> at once.</summary>
    public static async Task<double> EnqueueAsync(IBenchedQueue queue, int jobs, int clients, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < jobs / clients; i++)
                {
                    await queue.SubmitAsync(cancel);
                }
            },
            cancel)));
        return jobs / clients * clients / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Jobs a second that are run, while at least so many wait.</summary>
    public static async Task<double> DrainAsync(IBenchedQueue queue, int jobs, CancellationToken cancel)
    {
        await queue.StartAsync(cancel);
        var first = await queue.Begun.ReadAsync(cancel);
        var last = first;
        for (var i = 1; i < jobs; i++)
        {
            last = await queue.Begun.ReadAsync(cancel);
        }

        await queue.StopAsync();
        while (queue.Begun.TryRead(out _))
        {
        }

        return (jobs - 1) / Stopwatch.GetElapsedTime(first, last).TotalSeconds;
    }

    /// <summary>Milliseconds from the answer to a submission until the handler is entered, when there is nothing else to do.</summary>
    public static async Task<Series> PickUpAsync(IBenchedQueue queue, int jobs, CancellationToken cancel)
    {
        await queue.StartAsync(cancel);
        var waits = new Series();
        for (var i = 0; i < jobs; i++)
        {
            await Task.Delay(BetweenJobs, TimeProvider.System, cancel);
            await queue.SubmitAsync(cancel);
            var submitted = Stopwatch.GetTimestamp();
            var begun = await queue.Begun.ReadAsync(cancel);
            waits.Add(Math.Max(0, Stopwatch.GetElapsedTime(submitted, begun).TotalMilliseconds));
        }

        await queue.StopAsync();
        return waits;
    }
}
