using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>The database's clock is the test's, too: <c>now_ms()</c> reads it from a table.</summary>
public sealed class PostgresRoom(Sandbox? sandbox = null) : QueueRoom(sandbox)
{
    private NpgsqlConnection _clock = null!;

    public string Url { get; private set; } = null!;

    public override async Task OpenAsync()
    {
        Url = await (await PostgresCluster.Shared).NewDatabaseAsync();
        await base.OpenAsync();
        await ExecuteAsync(
            $"""
            CREATE TABLE clock AS SELECT {Now.ToUnixTimeMilliseconds()}::bigint AS ms;
            CREATE OR REPLACE FUNCTION now_ms() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT ms FROM clock';
            """);
        _clock = await PostgresCluster.OpenAsync(Url);
    }

    public override async Task AdvanceAsync(TimeSpan by)
    {
        await base.AdvanceAsync(by);
        await using var set = new NpgsqlCommand($"UPDATE clock SET ms = {Now.ToUnixTimeMilliseconds()}", _clock);
        await set.ExecuteNonQueryAsync();
    }

    public override Task LetCommitsFailAsync() => ExecuteAsync(
        """
        CREATE TABLE parents (id integer PRIMARY KEY);
        CREATE TABLE children (parent integer REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED);
        CREATE FUNCTION orphan() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO children VALUES (1); RETURN NULL; END';
        CREATE TRIGGER orphans AFTER INSERT OR UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION orphan();
        """);

    public override Task LetCommitsSucceedAsync() => ExecuteAsync("DROP TRIGGER orphans ON jobs");

    public override Task SomebodyWaitsAsync() => Eventually.HoldsAsync(async () => await PostgresCluster.AskAsync<bool>(
        Url, "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"));

    public override Task ExecuteAsync(string sql) => PostgresCluster.ExecuteAsync(Url, sql);

    public override async ValueTask DisposeAsync()
    {
        await _clock.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override Task<Database> ConnectAsync() => Task.FromResult<Database>(new PostgresDatabase(Options.Create(new DatabaseOptions { Url = Url })));
}
