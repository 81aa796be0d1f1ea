using Dapper;
using IntelliAvatar.Server.Storage;
using Microsoft.Data.Sqlite;

namespace IntelliAvatar.Server.Persistence;

/// <summary>The file of a SQLite database and what lies beside it, looked at before it is opened.</summary>
public static class SqliteFile
{
    /// <summary>What the names of the files end with that SQLite makes beside a database, and applies to whatever database has the name.</summary>
    internal static readonly string[] Logs = ["-journal", "-wal", "-shm"];

    /// <summary>The database and all that belongs to it.</summary>
    internal static IEnumerable<string> All(string path) => Logs.Select(log => path + log).Prepend(path);

    /// <summary>What stands against opening the file, as a sentence; null: nothing.</summary>
    public static string? WhatIsWrong(string path)
    {
        if (Directory.Exists(path))
        {
            return $"The database {path} is a folder and must be a file: move it away, or set Database:Url.";
        }

        if (StorageFolders.Blocked(Path.GetDirectoryName(path)!) is { } blocked)
        {
            return $"The database {path} cannot be made: {blocked}";
        }

        if (File.Exists(Restoring(path)))
        {
            return $"A restore of {path} was cut off: run ./avatar restore again, or remove {Restoring(path)} to go on with the database of before.";
        }

        // Beside a process that writes at this moment a look may be of two moments: what is wrong is wrong again.
        return SqliteWal.Mismatch(path) is { } wrong && Enumerable.Range(0, 9).All(_ => SqliteWal.Mismatch(path) is not null) ? wrong : null;
    }

    /// <summary>The database that a restore is about to put in place.</summary>
    public static string Restoring(string path) => $"{path}.restoring";

    /// <summary>Whether SQLite's own check finds nothing wrong with the file. Reads all of it, changes nothing.</summary>
    /// <exception cref="SqliteException">It is no database, or cannot be read.</exception>
    public static bool IsIntact(string path)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        using var reader = new SqliteConnection(settings.ToString());
        reader.Open();
        return reader.ExecuteScalar<string>("PRAGMA quick_check(1)") == "ok";
    }
}
