namespace IntelliAvatar.Server.Persistence;

/// <summary>Which of the processes that share the database still run.</summary>
public interface ILiveness
{
    /// <summary>Whether others can see that this process runs. While they cannot, it must not begin what they would take for a dead one's.</summary>
    bool IsSeen { get; }

    /// <summary>Whether the process can be seen to run at this moment. One that lost its connection for a moment cannot.</summary>
    Task<bool> IsAliveAsync(string process, CancellationToken cancel);

    /// <summary>Those of the processes that are certainly dead. Nothing is said of one that cannot be reached.</summary>
    Task<IReadOnlyCollection<string>> DeadAmongAsync(IReadOnlyCollection<string> instances, CancellationToken cancel);

    /// <summary>Those of the processes that have not been seen for so long that their work is better done by others. They may live: whatever ended their work is not known.</summary>
    Task<IReadOnlyCollection<string>> AbsentAmongAsync(IReadOnlyCollection<string> instances, CancellationToken cancel) => Task.FromResult<IReadOnlyCollection<string>>([]);
}
