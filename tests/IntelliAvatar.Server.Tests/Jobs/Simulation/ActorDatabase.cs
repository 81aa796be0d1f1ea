using System.Data.Common;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>
/// The real database as one process of the simulation sees it: with a pause before and after each transaction, and, while
/// faults are on, reads and transactions that fail, transactions that fail after all was done, and that are committed but said to have failed.
/// </summary>
internal class ActorDatabase(Database real, Actor actor, Random random, Func<bool> faults, Func<Task> committed, Mutant? mutant, long clockError) : Database
{
    public override string SkipLocked => real.SkipLocked;

    public override string AnyOf(string parameter) => real.AnyOf(parameter);

    public override async Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel)
    {
        await PauseAsync();
        var dice = faults() ? random.NextDouble() / Faultiness : 1;
        if (dice < 0.03)
        {
            throw new SimulatedTrouble("refused");
        }

        var result = await real.WriteAsync(
            async writing =>
            {
                var done = await work(Altered(writing));
                return dice < 0.06 ? throw new SimulatedTrouble("rolled back") : done;
            },
            cancel);
        actor.HasWritten = true;
        await committed();
        await PauseAsync();
        return dice is >= 0.06 and < 0.09 ? throw new SimulatedTrouble("committed, but nobody heard of it") : result;
    }

    public override async Task<DbConnection> OpenReaderAsync(CancellationToken cancel)
    {
        actor.ThrowIfKilled();
        return faults() && random.Next(50) == 0 ? throw new SimulatedTrouble("refused") : Altered(await real.OpenReaderAsync(cancel));
    }

    public override Task LockAsync(DbConnection writing, string name) => real.LockAsync(writing is AlteredConnection altered ? altered.Real : writing, name);

    public override Task<IAsyncDisposable?> TryLockAsync(string name, CancellationToken cancel) => real.TryLockAsync(name, cancel);

    public override int KnownSchema => real.KnownSchema;

    public override Task<int> SchemaAsync(CancellationToken cancel) => real.SchemaAsync(cancel);

    public override void Dispose()
    {
    }

    /// <summary>How many times as often as others it fails.</summary>
    protected virtual int Faultiness => 1;

    protected virtual Task PauseAsync() => actor.PauseAsync();

    private DbConnection Altered(DbConnection connection) => mutant is null ? connection : AlteredConnection.Of(connection, mutant, clockError);
}

internal sealed class SimulatedTrouble(string how) : DbException(how);
