using System.Data.Common;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>
/// The database of a class that also writes beside its process: after a failure, and when a time is over. What the process asks for pauses like
/// everything else. What comes beside it is done at once while the process waits for it, so that the order of everything stays the seed's.
/// </summary>
internal sealed class BesideDatabase(Database real, Actor actor, Random random, Func<bool> faults, Func<Task> committed, Mutant? mutant, long clockError)
    : ActorDatabase(real, actor, random, faults, committed, mutant, clockError)
{
    private readonly Actor _actor = actor;
    private readonly List<Task> _beside = [];
    private TaskCompletionSource _begun = new();
    private bool _isBeside = true, _wrote;

    protected override int Faultiness => 3;

    /// <summary>A question of the process itself. One that fails after it began to write, writes something beside it.</summary>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        (_isBeside, _wrote, _begun) = (false, false, new(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            return await ask();
        }
        catch (SimulatedTrouble) when (_wrote)
        {
            await _begun.Task;
            throw;
        }
        finally
        {
            await DoneBesideAsync();
        }
    }

    public async Task DoneBesideAsync()
    {
        _isBeside = true;
        await Task.WhenAll(_beside).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _beside.Clear();
    }

    public override async Task<DbConnection> OpenReaderAsync(CancellationToken cancel)
    {
        try
        {
            return await base.OpenReaderAsync(cancel);
        }
        catch
        {
            _isBeside = true;
            throw;
        }
    }

    public override Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel)
    {
        if (!_isBeside)
        {
            _wrote = true;
            return WriteOwnAsync(work, cancel);
        }

        var writing = base.WriteAsync(work, cancel);
        _beside.Add(writing);
        _begun.TrySetResult();
        return writing;
    }

    protected override Task PauseAsync()
    {
        if (!_isBeside)
        {
            return base.PauseAsync();
        }

        _actor.ThrowIfKilled();
        return Task.CompletedTask;
    }

    private async Task<T> WriteOwnAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel)
    {
        try
        {
            return await base.WriteAsync(work, cancel);
        }
        catch
        {
            _isBeside = true;
            throw;
        }
    }
}
