using System.Net.Sockets;
using System.Reflection;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>An error of SQLite's disk was answered with 500 internal_error, and so was much else that passes by itself.</summary>
public sealed class TroubleAnswerTests
{
    public static TheoryData<Exception, int, string> Troubles { get; } = new()
    {
        { new SqliteException("disk I/O error", 10), 503, "database_unavailable" },
        { new SqliteException("disk I/O error", 10, 1034), 503, "database_unavailable" },
        { new SqliteException("unable to open database file", 14), 503, "database_unavailable" },
        { new SqliteException("attempt to write a readonly database", 8), 503, "database_unavailable" },
        { new SqliteException("access permission denied", 3), 503, "database_unavailable" },
        { new SqliteException("out of memory", 7), 503, "database_unavailable" },
        { new SqliteException("locking protocol", 15), 503, "database_unavailable" },
        { new SqliteException("database is locked", 5), 503, "database_busy" },
        { new SqliteException("database or disk is full", 13), 507, "storage_full" },
        { new SqliteException("database disk image is malformed", 11), 503, "database_damaged" },
        { new SqliteException("file is not a database", 26), 503, "database_damaged" },
        { Postgres("57P01"), 503, "database_unavailable" },
        { Postgres("57014"), 503, "database_unavailable" },
        { Postgres("25P03"), 503, "database_unavailable" },
        { Postgres("53300"), 503, "database_unavailable" },
        { Postgres("58030"), 503, "database_unavailable" },
        { Postgres("28P01"), 503, "database_unavailable" },
        { Postgres("3D000"), 503, "database_unavailable" },
        { Postgres("42501"), 503, "database_unavailable" },
        { Postgres("53100"), 507, "storage_full" },
        { Postgres("XX001"), 503, "database_damaged" },
        { new NpgsqlException("The connection pool has been exhausted", new TimeoutException()), 503, "database_unavailable" },
        { new NpgsqlException("Several hosts", new AggregateException(new SocketException(111), new SocketException(113))), 503, "database_unavailable" },
        { new NpgsqlException("Received an unexpected message"), 503, "database_unavailable" },
        { new SocketException((int)SocketError.HostNotFound), 503, "database_unavailable" },
        { new AggregateException(new SqliteException("disk I/O error", 10)), 503, "database_unavailable" },
        { new TargetInvocationException(new SqliteException("disk I/O error", 10)), 503, "database_unavailable" },
        { new StorageAwayException("reading a file"), 503, "storage_unavailable" },
        { Disk(5), 503, "storage_unavailable" },
        { Disk(30), 503, "storage_unavailable" },
        { Disk(24), 503, "storage_unavailable" },
        { Disk(107), 503, "storage_unavailable" },
        { Disk(116), 503, "storage_unavailable" },
        { Disk(28), 507, "storage_full" },
        { new UnauthorizedAccessException("Access to the path is denied."), 503, "storage_unavailable" },
        { new DirectoryNotFoundException("Could not find a part of the path."), 503, "storage_unavailable" },
        { new IOException("It broke."), 503, "storage_unavailable" },
        { new ObjectDisposedException("the database"), 503, "interrupted" },
        { new TaskCanceledException("A task was cancelled."), 503, "interrupted" },
        { new TimeoutException("The operation has timed out."), 503, "interrupted" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public void Trouble_of_a_disk_a_database_or_a_store_has_its_own_code_and_a_sentence(Exception trouble, int status, string code)
    {
        var answer = Problems.Explain(trouble);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.EndsWith(".", answer.Detail);
        Assert.DoesNotContain(trouble.Message, answer.Detail);
    }

    [Fact]
    public void A_bug_is_still_an_internal_error()
    {
        Exception[] bugs = [new InvalidOperationException("No."), Postgres("23505"), Postgres("42601"), new SqliteException("constraint failed", 19), new SqliteException("SQL logic error", 1)];

        Assert.All(bugs, bug => Assert.Equal((500, "internal_error"), (Problems.Explain(bug).Status, Problems.Explain(bug).Code)));
    }

    private static PostgresException Postgres(string state) => new("It failed.", "FATAL", "FATAL", state);

    private static IOException Disk(int error) => new("It failed.", error);
}
