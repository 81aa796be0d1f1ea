using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Jobs;

public class SqliteRoom(Sandbox? sandbox = null) : QueueRoom(sandbox)
{
    public override Task LetCommitsFailAsync() => ExecuteAsync(
        """
        CREATE TABLE parents (id INTEGER PRIMARY KEY);
        CREATE TABLE children (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER orphans AFTER UPDATE ON jobs BEGIN INSERT INTO children VALUES (1); END;
        CREATE TRIGGER foundlings AFTER INSERT ON jobs BEGIN INSERT INTO children VALUES (1); END;
        """);

    public override Task LetCommitsSucceedAsync() => ExecuteAsync("DROP TRIGGER orphans; DROP TRIGGER foundlings");

    protected override Task<Database> ConnectAsync() => Task.FromResult<Database>(
        new SqliteDatabase(Options.Create(new DatabaseOptions { Url = "sqlite:" + Sandbox.Path("storage", "jobs.db") }), Clock));

    public override async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Sandbox.Path("storage", "jobs.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
