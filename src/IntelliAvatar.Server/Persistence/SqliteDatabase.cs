using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Persistence;

/// <summary>The SQLite file: one connection that writes, pooled read-only ones beside it.</summary>
/// <remarks>
/// WAL with <c>synchronous=FULL</c>: what was committed survives a power cut. Checkpoints never run by themselves but are taken
/// with the write lock held (<c>TRUNCATE</c>), because SQLite before 3.51.3 can corrupt the file when one connection
/// checkpoints while another writes, and a second process may share this file.
/// </remarks>
public sealed class SqliteDatabase : IDisposable
{
    private const long CheckpointAbove = 4 << 20;

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly string _path;
    private readonly SqliteConnection _writer;
    private readonly string _readerString;

    static SqliteDatabase()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new UnixMilliseconds());
    }

    public SqliteDatabase(IOptions<DatabaseOptions> options)
    {
        _path = options.Value.SqlitePath;
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);

        _writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, DefaultTimeout = 5 }.ToString());
        _writer.Open();
        _writer.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA foreign_keys = ON;");
        Migrator.Apply(_writer);

        _readerString = new SqliteConnectionStringBuilder { DataSource = _path, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = 5 }.ToString();
    }

    /// <summary>Whether SQLite's own check finds nothing wrong with the file. Reads all of it, changes nothing.</summary>
    /// <exception cref="SqliteException">It is no database, or cannot be read.</exception>
    public static bool IsIntact(string path)
    {
        using var reader = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        reader.Open();
        return reader.ExecuteScalar<string>("PRAGMA quick_check(1)") == "ok";
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one write transaction (<c>BEGIN IMMEDIATE</c>) and commits it. An exception rolls it back.
    /// While it runs nobody else writes to the database, in this process or another.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            using var transaction = _writer.BeginTransaction(IsolationLevel.Serializable, deferred: false);
            var result = work(_writer);
            transaction.Commit();
            Checkpoint();
            return result;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Opens a read-only connection; the caller disposes it.</summary>
    public SqliteConnection OpenReader()
    {
        var reader = new SqliteConnection(_readerString);
        reader.Open();
        return reader;
    }

    public void Dispose()
    {
        _writer.Dispose();
        using (var pool = new SqliteConnection(_readerString))
        {
            SqliteConnection.ClearPool(pool);
        }

        _writing.Dispose();
    }

    private void Checkpoint()
    {
        var wal = new FileInfo(_path + "-wal");
        if (wal.Exists && wal.Length > CheckpointAbove)
        {
            try
            {
                _writer.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            catch (SqliteException)
            {
                // What was committed is safe in the log; the next write tries again.
            }
        }
    }

    private sealed class UnixMilliseconds : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => DateTimeOffset.FromUnixTimeMilliseconds((long)value);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToUnixTimeMilliseconds();
        }
    }
}
