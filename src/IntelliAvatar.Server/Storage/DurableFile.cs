using System.ComponentModel;
using System.Runtime.InteropServices;

namespace IntelliAvatar.Server.Storage;

/// <summary>What must survive a power cut: fsync(2) and rename(2) with their errors.</summary>
/// <remarks>.NET's own <c>FlushToDisk</c> swallows the error of fsync, and its <c>File.Move</c> becomes a copy between file systems.</remarks>
public static class DurableFile
{
    private const int ReadOnly = 0;

    /// <summary>Moves a finished file to its final name, replacing what was there: all of it or nothing, and for good.</summary>
    /// <exception cref="IOException">The disk refused; the final name is untouched.</exception>
    public static void Move(string from, string to)
    {
        Sync(from);
        Rename(from, to);
    }

    /// <summary>
    /// Gives a finished, synced file a second, final name, replacing what was there: all of it or nothing, and for good. The first name
    /// stays, so that it can be done again. Where there are no hard links, or no more of this file, it is copied.
    /// </summary>
    /// <exception cref="IOException">The disk refused; the final name is untouched.</exception>
    public static void Name(string file, string name)
    {
        Rename(Second(file, $"{file}.{Guid.NewGuid():N}"), name);
    }

    /// <summary>
    /// Gives a file that never changes a second name, for good: all of it or nothing. What has the new name already stays.
    /// </summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Copy(string file, string name)
    {
        MakeFolderOf(name);
        if (!File.Exists(name) && Link(file, name) != 0 && !File.Exists(name))
        {
            Rename(Second(file, $"{name}.{Guid.NewGuid():N}"), name);
        }

        Sync(Path.GetDirectoryName(name)!);
    }

    /// <summary>Writes a file's (or folder's) contents to the disk itself.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Sync(string path)
    {
        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
        {
            throw Failed("open", path);
        }

        try
        {
            if (FSync(descriptor) != 0)
            {
                throw Failed("fsync", path);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>Makes a second file of the same content, on the disk itself: all of it or nothing.</summary>
    /// <exception cref="IOException">The disk refused; there is no second file.</exception>
    public static void Duplicate(string file, string second)
    {
        try
        {
            MakeFolderOf(second);
            File.Copy(file, second, overwrite: true);
            Sync(second);
        }
        catch
        {
            File.Delete(second);
            throw;
        }
    }

    private static string Second(string file, string name)
    {
        if (Link(file, name) != 0)
        {
            Duplicate(file, name);
        }

        return name;
    }

    private static void Rename(string from, string to)
    {
        MakeFolderOf(to);
        if (RenameCall(from, to) != 0)
        {
            throw Failed("rename", to);
        }

        Sync(Path.GetDirectoryName(to)!);
    }

    private static void MakeFolderOf(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            Sync(Path.GetDirectoryName(folder)!);
        }
    }

    private static IOException Failed(string call, string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{call} of {path} failed: {new Win32Exception(error).Message}", error);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FSync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string created);

    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int RenameCall(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
