using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Orders;

/// <summary>How a feature takes orders: which are for it, and what job they become.</summary>
public interface IJobFactory
{
    /// <summary>Of the jobs that they become: <see cref="Job.Kind"/>.</summary>
    string Kind { get; }

    bool Takes(Order order);

    /// <summary>What is wrong with it, as far as that can be said without a look at its files; null: nothing.</summary>
    Task<Refusal?> RefuseAsync(Order order, CancellationToken cancel);

    /// <summary>The job, not submitted yet. The files get the keys that it names.</summary>
    Task<Job> ToJobAsync(string jobId, AcceptedOrder order, CancellationToken cancel);
}
