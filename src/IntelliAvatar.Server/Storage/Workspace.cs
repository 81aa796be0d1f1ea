using System.Text;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Storage;

/// <summary>
/// This process's place for unfinished files, <c>{storage}/tmp/{instance}/</c>, on the file system of the finished ones (so that a
/// rename publishes them), and the sign that the process lives: a lock on <c>{storage}/tmp/{instance}.lock</c> that the kernel
/// drops the moment the process ends, however it ends.
/// </summary>
public sealed class Workspace : IDisposable
{
    /// <summary>In the storage folder.</summary>
    internal const string FolderName = "tmp";

    /// <summary>What our locks begin with. Other programs have locks of such names, too.</summary>
    internal const string Signature = "intelliavatar ";

    /// <summary>Another one after each start of the machine; empty where the system does not tell.</summary>
    private static readonly string ThisBoot = File.Exists("/proc/sys/kernel/random/boot_id") ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : "";

    private readonly string _all;
    private readonly Lock _gate = new();
    private FileStream? _lock;
    private volatile bool _locksWork, _isOpen;

    public Workspace(IOptions<StorageOptions> options)
    {
        _all = Path.Combine(options.Value.Folder, FolderName);
        Folder = Path.Combine(_all, Instance);
        WrittenFolders = options.Value.IsS3 ? [Folder] : [Folder, Path.Combine(options.Value.Folder, "outputs")];
        if (StorageFolders.Blocked(_all) is { } blocked)
        {
            throw new InvalidDataException($"The storage cannot be used: {blocked}");
        }

        if (!TryOpen())
        {
            SweepAtStart();
            TryOpen();
            return;
        }

        SweepAtStart();
    }

    /// <summary>The name under which this process owns jobs: 32 hexadecimal digits, new at every start.</summary>
    public string Instance { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Whether the folder and the lock are made. A full disk may have no room for them; until they are made the process must own no jobs.</summary>
    public bool IsOpen => _isOpen;

    public string Folder { get; }

    /// <summary>Where this process must be able to write: its folder, and the storage's, unless that is an object store. They may be different disks.</summary>
    public IReadOnlyList<string> WrittenFolders { get; }

    /// <summary>A path in the folder, which is made first. Nothing is written there in another way: a kill on a full disk would leave it for ever.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public string PathOf(string name)
    {
        Open();
        return Path.Combine(Folder, name);
    }

    /// <summary>A fresh, empty folder for one request or one attempt of a job. Disposing it removes it with all that is in it.</summary>
    public TempFolder NewScratch() => new(PathOf(Guid.NewGuid().ToString("N")));

    /// <summary>Makes the lock and the folder, unless they are made.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Open()
    {
        if (_isOpen)
        {
            return;
        }

        lock (_gate)
        {
            Directory.CreateDirectory(_all);
            if (_lock is null)
            {
                _lock = TakeLock();
                _locksWork = !IsFree(LockPath(Instance));
            }

            // First: what lies beside a lock that is not signed is never removed.
            Sign(_lock);
            Directory.CreateDirectory(Folder);
            _isOpen = true;
        }
    }

    /// <summary>Whether the process of that name still runs on this machine. Where the file system has no locks the answer is always yes.</summary>
    public bool IsAlive(string instance) =>
        instance == Instance || !_locksWork || (File.Exists(LockPath(instance)) && !IsFree(LockPath(instance)));

    /// <summary>The folders of the processes that run on a storage folder of this machine.</summary>
    public static IReadOnlyList<string> Living(string storage)
    {
        var all = Path.Combine(storage, FolderName);
        return !Directory.Exists(all) ? [] : [.. Directory.GetFiles(all, "*.lock").Where(path => File.Exists(path) && !IsFree(path)).Select(path => Path.ChangeExtension(path, null))];
    }

    /// <summary>Whether another process has its workspace here and runs.</summary>
    public bool HasLivingNeighbours() => LivingNeighbours().Any();

    /// <summary>The folders of the other processes that have their workspace here and run.</summary>
    public IEnumerable<string> LivingNeighbours() => !_locksWork ? [] : Directory.EnumerateFiles(_all, "*.lock")
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Where(other => other != Instance && IsInstance(other) && IsHeld(other))
        .Select(other => Path.Combine(_all, other));

    /// <summary>Whether the process of that name ran under this very kernel and has ended: its lock is here, made since the machine was started, and free.</summary>
    public bool IsDeadHere(string instance) => instance != Instance && _locksWork && BootOfFree(instance) is { Length: > 0 } boot && boot == ThisBoot;

    /// <summary>Whether the process of that name ended before the machine was started last.</summary>
    public bool EndedWithItsMachine(string instance) => instance != Instance && _locksWork && BootOfFree(instance) is { Length: > 0 } boot && boot != ThisBoot;

    /// <summary>Whether the process of that name holds its lock in this very folder.</summary>
    public bool IsHeld(string instance) => instance == Instance || (_locksWork && File.Exists(LockPath(instance)) && !IsFree(LockPath(instance)));

    /// <summary>Removes what processes left behind that no longer run: locks and folders of the names that we give, and nothing else.</summary>
    /// <param name="owners">Those whose jobs were not taken back yet: their locks stay, since they prove that their processes are dead.</param>
    public void SweepDead(IReadOnlyCollection<string>? owners = null) => RemoveDead(instance => owners?.Contains(instance) == true);

    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        if (_lock is not null)
        {
            File.Delete(LockPath(Instance));
            _lock.Dispose();
        }
    }

