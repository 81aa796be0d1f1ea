using IntelliAvatar.Server.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>Lets a server stand still inside one of its transactions, so that it can be killed exactly there. A trigger does it; the program knows nothing of it.</summary>
public abstract class Standstill : IAsyncDisposable
{
    /// <summary>The settings that lead a server to this database.</summary>
    public abstract IReadOnlyList<string> Settings { get; }

    /// <summary>From now on a transaction stands still right after it changed a job so, before the job's files get their names.</summary>
    /// <param name="change"><c>INSERT</c> or <c>UPDATE</c>.</param>
    /// <param name="when">About the rows <c>NEW</c> and <c>OLD</c>.</param>
    public abstract Task AfterAsync(string change, string when);

    /// <summary>From now on such a transaction gets no further than its COMMIT: the files have their names by then.</summary>
    public abstract Task AtCommitAsync(string change, string when);

    /// <summary>Waits until a server stands still inside a transaction.</summary>
    public abstract Task ReachedAsync();

    /// <summary>After the kill: no transaction stands still any more, and what stood still is rolled back.</summary>
    public abstract Task GoOnAsync();

    public abstract ValueTask DisposeAsync();
}

/// <summary>The trigger asks for the length of an endless list. A COMMIT of SQLite runs nothing that could wait, so there it fails, and is tried again and again.</summary>
public sealed class SqliteStandstill(string path) : Standstill
{
    /// <summary>Where a server in this folder has its database anyway.</summary>
    public static Task<Standstill> InAsync(Sandbox sandbox) => Task.FromResult<Standstill>(new SqliteStandstill(sandbox.Path("storage", "jobs.db")));

    public override IReadOnlyList<string> Settings => [];

    public override Task AfterAsync(string change, string when) => ExecuteAsync(
        $"""
        CREATE VIEW forever AS WITH RECURSIVE counted (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counted) SELECT i FROM counted;
        CREATE TRIGGER standstill AFTER {change} ON jobs WHEN {when} BEGIN SELECT count(*) FROM forever; END;
        """);

    public override Task AtCommitAsync(string change, string when) => ExecuteAsync(
        $"""
        CREATE TABLE parents (id INTEGER PRIMARY KEY);
        CREATE TABLE children (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER standstill AFTER {change} ON jobs WHEN {when} BEGIN INSERT INTO children VALUES (1); END;
        """);

    /// <summary>No transaction of ours keeps the write lock for half as long as this.</summary>
    public override Task ReachedAsync() => Eventually.HoldsAsync(async () =>
    {
        try
        {
            await ExecuteAsync("BEGIN IMMEDIATE; ROLLBACK;");
            return false;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == 5)
        {
            return true;
        }
    });

    public override Task GoOnAsync() => ExecuteAsync("DROP TRIGGER standstill; DROP VIEW IF EXISTS forever; DROP TABLE IF EXISTS children; DROP TABLE IF EXISTS parents;");

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=1");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>The trigger waits for an advisory lock that the test holds, right away or at COMMIT.</summary>
public sealed class PostgresStandstill(string url) : Standstill
{
    private const int Key = 20261125;
    private const string Waiting = "FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND classid = 0 AND objid = 20261125 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private NpgsqlConnection? _holder;

    /// <summary>A database of the test's own.</summary>
    public static async Task<Standstill> NewAsync() => new PostgresStandstill(await (await PostgresCluster.Shared).NewDatabaseAsync());

    public override IReadOnlyList<string> Settings => [$"--Database:Url={url}"];

    public override Task AfterAsync(string change, string when) => StandAsync(change, when, "IMMEDIATE");

    public override Task AtCommitAsync(string change, string when) => StandAsync(change, when, "DEFERRED");

    public override Task ReachedAsync() => Eventually.HoldsAsync(async () => await CountAsync() > 0);

    /// <summary>A COMMIT that waits may come to its end although whoever sent it is dead; this one does not. Behind it others may come to stand still.</summary>
    public override async Task GoOnAsync()
    {
        await Eventually.HoldsAsync(async () =>
        {
            await PostgresCluster.ExecuteAsync(url, $"SELECT pg_terminate_backend(pid) {Waiting}");
            return await CountAsync() == 0;
        });
        await DisposeAsync();
        await PostgresCluster.ExecuteAsync(url, "DROP FUNCTION standstill CASCADE");
    }

    /// <summary>Makes the function that stands still, returning what a trigger of the kind returns.</summary>
    public async Task PrepareAsync(string returns, string body)
    {
        await PostgresCluster.ExecuteAsync(
            url, $"CREATE FUNCTION standstill() RETURNS {returns} LANGUAGE plpgsql AS 'BEGIN {body.Replace("STAND", $"PERFORM pg_advisory_xact_lock({Key});", StringComparison.Ordinal)} END'");
        _holder = await PostgresCluster.OpenAsync(url);
        await using var hold = new NpgsqlCommand($"SELECT pg_advisory_lock({Key})", _holder);
        await hold.ExecuteNonQueryAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_holder is not null)
        {
            await _holder.DisposeAsync();
        }
    }

    private async Task StandAsync(string change, string when, string moment)
    {
        await PrepareAsync("trigger", "STAND RETURN NULL;");
        await PostgresCluster.ExecuteAsync(
            url, $"CREATE CONSTRAINT TRIGGER standstill AFTER {change} ON jobs DEFERRABLE INITIALLY {moment} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION standstill()");
    }

    private Task<long> CountAsync() => PostgresCluster.AskAsync<long>(url, $"SELECT count(*) {Waiting}");
}
