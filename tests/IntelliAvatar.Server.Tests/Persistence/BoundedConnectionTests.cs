using System.Data.Common;
using System.Diagnostics;
using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IntelliAvatar.Server.Tests.Persistence;

/// <summary>Whatever PostgreSQL is doing when it falls silent, the caller gets an error on time.</summary>
public sealed class BoundedConnectionTests : IAsyncLifetime
{
    /// <summary>A statement may take 4 seconds; Npgsql alone needs up to 6 more to cancel it.</summary>
    private static readonly TimeSpan OnTime = TimeSpan.FromSeconds(6);

    private Relay _relay = null!;
    private PostgresDatabase _database = null!;

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        var cluster = await PostgresCluster.Shared;
        _relay = new Relay(cluster.Address);
        _database = new PostgresDatabase(Options.Create(new DatabaseOptions { Url = PostgresCluster.Over(_relay.Address, await cluster.NewDatabaseAsync()) }));
    }

    public async Task DisposeAsync()
    {
        _database.Dispose();
        await _relay.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_that_stops_half_way_ends_on_time()
    {
        await using var reader = await _database.OpenReaderAsync(None);
        await reader.ExecuteScalarAsync<int>("SELECT 1");
        _relay.MuteAnswersAfter = 100_000;

        await AssertOnTimeAsync(() => reader.QueryAsync<string>("SELECT repeat('x', 1000) FROM generate_series(1, 2000)"));
    }

    [Fact]
    public async Task Rows_that_nobody_reads_to_the_end_are_given_up_on_time()
    {
        _relay.MuteAnswersAfter = 100_000;
        var watch = Stopwatch.StartNew();

        await using (var connection = await _database.OpenReaderAsync(None))
        {
            Assert.Equal(1, await connection.QueryUnbufferedAsync<int>("SELECT 1 FROM generate_series(1, 100000)").FirstAsync());
        }

        Assert.True(watch.Elapsed < OnTime, $"It took {watch.Elapsed}");
    }

    [Fact]
    public async Task A_transaction_that_fails_while_PostgreSQL_is_silent_says_why_and_is_rolled_back_later()
    {
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAsync<InvalidDataException>(() => _database.WriteAsync<int>(
            async writing =>
            {
                await writing.ExecuteScalarAsync<int>("SELECT 1");
                _relay.Silence();
                throw new InvalidDataException("the caller's own");
            },
            None));

        Assert.True(watch.Elapsed < OnTime, $"It took {watch.Elapsed}");
    }

    [Fact]
    public Task A_commit_that_is_not_answered_ends_on_time() => AssertOnTimeAsync(() => _database.WriteAsync(
        async writing =>
        {
            await writing.ExecuteAsync("CREATE TABLE kept (id int)");
            _relay.Silence();
            return true;
        },
        None));

    [Fact]
    public async Task A_connection_for_which_there_is_no_answer_is_given_up_on_time()
    {
        var open = new List<DbConnection>();
        for (var count = 0; count < 5; count++)
        {
            open.Add(await _database.OpenReaderAsync(None)); // none is left idle
        }

        _relay.Silence();

        await AssertOnTimeAsync(() => _database.OpenReaderAsync(None));
        await AssertOnTimeAsync(() => open[0].ExecuteScalarAsync<int>("SELECT 1"));
        foreach (var connection in open)
        {
            await connection.DisposeAsync();
        }
    }

    private static async Task AssertOnTimeAsync(Func<Task> ask)
    {
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<NpgsqlException>(ask);
        Assert.True(watch.Elapsed < OnTime, $"It took {watch.Elapsed}");
    }
}
