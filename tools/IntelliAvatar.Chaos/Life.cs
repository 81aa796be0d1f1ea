using System.Collections.Concurrent;

namespace IntelliAvatar.Chaos;

/// <summary>How a process ended.</summary>
internal enum End
{
    /// <summary>It runs.</summary>
    None,

    /// <summary>kill -9 by a fault.</summary>
    Killed,

    /// <summary>SIGTERM by a fault.</summary>
    Stopped,

    /// <summary>Without an order.</summary>
    ByItself,
}

/// <summary>One process of a node, from its start to its end. Times are milliseconds since 1970, as the database's.</summary>
internal sealed class Life(string node, int pid)
{
    private readonly ConcurrentQueue<(long From, long To)> _freezes = [];

    public string Node { get; } = node;

    public int Pid { get; } = pid;

    /// <summary>The name under which it owns jobs; null: not known yet.</summary>
    public string? Instance { get; set; }

    public End End { get; private set; }

    public long EndedAt { get; private set; } = long.MaxValue;

    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public void EndBy(End end)
    {
        if (End == End.None)
        {
            (End, EndedAt) = (end, Now);
        }
    }

    public void Froze(long from, long to) => _freezes.Enqueue((from, to));

    /// <summary>For how many milliseconds it was frozen in that time.</summary>
    public long FrozenIn(long from, long to) => _freezes.Sum(freeze => Math.Max(0, Math.Min(to, freeze.To) - Math.Max(from, freeze.From)));

    /// <summary>The name under which a process owns jobs is that of the lock file it has open.</summary>
    public void FindInstance()
    {
        try
        {
            Instance ??= Directory.EnumerateFileSystemEntries($"/proc/{Pid}/fd")
                .Select(link => new FileInfo(link).LinkTarget)
                .Where(path => path?.EndsWith(".lock", StringComparison.Ordinal) == true && path.Contains("/tmp/", StringComparison.Ordinal))
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .FirstOrDefault(name => name?.Length == InstanceLength);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It has ended.
        }
    }

    private const int InstanceLength = 32;
}
