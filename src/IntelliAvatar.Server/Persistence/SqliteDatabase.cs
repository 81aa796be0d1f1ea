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

    /// <summary>A file up to this size is checked whole when it is opened, which takes a second at most.</summary>
    private const long CheckedWhole = 128 << 20;

    private const int Corrupt = 11, NoDatabase = 26;

    /// <summary>How long to wait for another process, and how long in line for that: together less than a request may take.</summary>
    private const int BusySeconds = 3;
    private static readonly TimeSpan LongestLine = TimeSpan.FromSeconds(4);

    private const string Savepoint = "turn";
    private const int MostTogether = 100;

    /// <summary>Reading a file past SQLite takes away its locks in this process: what is open here already is not looked at again.</summary>
    private static readonly ConcurrentDictionary<string, int> OpenHere = new(StringComparer.Ordinal);

    private readonly ConcurrentQueue<QueuedWrite> _turns = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TimeProvider _time;
    private readonly string _path;
    private readonly SqliteConnection _writer;
    private readonly string _readerString;
    private ulong? _salt;

    public SqliteDatabase(IOptions<DatabaseOptions> options, TimeProvider time)
    {
        _time = time;
        _path = options.Value.SqlitePath;
        if (OpenHere.AddOrUpdate(_path, 1, (_, open) => open + 1) == 1 && SqliteFile.WhatIsWrong(_path) is { } wrong)
        {
            Leave();
            throw new InvalidDataException(wrong);
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            _writer = Open(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, DefaultTimeout = 5 }.ToString());
            Prepare();
        }
        catch (Exception failed)
        {
            Leave();
            _writer?.Dispose();
            throw failed switch
            {
                SqliteException { SqliteErrorCode: Corrupt or NoDatabase } => Damaged(failed.Message),
                SqliteException { SqliteErrorCode: DatabaseTrouble.SqliteCantOpen } =>
                    new InvalidDataException($"The database {_path} cannot be opened. Look at the rights of the file and of its folder. ({failed.Message})", failed),
                _ => failed,
            };
        }

        Installation = _writer.ExecuteScalar<string>("SELECT id FROM installation")!;
        _writer.DefaultTimeout = BusySeconds;

        _readerString = new SqliteConnectionStringBuilder { DataSource = _path, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = BusySeconds }.ToString();
    }

    /// <summary>Nothing: there is only one writer at a time.</summary>
    public override string SkipLocked => "";

    // It knows no statistics, and takes any index with the state in it for as good: then it sorts all that waits for every claim.
    public override string IndexHint(string index) => $"INDEXED BY {index}";

    public override string NoIndexHint => "NOT INDEXED";

    public override string AnyOf(string parameter) => $"IN {parameter}";

    /// <summary>
    /// The transaction is <c>BEGIN IMMEDIATE</c>: while it runs nothing else writes to the database, in this process or another. Those who waited
    /// meanwhile share the next one, each behind a savepoint, and its one commit: bringing that to the disk is what takes long.
    /// </summary>
    public override async Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel)
    {
        var result = default(T);
        var mine = new QueuedWrite(async () => result = await work(_writer));
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
            // It is being written: begun is begun.
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

    public override Task LockAsync(DbConnection writing, string name) => Task.CompletedTask; // the write transaction excludes everybody

    /// <summary>Always given: what is done under a name is decided in write transactions, which exclude each other.</summary>
    public override Task<IAsyncDisposable?> TryLockAsync(string name, CancellationToken cancel) => Task.FromResult<IAsyncDisposable?>(new Given());

    public override int KnownSchema => Migrations.Latest("Sqlite");

    public override async Task<int> SchemaAsync(CancellationToken cancel)
    {
        await using var reader = await OpenReaderAsync(cancel);
        return await reader.ExecuteScalarAsync<int>(new("PRAGMA user_version", cancellationToken: cancel));
    }

    public override void Dispose()
    {
        Leave();
        using (var pool = new SqliteConnection(_readerString))
        {
            SqliteConnection.ClearPool(pool);
        }

        SqliteWal.WriteBack(_writer);
        _writer.Dispose();
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
        var turns = new List<QueuedWrite>();
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
            var salt = NumberLog();
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
            _salt = salt;
            Checkpoint();
        }
        catch (Exception all)
        {
            broken = all;
        }

        turns.ForEach(turn => turn.End(broken));
    }

    private void Leave() => OpenHere.AddOrUpdate(_path, 0, (_, open) => open - 1);

    /// <summary>Counts up the number of the log with the first write into it, so that it is known which state of the file it continues.</summary>
    /// <returns>By what the log is known now.</returns>
    private ulong? NumberLog()
    {
        var salt = SqliteWal.Salt(_path);
        if (salt is null || salt != _salt)
        {
            var number = _writer.ExecuteScalar<long>("PRAGMA application_id");
            _writer.Execute($"PRAGMA application_id = {(number is > 0 and < int.MaxValue ? number + 1 : Random.Shared.Next(1, 1 << 30))}");
        }

        return salt;
    }

    private InvalidDataException Damaged(string why) =>
        new($"The database file {_path} is damaged ({why}). Restore it from a backup with ./avatar restore, or put a copy in its place and remove {_path}-wal and {_path}-shm.");

    private void Prepare()
    {
        // The journal mode is written into the file, so another's file is recognised before.
        if (ForeignDatabase.InSqlite(_writer) is { } foreign)
        {
            throw new InvalidDataException(foreign);
        }

        _writer.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA foreign_keys = ON;");

        if (new FileInfo(_path).Length <= CheckedWhole && _writer.ExecuteScalar<string>("PRAGMA quick_check(1)") is var checkedAs and not "ok")
        {
            throw Damaged(checkedAs!.ReplaceLineEndings(" "));
        }

        SqliteWal.Keep(_writer);
        var isCurrent = _writer.ExecuteScalar<int>("PRAGMA user_version") >= KnownSchema;
        try
        {
            // By itself: the new schema must not be in the first write of a log.
            using var numbering = _writer.BeginTransaction(deferred: false);
            NumberLog();
            numbering.Commit();
        }
        catch (SqliteException full) when (isCurrent && full.IsDatabaseFull())
        {
            return; // It can be read, and the first write numbers the log.
        }

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
            SqliteWal.WriteBack(_writer);
        }
    }

    private sealed class Given : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
