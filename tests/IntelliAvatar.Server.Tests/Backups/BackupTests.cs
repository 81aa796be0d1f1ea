using System.Formats.Tar;
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
        File.Copy(Path, SqliteFile.Restoring(Path));

        var refused = Assert.Throws<InvalidDataException>(() => Open(new DatabaseOptions { Url = $"sqlite:{Path}" }));
        Assert.Contains("run ./avatar restore again", refused.Message);

        await RestoreAsync(replace: true);
        Open(new DatabaseOptions { Url = $"sqlite:{Path}" }).Dispose();
    }

    [Fact]
    public async Task A_restore_that_ends_at_the_exchange_leaves_all_that_a_killed_server_had_committed()
    {
        await _room.SubmitAsync();
        await BackUpAsync();
        await _room.SubmitAsync();
        TakeOverFromKilledServer();
        Directory.CreateDirectory(Kept); // stops the restore where the database of before would be kept

        await Assert.ThrowsAnyAsync<IOException>(() => RestoreAsync(replace: true));
        Assert.Throws<InvalidDataException>(() => Open(new DatabaseOptions { Url = $"sqlite:{Path}" }));
        File.Delete(SqliteFile.Restoring(Path));

        Assert.Equal(2, await JobsAsync(Path));
    }

    [Fact]
    public async Task What_a_killed_server_had_committed_is_kept_by_a_restore()
    {
        await _room.SubmitAsync();
        await BackUpAsync();
        await _room.SubmitAsync();
        TakeOverFromKilledServer();

        Assert.Equal(Kept, (await RestoreAsync(replace: true)).Kept);

        Assert.Equal((1, 2), (await JobsAsync(Path), await JobsAsync(Kept)));
    }

    [Fact]
    public async Task A_server_that_was_started_meanwhile_keeps_its_database()
    {
        await _room.SubmitAsync();
        await BackUpAsync();
        await RestoreAsync();
        await _room.SubmitAsync();
        await BackUpAsync();
        using (Open(new DatabaseOptions { Url = $"sqlite:{Path}" }))
        {
            var refused = await Assert.ThrowsAsync<InvalidDataException>(() => RestoreAsync(replace: true));
            Assert.Contains("Stop it first", refused.Message);
            Assert.False(File.Exists(SqliteFile.Restoring(Path)));
            Assert.Equal(1, await JobsAsync(Path));
        }

        await RestoreAsync(replace: true);
        Assert.Equal(2, await JobsAsync(Path));
    }

    [Theory]
    [InlineData("jobs.db.new")]
    [InlineData("jobs.db")]
    public async Task A_journal_that_was_left_beside_the_file_is_not_applied_to_what_is_restored(string name)
    {
        await _room.SubmitAsync();
        await BackUpAsync();
        LeaveJournalOfArchive(Target.Path("storage", name));
        await _room.SubmitAsync();
        await BackUpAsync();

        await RestoreAsync(replace: true);

        Assert.True(SqliteFile.IsIntact(Path));
        Assert.Equal(2, await JobsAsync(Path));
    }

    [Fact]
    public async Task A_large_file_needs_little_memory()
    {
        await CompleteWithLargeFileAsync();
        var little = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x4000000" };

        await using var backup = await ProgramRun.ToEndWithAsync(_room.Sandbox.Folder, little, "backup", Archive);
        await backup.EndsWithAsync(0);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Archive).UnixFileMode);
        await using var restore = await ProgramRun.ToEndWithAsync(Target.Folder, little, "restore", Archive);
        await restore.EndsWithAsync(0);

        Assert.Equal(1, await JobsAsync(Path));
    }

    private string Kept => $"{Path}.before-{_room.Now:yyyyMMdd-HHmmss-fff}";

    private static async Task<long> JobsAsync(string path)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM jobs");
    }

    /// <summary>The database of the room as a kill would leave it: what was written last is in its log only.</summary>
    private void TakeOverFromKilledServer()
    {
        Directory.CreateDirectory(Target.Path("storage"));
        foreach (var ending in new[] { "", "-wal" })
        {
            File.Copy(_room.Sandbox.Path("storage", "jobs.db") + ending, Path + ending);
        }
    }

    /// <summary>The log of a change to the database in the archive that was cut off.</summary>
    private void LeaveJournalOfArchive(string database)
    {
        TarFile.ExtractToDirectory(Archive, Directory.CreateDirectory(Target.Path("unpacked")).FullName, overwriteFiles: true);
        using var connection = new SqliteConnection($"Data Source={Target.Path("unpacked", "database", "jobs.db")};Pooling=False");
        connection.Open();
        connection.Execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; BEGIN IMMEDIATE; UPDATE jobs SET user_id = 'somebody'; UPDATE installation SET beat = 7");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(database)!);
        File.Copy(Target.Path("unpacked", "database", "jobs.db-journal"), $"{database}-journal");
    }

    protected override DatabaseOptions Source() => new() { Url = "sqlite:" + _room.Sandbox.Path("storage", "jobs.db") };

    protected override Task<DatabaseOptions> TargetAsync() => Task.FromResult(new DatabaseOptions { Url = $"sqlite:{Path}" });

    protected override Database Open(DatabaseOptions options) => new SqliteDatabase(Options.Create(options), _room.Clock);

    protected override Task SetSchemaAsync(int version) => _room.ExecuteAsync($"PRAGMA user_version = {version}");

    protected override Task<long> KeptJobsAsync(string kept) => JobsAsync(kept);
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

    [Fact]
    public async Task While_a_server_runs_on_another_machine_nothing_is_restored()
    {
        await _room.SubmitAsync();
        await BackUpAsync();
        using var database = new PostgresDatabase(Options.Create(await TargetAsync()));
        await using (await database.OpenDedicatedAsync("intelliavatar 0123", CancellationToken.None))
        {
            var refused = await Assert.ThrowsAsync<InvalidDataException>(() => RestoreAsync());
            Assert.Contains("A server is running on this database", refused.Message);
        }

        await Eventually.GetAsync(async () => (await Record.ExceptionAsync(() => RestoreAsync()))?.Message, said => said is null);
    }

    protected override Database Open(DatabaseOptions options) => new PostgresDatabase(Options.Create(options));

    protected override Task SetSchemaAsync(int version) => _room.ExecuteAsync($"UPDATE schema_version SET version = {version}");

    protected override Task<long> KeptJobsAsync(string kept) => PostgresCluster.AskAsync<long>(_target!.Url, $"SELECT count(*) FROM {kept["the schema ".Length..]}.jobs");
}
