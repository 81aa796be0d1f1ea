using System.Data.Common;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>The real database, which tells when somebody asks for a write transaction.</summary>
internal sealed class AnnouncingDatabase(Database real) : Database
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Asked => _asked.Task;

    public override string SkipLocked => real.SkipLocked;

    public override string AnyOf(string parameter) => real.AnyOf(parameter);

    public override Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel)
    {
        _asked.TrySetResult();
        return real.WriteAsync(work, cancel);
    }

    public override Task<DbConnection> OpenReaderAsync(CancellationToken cancel) => real.OpenReaderAsync(cancel);

    public override Task LockAsync(DbConnection writing, string name) => real.LockAsync(writing, name);

    public override Task<IAsyncDisposable?> TryLockAsync(string name, CancellationToken cancel) => real.TryLockAsync(name, cancel);

    public override int KnownSchema => real.KnownSchema;

    public override Task<int> SchemaAsync(CancellationToken cancel) => real.SchemaAsync(cancel);

    public override void Dispose()
    {
    }
}
