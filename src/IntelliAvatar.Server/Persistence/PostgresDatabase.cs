using System.Data.Common;
using System.Net.Sockets;
using System.Threading.Channels;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IntelliAvatar.Server.Persistence;

/// <summary>A PostgreSQL database that any number of processes share.</summary>
public sealed class PostgresDatabase : Database
{
    /// <summary>A node that is cut off must not keep a row, a lock or its sign of life for the hours that TCP would give it.</summary>
    /// <remarks>By SQL and not by start-up parameters, which PgBouncer refuses.</remarks>
    private const string SessionSettings =
        "SET idle_in_transaction_session_timeout = '30s'; SET tcp_keepalives_idle = 20; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

    /// <summary>Npgsql's default.</summary>
    internal const int MostConnections = 100;

    private readonly PostgresPools _pools;
    private readonly PostgresOutage _outage = new();

    /// <exception cref="NpgsqlException">It cannot be reached, or lets us not in.</exception>
    /// <exception cref="InvalidDataException">Sessions do not last, or the database is of a newer version of the program.</exception>
    public PostgresDatabase(IOptions<DatabaseOptions> options)
    {
        Connection = PostgresUrl.Parse(options.Value.Url).Connection!;
        _pools = new(Connection, WithSettings);
        try
        {
            RefuseTransactionPooling();
            Migrate();
        }
        catch
        {
            _pools.Dispose();
            throw;
        }
    }

    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    public override string AnyOf(string parameter) => $"= ANY({parameter})";

    /// <summary>Words to be told; a word that is waiting already need not wait twice.</summary>
    internal Channel<string> Words { get; } = Channel.CreateBounded<string>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    internal NpgsqlConnectionStringBuilder Connection { get; }

    /// <summary>A connection outside the pool: whatever its session holds is gone as soon as it is disposed.</summary>
    /// <param name="name">What PostgreSQL shows it as.</param>
    internal async Task<NpgsqlConnection> OpenDedicatedAsync(string name, CancellationToken cancel)
    {
        // It notices by itself when the other end is silent.
        var settings = new NpgsqlConnectionStringBuilder(_pools.Settings.ConnectionString) { Pooling = false, KeepAlive = 10, ApplicationName = name };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            await connection.ExecuteAsync(new(SessionSettings, cancellationToken: cancel));
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        return await connection.TransactAsync(work, cancel);
    }

    public override async Task<DbConnection> OpenReaderAsync(CancellationToken cancel) => await OpenAsync(cancel);

    public override Task LockAsync(DbConnection writing, string name) =>
        writing.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(@name, 0))", new { name });

    public override async Task<IAsyncDisposable?> TryLockAsync(string name, CancellationToken cancel)
    {
        var connection = await OpenDedicatedAsync($"intelliavatar: {name}", cancel);
        try
        {
            if (await connection.ExecuteScalarAsync<bool>("SELECT pg_try_advisory_lock(hashtextextended(@name, 0))", new { name }))
            {
                return connection;
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

    public override void Notify(string word) => Words.Writer.TryWrite(word);

    public override int KnownSchema => Migrations.Latest("Postgres");

    public override async Task<int> SchemaAsync(CancellationToken cancel)
    {
        await using var reader = await OpenReaderAsync(cancel);
        return await reader.ExecuteScalarAsync<int>(new("SELECT version FROM schema_version", cancellationToken: cancel));
    }

    public override void Dispose() => _pools.Dispose();

    /// <summary>Lets go of idle connections: those of a server that was restarted are dead.</summary>
    internal void Forget() => _pools.Clear();

    private async Task<Bounded.NpgsqlConnection> OpenAsync(CancellationToken cancel)
    {
        _outage.ThrowIfKnown();
        try
        {
            var connection = await Bounded.NpgsqlConnection.OpenAsync(_pools.Latest, Connection.Timeout, _outage, cancel);
            _pools.Answered(connection.Host, connection.Port);
            return connection;
        }
        catch (Exception away) when (away is NpgsqlException or SocketException)
        {
            _outage.Notice(away);
            throw;
        }
    }

    private static NpgsqlDataSource WithSettings(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UsePhysicalConnectionInitializer(connection => connection.Execute(SessionSettings), connection => connection.ExecuteAsync(SessionSettings));
        return builder.Build();
    }

    /// <summary>
    /// Locks and notifications need sessions that last. A proxy that pools transactions gives the server connection of an idle client
    /// to the next one that begins a transaction: then both see the same backend, or the idle one gets another afterwards.
    /// </summary>
    private void RefuseTransactionPooling()
    {
        const string Backend = "SELECT pg_backend_pid()";
        const string Unusable =
            "Database:Url leads to a proxy that pools transactions or statements, which loses locks and notifications. "
            + "Set it to pool sessions (PgBouncer: pool_mode = session), or connect to PostgreSQL directly.";
        try
        {
            using var idle = _pools.Latest.OpenConnection();
            _pools.Answered(idle.Host, idle.Port);
            var before = idle.ExecuteScalar<int>(Backend);
            using var busy = _pools.Latest.OpenConnection();
            using var transaction = busy.BeginTransaction();
            if (busy.ExecuteScalar<int>(Backend) == before || idle.ExecuteScalar<int>(Backend) != before)
            {
                throw new InvalidDataException(Unusable);
            }
        }
        catch (PostgresException refused) when (refused.MessageText.Contains("statement pooling", StringComparison.Ordinal))
        {
            throw new InvalidDataException(Unusable, refused);
        }
    }

    private void Migrate()
    {
        using var connection = _pools.Latest.OpenConnection();
        using var transaction = connection.BeginTransaction();

        // Of processes that start at once, one migrates; the others wait here and then find nothing to do.
        connection.Execute("SELECT pg_advisory_xact_lock(hashtextextended('schema', 0))", commandTimeout: 300);
        if (ForeignDatabase.InPostgres(connection) is { } foreign)
        {
            throw new InvalidDataException(foreign);
        }

        connection.Execute("CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)");
        var applied = connection.ExecuteScalar<int?>("SELECT version FROM schema_version");
        foreach (var (version, sql) in Migrations.After("Postgres", applied ?? 0))
        {
            connection.Execute(sql, commandTimeout: 3600);
            connection.Execute("DELETE FROM schema_version; INSERT INTO schema_version VALUES (@version)", new { version });
        }

        Installation = connection.ExecuteScalar<string>("SELECT id FROM installation")!;
        transaction.Commit();
    }
}
