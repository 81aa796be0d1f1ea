using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Backups;

public sealed class SqliteBackupTests : BackupContract
{
    private readonly SqliteRoom _room;

    public SqliteBackupTests()
        : this(new SqliteRoom())
    {
    }

    private SqliteBackupTests(SqliteRoom room)
        : base(room) => _room = room;

    private string Path => Target.Path("storage", "jobs.db");

    [Fact]
    public async Task A_restore_that_is_killed_at_the_exchange_is_known_at_the_start_and_can_be_run_again()
    {
        await _room.SubmitAsync();
        await BackUpAsync();
        await RestoreAsync();
        File.Copy(Path, SqliteDatabase.Restoring(Path));

        var refused = Assert.Throws<InvalidDataException>(() => Open(new DatabaseOptions { Url = $"sqlite:{Path}" }));
        Assert.Contains("run ./avatar restore again", refused.Message);

        await RestoreAsync(replace: true);
        Open(new DatabaseOptions { Url = $"sqlite:{Path}" }).Dispose();
    }

    protected override DatabaseOptions Source() => new() { Url = "sqlite:" + _room.Sandbox.Path("storage", "jobs.db") };

    protected override Task<DatabaseOptions> TargetAsync() => Task.FromResult(new DatabaseOptions { Url = $"sqlite:{Path}" });

    protected override Database Open(DatabaseOptions options) => new SqliteDatabase(Options.Create(options), _room.Clock);

    protected override Task SetSchemaAsync(int version) => _room.ExecuteAsync($"PRAGMA user_version = {version}");

    protected override async Task<long> KeptJobsAsync(string kept)
    {
        await using var connection = new SqliteConnection($"Data Source={kept};Mode=ReadOnly;Pooling=False");
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM jobs");
    }
}

public sealed class PostgresBackupTests : BackupContract
{
    private readonly PostgresRoom _room;
    private DatabaseOptions? _target;

    public PostgresBackupTests()
        : this(new PostgresRoom())
    {
    }

    private PostgresBackupTests(PostgresRoom room)
        : base(room) => _room = room;

    protected override DatabaseOptions Source() => new() { Url = _room.Url };

    protected override async Task<DatabaseOptions> TargetAsync() => _target ??= new() { Url = await (await PostgresCluster.Shared).NewDatabaseAsync() };

    protected override Database Open(DatabaseOptions options) => new PostgresDatabase(Options.Create(options));

    protected override Task SetSchemaAsync(int version) => _room.ExecuteAsync($"UPDATE schema_version SET version = {version}");

    protected override Task<long> KeptJobsAsync(string kept) => PostgresCluster.AskAsync<long>(_target!.Url, $"SELECT count(*) FROM {kept["the schema ".Length..]}.jobs");
}
