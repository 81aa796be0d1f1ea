namespace IntelliAvatar.Server.Storage;

/// <summary>What an error of the disk means to us.</summary>
public static class DiskTrouble
{
    private const int BrokenDevice = 5; // EIO
    private const int NoSpace = 28; // ENOSPC
    private const int ReadOnly = 30; // EROFS: also what a file system becomes by itself when its disk breaks
    private const int Quota = 122; // EDQUOT

    /// <summary>Whether the error says that the disk, or the user's share of it, is full.</summary>
    public static bool IsDiskFull(this IOException error) => (error.HResult & 0xFFFF) is NoSpace or Quota;

    /// <summary>Whether the error says that nothing can be written there at all, until somebody mends it.</summary>
    public static bool IsDiskAway(this IOException error) => (error.HResult & 0xFFFF) is ReadOnly or BrokenDevice;
}
