using System.Data;
using System.Data.Common;
using Dapper;

namespace IntelliAvatar.Server.Persistence;

/// <summary>
/// The one database, on SQLite or PostgreSQL. Both speak the same SQL to us; what they do differently is here. Times are
/// milliseconds since 1970, and <c>now_ms()</c> is the present one: on PostgreSQL by the database's clock, never a node's.
/// </summary>
public abstract class Database : IDisposable
{
    static Database()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new UnixMilliseconds());
    }

    /// <summary>Words from other processes on this database. Hints: one may be lost, or be our own.</summary>
    public event Action<string>? Notified;

    /// <summary>The id of this database's <see cref="Persistence.Installation"/>.</summary>
    public string Installation { get; internal set; } = "";

    /// <summary>What a subquery that picks rows for an UPDATE ends with, so that two who pick at once pick different ones.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>What stands after a table to read it in the order of this index, where the planner would not see that by itself.</summary>
    public virtual string IndexHint(string index) => "";

    /// <summary>The same to find rows by their primary key.</summary>
    public virtual string NoIndexHint => "";

    /// <summary>The comparison with any element of a parameter that is a list.</summary>
    public abstract string AnyOf(string parameter);

    /// <summary>Runs <paramref name="work"/> in one write transaction and commits it. An exception rolls it back.</summary>
    public abstract Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel);

    /// <summary>Opens a connection that only reads; the caller disposes it.</summary>
    public abstract Task<DbConnection> OpenReaderAsync(CancellationToken cancel);

    /// <summary>Until this write transaction ends, others that lock the same name wait for it.</summary>
    public abstract Task LockAsync(DbConnection writing, string name);

    /// <summary>Takes a name that one process at a time may have, or gives null when another has it. Dispose it to give it back.</summary>
    public abstract Task<IAsyncDisposable?> TryLockAsync(string name, CancellationToken cancel);

    /// <summary>A new id, by which a file is known to be this database's.</summary>
    public string NewId(DateTimeOffset at) => IssuedId.Create(Installation, at);

    /// <summary>Tells the other processes, if this database can, that there is something to look at. Never waits, never fails.</summary>
    public virtual void Notify(string word)
    {
    }

    /// <summary>The schema version that this program brings a database to.</summary>
    public abstract int KnownSchema { get; }

    /// <summary>The schema version that the database has: a newer program may have upgraded it since the start.</summary>
    public abstract Task<int> SchemaAsync(CancellationToken cancel);

    public abstract void Dispose();

    internal void OnNotified(string word) => Notified?.Invoke(word);

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
