using System.Globalization;
using Dapper;
using IntelliAvatar.Server.Persistence;
using Npgsql;

namespace IntelliAvatar.Server.Backups;

/// <summary>A PostgreSQL database, in one transaction: until its end others see that of before. A schema with tables of ours is renamed and kept.</summary>
internal sealed class PostgresTarget(DatabaseOptions options, BackupManifest manifest, TimeProvider time) : RestoreTarget
{
    private readonly ReadOnlyDatabase _database = new(options);
    private NpgsqlConnection _connection = null!;
    private string? _kept;
    private bool _isPrepared;

    public override async Task<string?> OpenAsync(CancellationToken cancel)
    {
        _connection = (NpgsqlConnection)await _database.OpenReaderAsync(cancel);
        await _connection.ExecuteAsync("BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0; SELECT pg_advisory_xact_lock(hashtextextended('schema', 0))", commandTimeout: 300);
        if (ForeignDatabase.InPostgres(_connection) is { } foreign)
        {
            throw new InvalidDataException(foreign);
        }

        if (await _connection.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'intelliavatar %' AND pid <> pg_backend_pid()") > 0)
        {
            throw new InvalidDataException("A server is running on this database. Stop it first.");
        }

        return await HasTablesAsync() && await _connection.ExecuteScalarAsync<long>(Rows) > 0 ? "There is a database of this server already." : null;
    }

    public override async Task TakeAsync(string name, Stream content, CancellationToken cancel)
    {
        await PrepareAsync();
        var table = name[BackupManifest.TableFolder.Length..^".copy".Length];
        if (!manifest.Tables.TryGetValue(table, out var columns) || !await _connection.ExecuteScalarAsync<bool>("SELECT to_regclass(@table) IS NOT NULL", new { table }))
        {
            await content.CopyToAsync(Stream.Null, cancel); // a table of the operator's own
            return;
        }

        await _connection.ExecuteAsync($"DELETE FROM {PostgresSnapshot.Quoted(table)}");
        await using var rows = await _connection.BeginRawBinaryCopyAsync(
            $"COPY {PostgresSnapshot.Quoted(table)} ({string.Join(", ", columns.Select(PostgresSnapshot.Quoted))}) FROM STDIN (FORMAT BINARY)", cancel);
        await content.CopyToAsync(rows, cancel);
    }

    public override async Task<string?> PutAsync(CancellationToken cancel)
    {
        await PrepareAsync();
        await _connection.ExecuteAsync("SELECT setval(pg_get_serial_sequence('jobs', 'seq'), GREATEST(max(seq), 1), count(*) > 0) FROM jobs");
        if (await _connection.ExecuteScalarAsync<bool>("SELECT to_regclass('installation') IS NOT NULL"))
        {
            await _connection.ExecuteAsync("UPDATE installation SET id = @id, beat = 0, token = ''", new { id = Guid.NewGuid().ToString("N") });
        }

        if (await _connection.ExecuteScalarAsync<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM information_schema.columns
                           WHERE table_schema = current_schema() AND table_name = 'jobs' AND column_name = 'at_risk')
            """))
        {
            await _connection.ExecuteAsync(BlameNoWorker);
        }

        await _connection.ExecuteAsync("COMMIT");
        return _kept;
    }

    public override async ValueTask DisposeAsync()
    {
        _database.Dispose();
        if (_connection is not null)
        {
            await _connection.DisposeAsync(); // what is not committed never was
        }
    }

    /// <summary>The tables as they were in the version that made the archive; the next start brings them up to date.</summary>
    private async Task PrepareAsync()
    {
        if (_isPrepared)
        {
            return;
        }

        _isPrepared = true;
        if (await HasTablesAsync())
        {
            var schema = (await _connection.ExecuteScalarAsync<string>("SELECT current_schema()"))!;
            var kept = $"before_restore_{time.GetUtcNow().ToString("yyyyMMdd_HHmmss_fff", CultureInfo.InvariantCulture)}";
            try
            {
                await _connection.ExecuteAsync($"ALTER SCHEMA {PostgresSnapshot.Quoted(schema)} RENAME TO {kept}; CREATE SCHEMA {PostgresSnapshot.Quoted(schema)}");
            }
            catch (PostgresException refused)
            {
                throw new InvalidDataException($"The schema {schema} cannot be renamed to keep it ({refused.MessageText}). Restore into an empty database instead.", refused);
            }

            _kept = $"the schema {kept}";
        }

        await _connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)");
        foreach (var (version, sql) in Migrations.After("Postgres", 0).TakeWhile(migration => migration.Version <= manifest.Schema))
        {
            await _connection.ExecuteAsync(sql);
            await _connection.ExecuteAsync("DELETE FROM schema_version; INSERT INTO schema_version VALUES (@version)", new { version });
        }
    }

    private Task<bool> HasTablesAsync() => _connection.ExecuteScalarAsync<bool>("SELECT to_regclass('schema_version') IS NOT NULL");
}
