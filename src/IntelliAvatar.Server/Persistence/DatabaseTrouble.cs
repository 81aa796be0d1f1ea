using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IntelliAvatar.Server.Persistence;

/// <summary>What the exceptions of the two databases mean to us.</summary>
internal static class DatabaseTrouble
{
    internal const int SqliteBusy = 5, SqliteCantOpen = 14;
    private const int SqliteNoRoomForIndex = 4874; // SQLITE_IOERR_SHMSIZE
    private const int SqliteLocked = 6, SqliteCorrupt = 11, SqliteFull = 13, SqliteNotADatabase = 26;

    /// <summary>PERM, NOMEM, READONLY, INTERRUPT, IOERR, CANTOPEN, PROTOCOL, NOLFS, AUTH: the disk, or the way to it.</summary>
    private static readonly HashSet<int> SqliteAway = [3, 7, 8, 9, 10, SqliteCantOpen, 15, 22, 23];

    /// <summary>
    /// Classes 08 connection, 28 authorization, 3D no such database, 53 resources, 55 prerequisites, 57 intervention of an operator, 58 system
    /// error, F0 configuration file.
    /// </summary>
    private static readonly HashSet<string> PostgresAway = ["08", "28", "3D", "53", "55", "57", "58", "F0"];

    /// <summary>Deadlock, and the end of a transaction or session that waited too long.</summary>
    private static readonly HashSet<string> PostgresAwayStates = ["25P03", "25P04", PostgresErrorCodes.ReadOnlySqlTransaction, "40001", "40P01", PostgresErrorCodes.InsufficientPrivilege];

    /// <summary>The database or the way to it failed; the same may go well in a moment.</summary>
    public static bool IsDatabaseTrouble(this Exception exception) => exception is DbException or TimeoutException or IOException or SocketException or UnauthorizedAccessException;

    /// <summary>The database cannot be reached, read or written: its server is starting, stopping or failing over, or its disk fails.</summary>
    public static bool IsDatabaseAway(this Exception exception) => exception switch
    {
        SqliteException broken => SqliteAway.Contains(broken.SqliteErrorCode),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => false,
        PostgresException refused => PostgresAwayStates.Contains(refused.SqlState) || PostgresAway.Contains(refused.SqlState[..2]),
        NpgsqlException or SocketException => true,
        _ => false,
    };

    /// <summary>
    /// Whether waiting may help at a start: nothing answers, or what answers is not ready. False: what answers refuses us, and a setting is wrong.
    /// </summary>
    public static bool IsDatabaseAbsent(this Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => true, // a standby, not promoted yet
        PostgresException refused => refused.SqlState[..2] is "08" or "53" or "57" or "58",
        AuthenticationException => false,
        SocketException or TimeoutException or IOException => true,
        AggregateException several => several.InnerExceptions.All(IsDatabaseAbsent),
        NpgsqlException { InnerException: { } reason } => IsDatabaseAbsent(reason),
        NpgsqlException alone => alone.Message.StartsWith("No suitable host", StringComparison.Ordinal),
        SqliteException => exception.IsDatabaseBusy() || exception.IsDatabaseFull(),
        _ => false,
    };

    /// <summary>PostgreSQL did not answer in time. Another question now would wait as long again.</summary>
    public static bool IsDatabaseSilent(this Exception exception) => exception is NpgsqlException { InnerException: TimeoutException };

    /// <summary>The database's file, or a part of it, is not what was written there.</summary>
    public static bool IsDatabaseDamaged(this Exception exception) =>
        exception is SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNotADatabase }
            or PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted };

    /// <summary>A text that PostgreSQL cannot store: with a NUL in it.</summary>
    public static bool IsUnstorableText(this Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire };

    public static bool IsDatabaseBusy(this Exception exception) => exception is SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked };

    public static bool IsDatabaseFull(this Exception exception) =>
        exception is SqliteException { SqliteErrorCode: SqliteFull } or SqliteException { SqliteExtendedErrorCode: SqliteNoRoomForIndex } or PostgresException { SqlState: PostgresErrorCodes.DiskFull };
}
