using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace IntelliAvatar.Server.Storage;

/// <summary>What a file keeps when it is moved, and what a copy of it does not share: its number on its file system, and when it was made. The framework does not tell them.</summary>
internal static class FileIdentity
{
    // From linux/stat.h: struct statx, which is the same on every processor.
    private const int WorkingDirectory = -100;
    private const uint Number = 0x100, Birth = 0x800;
    private const int Size = 256, MaskAt = 0, NumberAt = 32, BirthAt = 80;

    /// <summary>Links are followed. Null: there is no such file, or the system does not tell.</summary>
    public static string? Of(string path)
    {
        var found = new byte[Size];
        try
        {
            if (!OperatingSystem.IsLinux() || Look(WorkingDirectory, Encoding.UTF8.GetBytes(path + '\0'), 0, Number | Birth, found) != 0)
            {
                return null;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return null; // an older C library
        }

        var told = BinaryPrimitives.ReadUInt32LittleEndian(found.AsSpan(MaskAt));
        if (!BitConverter.IsLittleEndian || (told & Number) == 0)
        {
            return null;
        }

        var born = (told & Birth) == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $" {BinaryPrimitives.ReadInt64LittleEndian(found.AsSpan(BirthAt))}.{BinaryPrimitives.ReadUInt32LittleEndian(found.AsSpan(BirthAt + 8))}");
        return BinaryPrimitives.ReadUInt64LittleEndian(found.AsSpan(NumberAt)).ToString(CultureInfo.InvariantCulture) + born;
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Look(int folder, byte[] path, int flags, uint wanted, byte[] found);
}
