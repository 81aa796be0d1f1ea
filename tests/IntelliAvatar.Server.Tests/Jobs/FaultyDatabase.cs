using System.Data.Common;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Tests.Jobs.Simulation;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>The real database over a connection that breaks at a chosen call.</summary>
internal sealed class FaultyDatabase(Database real) : Database
{
    private int _calls, _at = int.MaxValue, _times;
    private Fault _fault;

    public enum Fault
    {
        /// <summary>It never arrives.</summary>
        Refused,

        /// <summary>All is done but the commit.</summary>
        RolledBack,

        /// <summary>It is committed, and the answer is lost.</summary>
        Unheard,
    }

    /// <summary>Whether the chosen call has come.</summary>
    public bool HasBroken => Volatile.Read(ref _calls) > _at;

    public override string SkipLocked => real.SkipLocked;

    public override int KnownSchema => real.KnownSchema;

    /// <param name="at">The call that breaks: 0 is the next.</param>
    /// <param name="times">How many of them break one after the other.</param>
    public void Break(Fault fault, int at, int times = 1) => (_calls, _at, _times, _fault) = (0, at, times, fault);

    public override string AnyOf(string parameter) => real.AnyOf(parameter);

    public override async Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel)
    {
        var breaks = Breaks();
        if (breaks && _fault == Fault.Refused)
        {
            throw new SimulatedTrouble("refused");
        }

        var result = await real.WriteAsync(
            async writing =>
            {
                var done = await work(writing);
                return breaks && _fault == Fault.RolledBack ? throw new SimulatedTrouble("rolled back") : done;
            },
            cancel);
        return breaks ? throw new SimulatedTrouble("committed, but nobody heard of it") : result;
    }

    public override Task<DbConnection> OpenReaderAsync(CancellationToken cancel) => Breaks() ? throw new SimulatedTrouble("refused") : real.OpenReaderAsync(cancel);

    public override Task LockAsync(DbConnection writing, string name) => real.LockAsync(writing, name);

    public override Task<IAsyncDisposable?> TryLockAsync(string name, CancellationToken cancel) => real.TryLockAsync(name, cancel);

    public override Task<int> SchemaAsync(CancellationToken cancel) => real.SchemaAsync(cancel);

    public override void Dispose()
    {
    }

    private bool Breaks() => Interlocked.Increment(ref _calls) - 1 is var call && call >= _at && call < (long)_at + _times;
}
