using Npgsql;

namespace IntelliAvatar.Server.Persistence;

/// <summary>
/// Whether PostgreSQL is known not to answer. Then one caller a second tries it, and all others fail at once instead of waiting in line
/// for the same time-out.
/// </summary>
internal sealed class PostgresOutage
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>A busy server may miss a single time-out.</summary>
    private const int Enough = 3;

    private volatile Exception? _reason;
    private int _failures;
    private long _nextTry;

    /// <exception cref="NpgsqlException">It did not answer a moment ago, and it is not this caller's turn to try.</exception>
    public void ThrowIfKnown()
    {
        if (_reason is not { } reason)
        {
            return;
        }

        var (now, next) = (TimeProvider.System.GetTimestamp(), Interlocked.Read(ref _nextTry));
        var isMine = now >= next && Interlocked.CompareExchange(ref _nextTry, now + (long)(Between.TotalSeconds * TimeProvider.System.TimestampFrequency), next) == next;
        if (!isMine)
        {
            throw new NpgsqlException(reason.Message, reason.InnerException ?? reason);
        }
    }

    /// <summary>Begins an outage, if the error says that nothing answers. A server that answers with an error does.</summary>
    public void Notice(Exception error)
    {
        if (error is not PostgresException && error.IsDatabaseAbsent() && !error.Message.Contains("pool has been exhausted", StringComparison.Ordinal)
            && Interlocked.Increment(ref _failures) >= Enough)
        {
            _reason = error;
        }
    }

    public void End()
    {
        Volatile.Write(ref _failures, 0);
        _reason = null;
    }
}
