namespace IntelliAvatar.Server.Storage;

/// <summary>What an error of the disk means to us.</summary>
public static class DiskTrouble
{
    private const int NoSpace = 28; // ENOSPC
    private const int Quota = 122; // EDQUOT
    private const int OtherFileSystem = 18; // EXDEV

    /// <summary>
    /// EPERM, EIO, ENXIO, EAGAIN, ENOMEM, EACCES, EBUSY, ENODEV, ENFILE, EMFILE, EROFS (what a file system becomes by itself when its disk breaks), and
    /// of disks behind a network ENOLINK, ECOMM, EPROTO, ECONNABORTED, ECONNRESET, ENOTCONN, ESHUTDOWN, ETIMEDOUT, ECONNREFUSED, EHOSTDOWN, EHOSTUNREACH,
    /// ESTALE, EUCLEAN, EREMOTEIO, ENOMEDIUM.
    /// </summary>
    private static readonly HashSet<int> Away = [1, 5, 6, 11, 12, 13, 16, 19, 23, 24, 30, 67, 70, 71, 103, 104, 107, 108, 110, 111, 112, 113, 116, 117, 121, 123];

    /// <summary>Whether the error says that the disk, or the user's share of it, is full.</summary>
    public static bool IsDiskFull(this IOException error) => (error.HResult & 0xFFFF) is NoSpace or Quota;

    /// <summary>Whether a file cannot be renamed or linked there, since that place is on another file system.</summary>
    public static bool IsOtherFileSystem(this IOException error) => (error.HResult & 0xFFFF) is OtherFileSystem;

    /// <summary>Whether the error says that nothing can be read or written there at all, until it is repaired: a broken, read-only or missing disk.</summary>
    public static bool IsDiskAway(this Exception error) =>
        error is UnauthorizedAccessException or DirectoryNotFoundException or DriveNotFoundException
        || (error is IOException && Away.Contains(error.HResult & 0xFFFF));
}
