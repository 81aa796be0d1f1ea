using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
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
public sealed class SqliteDatabase : Database
{
    private const long CheckpointAbove = 4 << 20;

    /// <summary>How long to wait for another process, and how long in line for that: together less than a request may take.</summary>
    private const int BusySeconds = 3;
    private static readonly TimeSpan LongestLine = TimeSpan.FromSeconds(4);

    private const string Savepoint = "turn";
    private const int MostTogether = 100;

    private readonly ConcurrentQueue<SqliteTurn> _turns = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TimeProvider _time;
    private readonly string _path;
    private readonly SqliteConnection _writer;
    private readonly string _readerString;

    public SqliteDatabase(IOptions<DatabaseOptions> options, TimeProvider time)
    {
        _time = time;
        _path = options.Value.SqlitePath;
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);

        _writer = Open(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, DefaultTimeout = 5 }.ToString());
        _writer.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA foreign_keys = ON;");
        Migrate();
        _writer.DefaultTimeout = BusySeconds;

        _readerString = new SqliteConnectionStringBuilder { DataSource = _path, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = BusySeconds }.ToString();
    }

    /// <summary>Nothing: there is only one writer at a time.</summary>
    public override string SkipLocked => "";

    // It knows no statistics, and takes any index with the state in it for as good: then it sorts all that waits for every claim.
    public override string ReadBy(string index) => $"INDEXED BY {index}";

    public override string ReadByKey => "NOT INDEXED";

    public override string AnyOf(string parameter) => $"IN {parameter}";

    /// <summary>Whether SQLite's own check finds nothing wrong with the file. Reads all of it, changes nothing.</summary>
    /// <exception cref="SqliteException">It is no database, or cannot be read.</exception>
    public static bool IsIntact(string path)
    {
        using var reader = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        reader.Open();
        return reader.ExecuteScalar<string>("PRAGMA quick_check(1)") == "ok";
    }

    /// <summary>
    /// The transaction is <c>BEGIN IMMEDIATE</c>: while it runs nobody else writes to the database, in this process or another. Those who waited
    /// meanwhile share the next one, each behind a savepoint, and its one commit: bringing that to the disk is what takes long.
    /// </summary>
    public override async Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel)
    {
        var result = default(T);
        var mine = new SqliteTurn(async () => result = await work(_writer));
        _turns.Enqueue(mine);
        bool isFirst;
        try
        {
            isFirst = await _writing.WaitAsync(LongestLine, cancel);
        }
        catch (OperationCanceledException) when (mine.TryTake())
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            // Somebody is writing it: begun is begun.
            await mine.Ended;
            return result!;
        }

        if (!isFirst)
        {
            if (mine.TryTake())
            {
                throw new SqliteException("Those in line before took too long.", DatabaseTrouble.SqliteBusy);
            }

            await mine.Ended;
            return result!;
        }

        try
        {
            await WriteWaitingAsync();
        }
        finally
        {
            _writing.Release();
        }

        await mine.Ended;
        return result!;
    }

    public override Task<DbConnection> OpenReaderAsync(CancellationToken cancel) => Task.FromResult<DbConnection>(Open(_readerString));

    public override Task HoldAsync(DbConnection writing, string name) => Task.CompletedTask; // the write transaction excludes everybody

    /// <summary>Always given: what is done under a name is decided in write transactions, which exclude each other.</summary>
    public override Task<IAsyncDisposable?> TryTakeAsync(string name, CancellationToken cancel) => Task.FromResult<IAsyncDisposable?>(new Given());

    public override int KnownSchema => Migrations.Latest("Sqlite");

    public override async Task<int> SchemaAsync(CancellationToken cancel)
    {
        await using var reader = await OpenReaderAsync(cancel);
        return await reader.ExecuteScalarAsync<int>(new("PRAGMA user_version", cancellationToken: cancel));
    }

    public override void Dispose()
    {
        _writer.Dispose();
        using (var pool = new SqliteConnection(_readerString))
        {
            SqliteConnection.ClearPool(pool);
        }

        _writing.Dispose();
    }

    private SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.CreateFunction("now_ms", () => _time.GetUtcNow().ToUnixTimeMilliseconds());
        return connection;
    }

    private async Task WriteWaitingAsync()
    {
        var turns = new List<SqliteTurn>();
        while (turns.Count < MostTogether && _turns.TryDequeue(out var next))
        {
            if (next.TryTake())
            {
                turns.Add(next);
            }
        }

        if (turns.Count == 0)
        {
            return; // one who waited longer has done it
        }

        Exception? broken = null;
        try
        {
            await using var transaction = _writer.BeginTransaction(IsolationLevel.Serializable, deferred: false);
            foreach (var turn in turns)
            {
                transaction.Save(Savepoint);
                if (!await turn.TryAsync())
                {
                    transaction.Rollback(Savepoint);
                }

                transaction.Release(Savepoint);
            }

            transaction.Commit();
            Checkpoint();
        }
        catch (Exception all)
        {
            broken = all;
        }

        turns.ForEach(turn => turn.End(broken));
    }

    private void Migrate()
    {
        // One transaction for all: of two processes that start at once, the second waits here and then finds nothing to do.
        using var transaction = _writer.BeginTransaction(deferred: false);
        foreach (var (version, sql) in Migrations.After("Sqlite", _writer.ExecuteScalar<int>("PRAGMA user_version")))
        {
            _writer.Execute(sql);
            _writer.Execute($"PRAGMA user_version = {version}");
        }

        transaction.Commit();
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

    private sealed class Given : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
