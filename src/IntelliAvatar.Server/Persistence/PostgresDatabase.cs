using System.Data.Common;
using System.Threading.Channels;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IntelliAvatar.Server.Persistence;

/// <summary>A PostgreSQL database that any number of processes share.</summary>
public sealed class PostgresDatabase : Database
{
    private readonly NpgsqlDataSource _source;

    /// <exception cref="NpgsqlException">It cannot be reached, or lets us not in.</exception>
    public PostgresDatabase(IOptions<DatabaseOptions> options)
    {
        Connection = PostgresUrl.Parse(options.Value.Url).Connection!;
        _source = new NpgsqlDataSourceBuilder(Connection.ConnectionString).Build();
        try
        {
            Migrate();
        }
        catch
        {
            _source.Dispose();
            throw;
        }
    }

    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    public override string AnyOf(string parameter) => $"= ANY({parameter})";

    /// <summary>Words to be told; a word that is waiting already need not wait twice.</summary>
    internal Channel<string> Words { get; } = Channel.CreateBounded<string>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    internal NpgsqlConnectionStringBuilder Connection { get; }

    /// <summary>Which version answers at this address. Changes nothing.</summary>
    /// <exception cref="NpgsqlException">None does, or it lets us not in.</exception>
    public static async Task<string> VersionAsync(DatabaseOptions options, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(PostgresUrl.Parse(options.Url).Connection!.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancel);
        return connection.ServerVersion;
    }

    public override async Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var result = await work(connection);

        // Begun is begun: a commit that is called off may have happened.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    public override async Task<DbConnection> OpenReaderAsync(CancellationToken cancel) => await _source.OpenConnectionAsync(cancel);

    public override Task HoldAsync(DbConnection writing, string name) =>
        writing.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(@name, 0))", new { name });

    public override async Task<IAsyncDisposable?> TryTakeAsync(string name, CancellationToken cancel)
    {
        var connection = await _source.OpenConnectionAsync(cancel);
        try
        {
            if (await connection.ExecuteScalarAsync<bool>("SELECT pg_try_advisory_lock(hashtextextended(@name, 0))", new { name }))
            {
                return new Taken(connection, name);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    public override void Tell(string word) => Words.Writer.TryWrite(word);

    public override void Dispose() => _source.Dispose();

    /// <summary>Lets go of idle connections: those of a server that was restarted are dead.</summary>
    internal void Forget() => _source.Clear();

    private void Migrate()
    {
        using var connection = _source.OpenConnection();
        using var transaction = connection.BeginTransaction();

        // Of processes that start at once, one migrates; the others wait here and then find nothing to do.
        connection.Execute("SELECT pg_advisory_xact_lock(hashtextextended('schema', 0))", commandTimeout: 300);
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)");
        var applied = connection.ExecuteScalar<int?>("SELECT version FROM schema_version");
        foreach (var (version, sql) in Migrations.After("Postgres", applied ?? 0))
        {
            connection.Execute(sql, commandTimeout: 3600);
            connection.Execute("DELETE FROM schema_version; INSERT INTO schema_version VALUES (@version)", new { version });
        }

        transaction.Commit();
    }

    private sealed class Taken(NpgsqlConnection connection, string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
            {
                try
                {
                    await connection.ExecuteAsync("SELECT pg_advisory_unlock(hashtextextended(@name, 0))", new { name });
                }
                catch (NpgsqlException)
                {
                    // With its connection the name is free, too.
                }
            }
        }
    }
}
