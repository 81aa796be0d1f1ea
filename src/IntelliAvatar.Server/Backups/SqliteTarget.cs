using System.Globalization;
using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Data.Sqlite;

namespace IntelliAvatar.Server.Backups;

/// <summary>A SQLite file. The restored one waits under another name, by which a start knows that the exchange was cut off.</summary>
internal sealed class SqliteTarget(DatabaseOptions options, TimeProvider time) : RestoreTarget
{
    private readonly string _path = options.SqlitePath;

    /// <summary>The log first: a file without it is whole again with what it brings along under its new name.</summary>
    private static readonly string[] Endings = ["-wal", ""];

    private string Taken => $"{_path}.new";

    public override async Task<string?> OpenAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        if (!File.Exists(_path) || File.Exists(SqliteDatabase.Restoring(_path)))
        {
            return null; // nothing, or a restore that was cut off
        }

        var data = $"There is a database already: {_path}.";
        if (SqliteDatabase.WhatIsWrong(_path) is not null)
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
        await using var file = new FileStream(Taken, FileMode.Create, FileAccess.Write, FileShare.None);
        await content.CopyToAsync(file, cancel);
    }

    public override async Task<string?> PutAsync(CancellationToken cancel)
    {
        await NewInstallationAsync();
        Durable.Move(Taken, SqliteDatabase.Restoring(_path));
        var kept = $"{_path}.before-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        var hadOne = File.Exists(_path) || File.Exists($"{_path}-wal");
        foreach (var ending in Endings.Where(ending => File.Exists(_path + ending)))
        {
            Durable.Move(_path + ending, kept + ending);
        }

        File.Delete($"{_path}-shm"); // rebuilt from the others
        Durable.Move(SqliteDatabase.Restoring(_path), _path);
        return hadOne ? kept : null;
    }

    public override ValueTask DisposeAsync()
    {
        File.Delete(Taken);
        return ValueTask.CompletedTask;
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
    }
}
