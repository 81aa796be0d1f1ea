namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>When a failed job may run again: exponential backoff with full jitter (Brooker, "Exponential Backoff And Jitter", AWS 2015).</summary>
internal static class RetryPolicy
{
    /// <param name="failures">Failed attempts so far, at least 1.</param>
    /// <param name="random">0…1.</param>
    public static TimeSpan Delay(SchedulerOptions options, int failures, double random)
    {
        // 2^30 times any base is beyond every cap, and no overflow.
        var ceiling = Math.Min(options.MaxRetryDelay.TotalSeconds, options.RetryDelay.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30)));

        // Half of it is certain: a server that has just failed gets time to come back.
        return TimeSpan.FromSeconds(ceiling * (0.5 + (0.5 * random)));
    }
}
