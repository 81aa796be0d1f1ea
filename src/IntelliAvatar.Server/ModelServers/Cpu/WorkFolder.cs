namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>A folder of this process alone, gone with it: orderly at the end, or swept by the next server when we were killed.</summary>
internal sealed class WorkFolder : IDisposable
{
    private const string Prefix = "intelliavatar-work-";
    private const string LockName = "in-use";
    private static readonly TimeSpan TimeToLock = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder;
    private readonly FileStream _lock;

    private WorkFolder(DirectoryInfo folder, FileStream @lock) => (_folder, _lock) = (folder, @lock);

    /// <summary>Makes one under <paramref name="root"/> and removes those that dead servers left there.</summary>
    public static WorkFolder Create(string? root, TimeProvider clock)
    {
        root ??= Path.GetTempPath();
        Directory.CreateDirectory(root);
        foreach (var folder in Directory.EnumerateDirectories(root, Prefix + "*").Where(IsOurs))
        {
            SweepIfAbandoned(folder, clock);
        }

        var mine = new DirectoryInfo(Path.Combine(root, $"{Prefix}{Guid.NewGuid():N}"));
        if (OperatingSystem.IsWindows())
        {
            mine.Create();
        }
        else
        {
            Directory.CreateDirectory(mine.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new WorkFolder(mine, Lock(mine.FullName));
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose()
    {
        _lock.Dispose();
        _folder.Delete(recursive: true);
    }

    private static bool IsOurs(string folder) => Path.GetFileName(folder)[Prefix.Length..] is { Length: 32 } name && name.All(char.IsAsciiHexDigitLower);

    /// <summary>Held as long as the process lives, however it ends.</summary>
    private static FileStream Lock(string folder) => new(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);

    private static void SweepIfAbandoned(string folder, TimeProvider clock)
    {
        try
        {
            // One that was made a moment ago may not have its lock yet.
            if (Directory.GetCreationTimeUtc(folder) > (clock.GetUtcNow() - TimeToLock).UtcDateTime && !File.Exists(Path.Combine(folder, LockName)))
            {
                return;
            }

            using (Lock(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
        {
            // Another server lives in it, or it belongs to another user.
        }
    }
}
