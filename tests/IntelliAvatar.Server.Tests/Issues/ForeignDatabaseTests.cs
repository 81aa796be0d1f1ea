using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A database of another program stopped the start with "table jobs already exists" or "does not let us in", and for the doctor it was well.</summary>
public sealed class ForeignDatabaseTests : IDisposable
{
    private const string Earlier =
        """
        CREATE TABLE jobs (job_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, input_video TEXT NOT NULL, input_audio TEXT NOT NULL, output_video TEXT NOT NULL,
            status TEXT NOT NULL, feature TEXT, created_at TEXT NOT NULL, started_at TEXT, completed_at TEXT);
        """;

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(Earlier, "earlier Python server")]
    [InlineData(Earlier + "CREATE TABLE users (user_id INTEGER); CREATE TABLE sessions (token TEXT); PRAGMA user_version = 3;", "earlier Python server")]
    [InlineData("CREATE TABLE notes (text TEXT);", "of another program, with the table notes")]
    [InlineData("CREATE TABLE jobs (id INTEGER); PRAGMA user_version = 77;", "of another program, with the table jobs")]
    public void Another_programs_sqlite_file_is_named_and_not_changed(string made, string says)
    {
        var path = _sandbox.Path("jobs.db");
        Execute(path, made);
        var before = File.ReadAllBytes(path);

        var refused = Assert.Throws<InvalidDataException>(() => Open(path));

        Assert.Contains(says, refused.Message);
        Assert.Contains("Database__Url", refused.Message);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.False(File.Exists(path + "-wal"));
    }

    [Fact]
    public void Our_tables_without_their_version_are_told_from_those_of_others()
    {
        var path = _sandbox.Path("jobs.db");
        Open(path).Dispose();
        Execute(path, "PRAGMA user_version = 0");

        Assert.Contains("without its schema version", Assert.Throws<InvalidDataException>(() => Open(path)).Message);
    }

    [Theory]
    [InlineData(Earlier, "earlier Python server")]
    [InlineData(Earlier + "CREATE TABLE users (user_id integer); CREATE TABLE sessions (token text);", "earlier Python server")]
    [InlineData("CREATE TABLE schema_version (installed_rank integer, version text); CREATE TABLE notes (text text);", "of another program, with the tables notes, schema_version")]
    [InlineData("CREATE VIEW jobs AS SELECT 1 AS one;", "of another program, with the table jobs")]
    public async Task Another_programs_postgres_database_is_named_and_not_changed(string made, string says)
    {
        var url = await (await PostgresCluster.Shared).NewDatabaseAsync();
        await PostgresCluster.ExecuteAsync(url, made);
        const string Tables = "SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace";
        var before = await PostgresCluster.AskAsync<string>(url, Tables);

        var refused = Assert.Throws<InvalidDataException>(() => new PostgresDatabase(Options.Create(new DatabaseOptions { Url = url })));

        Assert.Contains(says, refused.Message);
        Assert.Equal(before, await PostgresCluster.AskAsync<string>(url, Tables));
    }

    [Fact]
    public async Task The_start_and_the_doctor_say_the_same_and_nothing_in_the_old_folder_changes()
    {
        Execute(_sandbox.Path("jobs.db"), Earlier);
        for (var i = 0; i < 3; i++)
        {
            var id = Guid.NewGuid();
            File.SetLastWriteTimeUtc(_sandbox.Write($"storage/uploads/{id}/{id}.mp4", "video"), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            File.SetLastWriteTimeUtc(_sandbox.Write($"storage/outputs/{id}.mp4", "result"), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        var before = Files();
        const string Old = "--Database:Url=sqlite:jobs.db";

        var start = await ProgramRun.ToEndAsync(_sandbox.Folder, null, "serve", "--urls", "http://127.0.0.1:0", Old);
        Assert.Contains("cannot start: Database:Url names the database of the earlier Python server", start.Error);
        var doctor = await ProgramRun.ToEndAsync(_sandbox.Folder, null, "doctor", Old);
        Assert.Contains("earlier Python server", Words(doctor.Output));
        Assert.Equal(before, Files());

        // With its own settings it starts beside the old files, and says whose they are.
        await using (var server = await ServerProcess.StartAsync(_sandbox.Folder, "all", "--ModelServers:0:Url=http://127.0.0.1:1"))
        {
            await Eventually.HoldsAsync(() => server.Said.Contains("such as the earlier Python server", StringComparison.Ordinal));
            await server.StopAsync();
        }

        Assert.Subset(Files().ToHashSet(), before.ToHashSet());
        doctor = await ProgramRun.ToEndAsync(_sandbox.Folder, null, "doctor");
        Assert.Contains("such as the earlier Python server", Words(doctor.Output));
    }

    private static SqliteDatabase Open(string path) => new(Options.Create(new DatabaseOptions { Url = $"sqlite:{path}" }), TimeProvider.System);

    /// <summary>Every file with its length and its date.</summary>
    private List<string> Files() =>
    [
        .. new DirectoryInfo(_sandbox.Folder).EnumerateFiles("*", SearchOption.AllDirectories).Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc:O}").Order(StringComparer.Ordinal),
    ];

    /// <summary>A table's words without its lines.</summary>
    private static string Words(string table) => string.Join(' ', table.Split([' ', '\n', '│'], StringSplitOptions.RemoveEmptyEntries));

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
