using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IntelliAvatar.Server.Persistence;

/// <summary>The database as it is, for looking only: nothing is made, migrated or written.</summary>
internal sealed class ReadOnlyDatabase(DatabaseOptions options) : Database
{
    public override string SkipLocked => "";

    public override string AnyOf(string parameter) => options.IsPostgres ? $"= ANY({parameter})" : $"IN {parameter}";

    public override async Task<DbConnection> OpenReaderAsync(CancellationToken cancel)
    {
        DbConnection connection = options.IsPostgres
            ? new NpgsqlConnection(PostgresUrl.Parse(options.Url).Connection!.ConnectionString + ";Pooling=false")
            : new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = options.SqlitePath, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override int KnownSchema => Migrations.Latest(options.IsPostgres ? "Postgres" : "Sqlite");

    public override Task<int> SchemaAsync(CancellationToken cancel) => throw new NotSupportedException();

    public override Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel) => throw new NotSupportedException();

    public override Task LockAsync(DbConnection writing, string name) => throw new NotSupportedException();

    public override Task<IAsyncDisposable?> TryLockAsync(string name, CancellationToken cancel) => throw new NotSupportedException();

    public override void Dispose()
    {
    }
}
