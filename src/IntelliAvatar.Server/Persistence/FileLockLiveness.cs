using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Persistence;

/// <summary>For processes of one machine: each holds the lock of its workspace, which the kernel drops when it ends.</summary>
public sealed class FileLockLiveness(Workspace workspace) : ILiveness
{
    public bool IsSeen => true;

    public Task<bool> IsAliveAsync(string process, CancellationToken cancel) => Task.FromResult(workspace.IsAlive(process));

    public Task<IReadOnlyCollection<string>> DeadAmongAsync(IReadOnlyCollection<string> instances, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyCollection<string>>([.. instances.Where(instance => !workspace.IsAlive(instance) && !workspace.EndedWithItsMachine(instance))]);

    /// <summary>Those that ended when the machine was started again: no job did that.</summary>
    public Task<IReadOnlyCollection<string>> AbsentAmongAsync(IReadOnlyCollection<string> instances, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyCollection<string>>([.. instances.Where(workspace.EndedWithItsMachine)]);
}
