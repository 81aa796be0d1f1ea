using Dapper;
using IntelliAvatar.Server.Persistence;
using Microsoft.Data.Sqlite;

namespace IntelliAvatar.Server.Backups;

/// <summary>A copy that SQLite makes: whole, without a log, and while others write.</summary>
internal sealed class SqliteSnapshot : DatabaseSnapshot
{
    public static async Task<SqliteSnapshot> TakeAsync(DatabaseOptions options, string work, CancellationToken cancel)
    {
        if (SqliteFile.WhatIsWrong(options.SqlitePath) is { } wrong)
        {
            throw new InvalidDataException(wrong);
        }

        if (!File.Exists(options.SqlitePath))
        {
            throw new InvalidDataException($"There is no database {options.SqlitePath}. Look at Database__Url and at the folder in which the command runs.");
        }

        var copy = Path.Combine(work, "jobs.db");
        File.Delete(copy);
        using (var database = new ReadOnlyDatabase(options))
        await using (var reader = await database.OpenReaderAsync(cancel))
        {
            if (ForeignDatabase.InSqlite(reader) is { } foreign)
            {
                throw new InvalidDataException(foreign);
            }

            await reader.ExecuteAsync(new("VACUUM INTO @copy", new { copy }, commandTimeout: 3600, cancellationToken: cancel));
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
        await connection.OpenAsync(cancel);
        return new()
        {
            Schema = await connection.ExecuteScalarAsync<int>("PRAGMA user_version"),
            Reader = connection,
            Files = [(BackupManifest.SqliteFile, copy)],
        };
    }
}
