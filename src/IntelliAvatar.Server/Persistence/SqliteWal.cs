using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Dapper;
using Microsoft.Data.Sqlite;

namespace IntelliAvatar.Server.Persistence;

/// <summary>
/// Whether a write-ahead log that a killed server left belongs to the database file beside it. SQLite does not know: it replays the log
/// into whatever file is there, also into a copy that was put in its place. What must match is the first page, which every log of ours has.
/// </summary>
/// <remarks>
/// The first write into a new log counts up <c>application_id</c>, so logs and the states of the file are numbered. A copy by SQLite
/// itself (VACUUM INTO, .backup) has another schema cookie besides.
/// </remarks>
internal static class SqliteWal
{
    private const int HeaderBytes = 32, FrameHeaderBytes = 24;
    private const int ChangeCounter = 24, SchemaCookie = 40, ApplicationId = 68;
    private const int MostPageBytes = 65536;
    private const int PersistWal = 10; // SQLITE_FCNTL_PERSIST_WAL

    /// <summary>What is wrong, and what to do; null: nothing, or there is no log.</summary>
    public static string? Mismatch(string database)
    {
        var wal = new FileInfo(database + "-wal");
        if (!wal.Exists || wal.Length <= HeaderBytes)
        {
            return null;
        }

        if (!File.Exists(database))
        {
            return $"{database} is missing, but changes of it are still in {database}-wal. Put the file back where it was; or, to begin with an empty database, remove {database}-wal and {database}-shm.";
        }

        return Fits(FirstPage(database), wal.FullName)
            ? null
            : $"{database} and {database}-wal do not belong together: the file was replaced, probably by a copy, while changes of the one before were still in the -wal file. "
            + $"To go on with the file as it is now, remove {database}-wal and {database}-shm. To go on where the server was, put the file that was replaced back in its place.";
    }

    /// <summary>By what one log is told from the next; null: there is none yet.</summary>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static ulong? Salt(string database)
    {
        var header = new byte[HeaderBytes];
        try
        {
            using var file = Open(database + "-wal");
            return file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes ? null : BinaryPrimitives.ReadUInt64BigEndian(header.AsSpan(16));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new SqliteException($"The log of the database cannot be read: {broken.Message}", DatabaseTrouble.SqliteCantOpen);
        }
    }

    /// <summary>Writes all of the log into the file, as far as no other process needs the log at this moment.</summary>
    public static void WriteBack(SqliteConnection writer)
    {
        try
        {
            writer.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // What was committed is safe in the log; the next write, or the next start, tries again.
        }
    }

    /// <summary>
    /// Has the log and its index stay at the end, empty. On a disk that is full by then there is no room to make them, and without them nothing can be read.
    /// </summary>
    public static void Keep(SqliteConnection writer)
    {
        var isOn = 1;
        _ = FileControl(writer.Handle!.DangerousGetHandle(), null, PersistWal, ref isOn);
    }

    private static bool Fits(byte[] page, string wal)
    {
        byte[]? first = null;
        foreach (var logged in CommittedFirstPages(wal))
        {
            if (page.AsSpan(0, logged.Length).SequenceEqual(logged))
            {
                return true; // written back already, when a checkpoint was cut off
            }

            first ??= logged;
        }

        return first is null || IsStateBefore(page, first);
    }

    private static bool IsStateBefore(byte[] page, byte[] first)
    {
        var (number, next) = (Field(page, ApplicationId), Field(first, ApplicationId));
        var (cookie, nextCookie) = (Field(page, SchemaCookie), Field(first, SchemaCookie));
        return number == next

            // Another program has written first, which does not number: an older one, or a shell; perhaps a new schema.
            ? cookie == nextCookie || (cookie < nextCookie && Field(first, ChangeCounter) - Field(page, ChangeCounter) is 0 or 1)
            : (number == 0 || number + 1 == next) && cookie == nextCookie;
    }

    /// <summary>The first page as each committed transaction that changed it left it.</summary>
    private static IEnumerable<byte[]> CommittedFirstPages(string wal)
    {
        using var file = Open(wal);
        var header = new byte[HeaderBytes];
        file.ReadExactly(header);
        var pageBytes = (int)Field(header, 8);
        var sum = new Checksum(isBigEndian: (header[3] & 1) == 1);
        sum.Add(header.AsSpan(0, 24));
        if (!sum.Is(header, 24) || pageBytes is < 512 or > MostPageBytes)
        {
            yield break; // SQLite takes no frame of it, either
        }

        byte[]? pending = null;
        var frame = new byte[FrameHeaderBytes + pageBytes];
        while (file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length && frame.AsSpan(8, 8).SequenceEqual(header.AsSpan(16, 8)))
        {
            sum.Add(frame.AsSpan(0, 8));
            sum.Add(frame.AsSpan(FrameHeaderBytes));
            if (!sum.Is(frame, 16))
            {
                break;
            }

            pending = Field(frame, 0) == 1 ? frame[FrameHeaderBytes..] : pending;
            if (Field(frame, 4) != 0 && pending is not null)
            {
                yield return pending;
                pending = null;
            }
        }
    }

    private static byte[] FirstPage(string path)
    {
        using var file = Open(path);
        var page = new byte[MostPageBytes];
        _ = file.ReadAtLeast(page, page.Length, throwOnEndOfStream: false);
        return page;
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static uint Field(byte[] page, int at) => BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(at));

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(nint connection, [MarshalAs(UnmanagedType.LPUTF8Str)] string? database, int operation, ref int value);

    /// <summary>The running sum of a log, as https://sqlite.org/fileformat2.html#wal_file_format has it.</summary>
    private struct Checksum(bool isBigEndian)
    {
        private uint _one, _two;

        public void Add(ReadOnlySpan<byte> data)
        {
            for (var at = 0; at < data.Length; at += 8)
            {
                _one += Word(data[at..]) + _two;
                _two += Word(data[(at + 4)..]) + _one;
            }
        }

        public readonly bool Is(byte[] data, int at) =>
            BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at)) == _one && BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at + 4)) == _two;

        private readonly uint Word(ReadOnlySpan<byte> data) => isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(data) : BinaryPrimitives.ReadUInt32LittleEndian(data);
    }
}
