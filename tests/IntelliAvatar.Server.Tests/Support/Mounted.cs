using System.Diagnostics;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>A folder on a file system of its own, or with one's own rules. For root only; it is gone when disposed.</summary>
public sealed class Mounted : IDisposable
{
    private readonly string _folder;

    private Mounted(string folder) => _folder = folder;

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <summary>A small file system in memory.</summary>
    public static Mounted Small(string folder, int megabytes)
    {
        Directory.CreateDirectory(folder);
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder);
        return new Mounted(folder);
    }

    /// <summary>A real file system in a file.</summary>
    public static Mounted Image(string folder, string image, int megabytes)
    {
        Directory.CreateDirectory(folder);
        using (var file = File.Create(image))
        {
            file.SetLength((long)megabytes << 20);
        }

        Run("mkfs.ext4", "-q", "-m", "0", "-b", "4096", image);
        Run("mount", "-o", "loop", image, folder);
        return new Mounted(folder);
    }

    /// <summary>What is there can be read; nothing can be written, as after an error of the disk.</summary>
    public static Mounted ReadOnly(string folder)
    {
        // Made read-only where nobody writes: a mount with a file open for writing is busy. A bind of a read-only mount is read-only too.
        var stage = Directory.CreateTempSubdirectory("intelliavatar-test-").FullName;
        Run("mount", "--bind", folder, stage);
        Run("mount", "-o", "remount,bind,ro", stage);
        Run("mount", "--bind", stage, folder);
        Run("umount", stage);
        Directory.Delete(stage);
        return new Mounted(folder);
    }

    /// <summary>Takes all the room there is.</summary>
    public void Fill()
    {
        // Most of it by reservation, which takes no time; the rest by writing.
        var room = new DriveInfo(_folder).AvailableFreeSpace - (2 << 20);
        new FileStream(Ballast, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, PreallocationSize = Math.Max(0, room) }).Dispose();
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var piece in new[] { 1 << 20, 4 << 10, 1 })
        {
            try
            {
                while (true)
                {
                    ballast.Write(new byte[piece]);
                }
            }
            catch (IOException)
            {
                // That much does not fit any more.
            }
        }
    }

    public void Free() => File.Delete(Ballast);

    public void Dispose() => Run("umount", "--lazy", _folder);

    private static void Run(string program, params string[] arguments)
    {
        using var run = Process.Start(program, arguments);
        run.WaitForExit();
        Assert.Equal(0, run.ExitCode);
    }
}
