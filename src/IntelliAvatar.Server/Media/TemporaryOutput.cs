using System.ComponentModel;
using System.Runtime.InteropServices;

namespace IntelliAvatar.Server.Media;

/// <summary>A file being written beside its final place. It appears there whole and on disk, or not at all.</summary>
internal sealed partial class TemporaryOutput(string finalPath) : IDisposable
{
    private const int ReadOnly = 0;
    private const int NoSpaceLeft = 28;

    /// <summary>Where to write.</summary>
    public string Path { get; } = System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(finalPath))!, $".{Guid.NewGuid():N}.part");

    /// <summary>Makes the file durable, then visible under its final name, replacing what was there.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    public void Publish()
    {
        Flush(Path);
        File.Move(Path, finalPath, overwrite: true);
        Flush(System.IO.Path.GetDirectoryName(Path)!);
    }

    public void Dispose() => File.Delete(Path);

    /// <summary>Whether an exception of a file operation means that the disk is full.</summary>
    public static bool IsDiskFull(IOException exception) => (exception.HResult & 0xFFFF) == NoSpaceLeft;

    // The framework's own flush raises nothing when fsync fails, and cannot open a directory.
    private static void Flush(string path)
    {
        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
        {
            throw Failure(path);
        }

        try
        {
            if (FSync(descriptor) != 0)
            {
                throw Failure(path);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{path}: {new Win32Exception(error).Message}", error);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