    private bool TryOpen()
    {
        try
        {
            Open();
            return true;
        }
        catch (IOException full) when (full.IsDiskFull())
        {
            return false;
        }
    }

    private void RemoveDead(Func<string, bool> keepsLock)
    {
        foreach (var path in Directory.Exists(_all) ? Directory.EnumerateFiles(_all, "*.lock") : [])
        {
            var instance = Path.GetFileNameWithoutExtension(path);
            if (!IsInstance(instance) || IsAlive(instance) || BootOfFree(instance) is null)
            {
                continue;
            }

            var folder = Path.Combine(_all, instance);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            if (!keepsLock(instance))
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>A host that only runs APIs has no rescuer that would do it. The locks stay: jobs may wait for what they prove.</summary>
    private void SweepAtStart()
    {
        try
        {
            RemoveDead(_ => true);
        }
        catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
        {
            // Another process sweeps at this moment, or the disk fails, which the first write says.
        }
    }

    private FileStream TakeLock()
    {
        var path = LockPath(Instance);
        while (true)
        {
            try
            {
                var held = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

                // A sweep between the making of the file and its locking takes it for a dead one's and removes it.
                if (File.Exists(path))
                {
                    return held;
                }

                held.Dispose();
            }
            catch (IOException) when (File.Exists(path))
            {
                // A sweep looked at the new file just now, and removes it.
            }
        }
    }

    /// <summary>Says whose the lock is, and under which kernel it is held.</summary>
    private static void Sign(FileStream held)
    {
        held.Position = 0;
        held.Write(Encoding.ASCII.GetBytes(Signature + ThisBoot));
        held.Flush();
    }

    /// <summary>Under which kernel the free lock of a process was held; null when there is none, it is held, or it is not signed.</summary>
    private string? BootOfFree(string instance)
    {
        try
        {
            using var free = new FileStream(LockPath(instance), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            var said = new byte[Signature.Length + 64];
            var text = Encoding.ASCII.GetString(said, 0, free.ReadAtLeast(said, said.Length, throwOnEndOfStream: false));
            return text.StartsWith(Signature, StringComparison.Ordinal) ? text[Signature.Length..] : null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsInstance(string name) => name.Length == 32 && name.All(char.IsAsciiHexDigitLower);

    private string LockPath(string instance) => Path.Combine(_all, instance + ".lock");

    private static bool IsFree(string path)
    {
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
