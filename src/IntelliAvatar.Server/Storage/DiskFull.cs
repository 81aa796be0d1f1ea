namespace IntelliAvatar.Server.Storage;

public static class DiskFull
{
    private const int NoSpace = 28; // ENOSPC
    private const int Quota = 122; // EDQUOT

    /// <summary>Whether the error says that the disk, or the user's share of it, is full.</summary>
    public static bool IsDiskFull(this IOException error) => (error.HResult & 0xFFFF) is NoSpace or Quota;
}
