using Dapper;
using IntelliAvatar.Server.Persistence;
using Npgsql;

namespace IntelliAvatar.Server.Backups;

/// <summary>The rows of all tables in one transaction that sees one moment, as <c>COPY</c> writes them. Needs no tools of PostgreSQL's.</summary>
internal sealed class PostgresSnapshot : DatabaseSnapshot
{
    public static async Task<PostgresSnapshot> TakeAsync(DatabaseOptions options, string work, CancellationToken cancel)
    {
        using var database = new ReadOnlyDatabase(options);
        var connection = (NpgsqlConnection)await database.OpenReaderAsync(cancel);
        try
        {
            if (ForeignDatabase.InPostgres(connection) is { } foreign)
            {
                throw new InvalidDataException(foreign);
            }

            await connection.ExecuteAsync("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            var tables = (await connection.QueryAsync<(string Table, string Column)>(ForeignDatabase.PostgresColumns))
                .GroupBy(row => row.Table, row => row.Column, StringComparer.Ordinal)
                .Where(table => table.Key != "schema_version")
                .ToDictionary(table => table.Key, IReadOnlyList<string> (table) => [.. table], StringComparer.Ordinal);
            var files = new List<(string, string)>();
            foreach (var (table, columns) in tables)
            {
                var path = Path.Combine(work, $"{table}.copy");
                await using var file = File.Create(path);
                await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY {Quoted(table)} ({string.Join(", ", columns.Select(Quoted))}) TO STDOUT (FORMAT BINARY)", cancel);
                await rows.CopyToAsync(file, cancel);
                files.Add((BackupManifest.TableFile(table), path));
            }

            return new()
            {
                Schema = await connection.ExecuteScalarAsync<int>("SELECT version FROM schema_version"),
                Reader = connection,
                Tables = tables,
                Files = files,
            };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
