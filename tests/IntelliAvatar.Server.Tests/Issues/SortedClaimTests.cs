using System.Data.Common;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Tests.Jobs;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using SQLitePCL;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>
/// An index for the list of jobs had SQLite sort all that waited for every claim: with 100,000 jobs waiting 38 were done in a second.
/// </summary>
public sealed class SortedClaimTests : IAsyncLifetime
{
    private readonly SqliteRoom _room = new();

    public Task InitializeAsync() => _room.OpenAsync();

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Fact]
    public async Task A_claim_is_no_more_work_when_many_wait()
    {
        using var database = new CountingDatabase(_room.Database);
        var queue = new JobQueue(database, new JobFiles(database, _room.Files), new QueueNotifier(database), Options.Create(_room.Limits));
        await WaitAsync("few", 20);
        var few = await ClaimAsync();

        await WaitAsync("many", 20_000);
        Assert.InRange(await ClaimAsync(), 1, 3 * few);

        async Task<int> ClaimAsync()
        {
            database.Steps = 0;
            Assert.NotNull(await queue.ClaimAsync("me", null, default));
            return database.Steps;
        }
    }

    private Task WaitAsync(string name, int jobs) => _room.ExecuteAsync(
        $"""
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {jobs})
        INSERT INTO jobs (job_id, kind, user_id, feature, payload, input_video, changes, status, created_at, run_at, turn)
        SELECT '{name}-' || i, 'avatar-sync', 'anita', 'Avatar Sync Studio', '{"{}"}', 'v', '[]', 'QUEUED', i, 0, i FROM n
        """);

    /// <summary>The real database, which counts what SQLite does in write transactions: tens of instructions of its machine.</summary>
    private sealed class CountingDatabase(Database real) : Database
    {
        public int Steps { get; set; }

        public override string SkipLocked => real.SkipLocked;

        public override string IndexHint(string index) => real.IndexHint(index);

        public override string NoIndexHint => real.NoIndexHint;

        public override string AnyOf(string parameter) => real.AnyOf(parameter);

        public override Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel) =>
            real.WriteAsync(
                async writing =>
                {
                    var machine = ((SqliteConnection)writing).Handle;
                    raw.sqlite3_progress_handler(machine, 10, _ => { Steps++; return 0; }, null);
                    try
                    {
                        return await work(writing);
                    }
                    finally
                    {
                        raw.sqlite3_progress_handler(machine, 0, null, null);
                    }
                },
                cancel);

        public override Task<DbConnection> OpenReaderAsync(CancellationToken cancel) => real.OpenReaderAsync(cancel);

        public override Task LockAsync(DbConnection writing, string name) => real.LockAsync(writing, name);

        public override Task<IAsyncDisposable?> TryLockAsync(string name, CancellationToken cancel) => real.TryLockAsync(name, cancel);

        public override int KnownSchema => real.KnownSchema;

        public override Task<int> SchemaAsync(CancellationToken cancel) => real.SchemaAsync(cancel);

        public override void Dispose()
        {
        }
    }
}
