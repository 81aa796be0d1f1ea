using System.Globalization;
using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Data.Sqlite;

namespace IntelliAvatar.Server.Backups;

/// <summary>
/// A SQLite file. The restored one waits under another name, by which a start knows that the exchange was cut off. Until the one rename
/// that exchanges them, the database of before is whole at its place.
/// </summary>
internal sealed class SqliteTarget(DatabaseOptions options, TimeProvider time) : RestoreTarget
{
    private readonly string _path = options.SqlitePath;

    private string Taken => $"{_path}.new";

    public override async Task<string?> OpenAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        if (!File.Exists(_path) || File.Exists(SqliteFile.Restoring(_path)))
        {
            return null; // nothing, or a restore that was cut off
        }

        var data = $"There is a database already: {_path}.";
        if (SqliteFile.WhatIsWrong(_path) is not null)
        {
            return data;
        }

        try
        {
            using var database = new ReadOnlyDatabase(options);
            await using var reader = await database.OpenReaderAsync(cancel);
            return await reader.ExecuteScalarAsync<long>(Rows) == 0 ? null : data;
        }
        catch (SqliteException)
        {
            return data; // also one that is damaged is kept
        }
    }

    public override async Task TakeAsync(string name, Stream content, CancellationToken cancel)
    {
        RemoveTaken(); // a restore that was killed may have left a log, too
        await using var file = new FileStream(Taken, FileMode.Create, FileAccess.Write, FileShare.None);
        await content.CopyToAsync(file, cancel);
    }

    public override async Task<string?> PutAsync(CancellationToken cancel)
    {
        await NewInstallationAsync();
        DurableFile.Move(Taken, SqliteFile.Restoring(_path));
        await TakeAloneAsync();
        var kept = $"{_path}.before-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}";
        var hadOne = File.Exists(_path);
        if (hadOne)
        {
            DurableFile.Copy(_path, kept);
        }

        // What is left here could not be written back: the database was damaged, or the log was another's.
        foreach (var log in SqliteFile.Logs.Where(log => File.Exists(_path + log)))
        {
            hadOne = true;
            DurableFile.Move(_path + log, kept + log);
        }

        DurableFile.Move(SqliteFile.Restoring(_path), _path);
        return hadOne ? kept : null;
    }

    public override ValueTask DisposeAsync()
    {
        RemoveTaken();
        return ValueTask.CompletedTask;
    }

    private void RemoveTaken()
    {
        foreach (var file in SqliteFile.All(Taken))
        {
            File.Delete(file);
        }
    }

    /// <summary>
    /// Writes the changes in the log of before back into its database, which takes that no other process has it open: then it is one file, and is kept without
    /// being taken apart. A server that starts from now on sees that a restore is under way.
    /// </summary>
    /// <exception cref="InvalidDataException">A server was started meanwhile.</exception>
    private async Task TakeAloneAsync()
    {
        const int Busy = 5;
        if (!File.Exists(_path) || SqliteWal.Mismatch(_path) is not null)
        {
            return;
        }

        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 1 }.ToString());
            await connection.OpenAsync();
            await connection.ExecuteAsync("SELECT count(*) FROM sqlite_schema");
            await connection.ExecuteAsync("PRAGMA journal_mode = DELETE");
        }
        catch (SqliteException inUse) when (inUse.SqliteErrorCode == Busy)
        {
            File.Delete(SqliteFile.Restoring(_path));
            throw new InvalidDataException($"A server, or another program, has {_path} open. Stop it first.", inUse);
        }
        catch (SqliteException)
        {
            // It is damaged, or no database: it is kept as it is.
        }
    }

    /// <summary>The restored database is another installation: files of jobs that it does not know are not its own.</summary>
    private async Task NewInstallationAsync()
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Taken, Pooling = false }.ToString());
        await connection.OpenAsync();
        if (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'installation'") > 0)
        {
            await connection.ExecuteAsync("UPDATE installation SET id = @id, beat = 0, token = ''", new { id = Guid.NewGuid().ToString("N") });
        }

        if (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM pragma_table_info('jobs') WHERE name = 'at_risk'") > 0)
        {
            await connection.ExecuteAsync(BlameNoWorker);
        }
    }
}
