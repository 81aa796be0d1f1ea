using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Persistence;

/// <summary>On SQLite those who wait for the one writer share a transaction and its commit, and nothing else.</summary>
public sealed class SharedTransactionTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly SqliteDatabase _database;
    private readonly TaskCompletionSource _begun = NewSignal(), _go = NewSignal();

    public SharedTransactionTests() =>
        _database = new SqliteDatabase(Options.Create(new DatabaseOptions { Url = "sqlite:" + _sandbox.Path("jobs.db") }), TimeProvider.System);

    public void Dispose()
    {
        _database.Dispose();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task One_whose_work_fails_half_way_takes_nobody_with_it()
    {
        var first = HoldTheWriter();
        var before = PauseAsync("before");
        var broken = _database.WriteAsync<int>(
            async writing =>
            {
                await writing.ExecuteAsync("INSERT INTO controls VALUES ('half done', '', 0)");
                throw new InvalidDataException("Half way.");
            },
            default);
        var after = PauseAsync("after");
        _go.SetResult();

        await Task.WhenAll(first, before, after);
        Assert.Equal("Half way.", (await Assert.ThrowsAsync<InvalidDataException>(() => broken)).Message);
        Assert.Equal(["after", "before", "first"], await PausedAsync());
    }

    [Fact]
    public async Task A_commit_that_fails_fails_for_all_that_share_it()
    {
        await _database.WriteAsync(
            writing => writing.ExecuteAsync(
                """
                CREATE TABLE parents (id INTEGER PRIMARY KEY);
                CREATE TABLE children (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED);
                """),
            default);
        var first = HoldTheWriter();
        var innocent = PauseAsync("innocent");
        var orphan = _database.WriteAsync(writing => writing.ExecuteAsync("INSERT INTO children VALUES (1)"), default);
        _go.SetResult();

        await first;
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => innocent);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => orphan);
        await PauseAsync("later");
        Assert.Equal(["first", "later"], await PausedAsync());
    }

    [Fact]
    public async Task Who_calls_off_while_waiting_has_written_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var first = HoldTheWriter();
        var calledOff = PauseAsync("called off", cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calledOff);
        _go.SetResult();
        await first;
        await PauseAsync("later");
        Assert.Equal(["first", "later"], await PausedAsync());
    }

    /// <summary>Writes "first", and ends when told to go: whoever comes meanwhile waits.</summary>
    private Task<int> HoldTheWriter()
    {
        var writing = _database.WriteAsync(
            async connection =>
            {
                _begun.SetResult();
                await _go.Task;
                return await connection.ExecuteAsync("INSERT INTO controls VALUES ('first', '', 0)");
            },
            default);
        Assert.True(_begun.Task.IsCompleted);
        return writing;
    }

    private Task<int> PauseAsync(string target, CancellationToken cancel = default) =>
        _database.WriteAsync(writing => writing.ExecuteAsync("INSERT INTO controls VALUES (@target, '', 0)", new { target }), cancel);

    private async Task<IEnumerable<string>> PausedAsync()
    {
        await using var reader = await _database.OpenReaderAsync(default);
        return await reader.QueryAsync<string>("SELECT target FROM controls ORDER BY target");
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
