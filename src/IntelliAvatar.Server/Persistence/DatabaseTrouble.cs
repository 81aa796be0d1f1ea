using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IntelliAvatar.Server.Persistence;

/// <summary>What the exceptions of the two databases mean to us.</summary>
internal static class DatabaseTrouble
{
    private const int SqliteBusy = 5, SqliteLocked = 6, SqliteFull = 13;

    /// <summary>The database or the way to it failed; the same may go well in a moment.</summary>
    public static bool IsDatabaseTrouble(this Exception exception) => exception is DbException or TimeoutException or IOException;

    /// <summary>PostgreSQL cannot be reached, is starting, stopping or failing over, or has no room for us.</summary>
    public static bool IsDatabaseAway(this Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => true, // a standby, not promoted yet
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => false,
        PostgresException refused => refused.IsTransient || refused.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException broken => broken.IsTransient || broken.InnerException is IOException or TimeoutException or System.Net.Sockets.SocketException,
        _ => false,
    };

    /// <summary>A text that PostgreSQL cannot store: with a NUL in it.</summary>
    public static bool IsUnstorableText(this Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire };

    public static bool IsDatabaseBusy(this Exception exception) => exception is SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked };

    public static bool IsDatabaseFull(this Exception exception) =>
        exception is SqliteException { SqliteErrorCode: SqliteFull } or PostgresException { SqlState: PostgresErrorCodes.DiskFull };
}
