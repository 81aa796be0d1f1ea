using System.Buffers.Binary;

namespace IntelliAvatar.Server.Media;

/// <summary>Copies a BMP or TIFF whose header says no more than its bytes can be.</summary>
internal static class BitmapCopy
{
    private const int LongestDirectory = 64 << 10, OldHeader = 12, FewestBytes = 3;

    /// <summary>A file header of 14 bytes, then BITMAPCOREHEADER (12 bytes, sizes of 16 bits) or one of its longer successors (32 bits; a negative height is one from above).</summary>
    public static StillPicture MakeBmp(Stream file, Stream copy, long mostPixels)
    {
        var header = new byte[30];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
        {
            return new(0, 0, 1, StillPicture.Cut);
        }

        var (width, height) = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(14)) == OldHeader
            ? (BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(18)), BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(20)))
            : (BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(18)), BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(22)));
        return Copy(file, copy, new StillPicture(Positive(width), Positive(height), 1, null) { IsOpaque = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28)) < 32 }, mostPixels);
    }

    public static StillPicture MakeTiff(Stream file, Stream copy, long mostPixels)
    {
        const int Width = 256, Height = 257, Orientation = 274, ExtraSamples = 338;
        var directory = ReadDirectory(file);
        return StillPicture.TiffNumber(directory, Width) is { } width && StillPicture.TiffNumber(directory, Height) is { } height
            ? Copy(file, copy, new StillPicture(Positive(width), Positive(height), StillPicture.TiffNumber(directory, Orientation) is >= 1 and <= 8 and var turned ? (int)turned : 1, null) { IsOpaque = StillPicture.TiffNumber(directory, ExtraSamples) is null }, mostPixels)
            : new(0, 0, 1, new("does not say its size"));
    }

    /// <summary>The file's header and its first directory, put directly behind it.</summary>
    private static byte[] ReadDirectory(Stream file)
    {
        var header = new byte[8];
        if (file.ReadAtLeast(header, 8, throwOnEndOfStream: false) < 8)
        {
            return [];
        }

        var isLittle = header[0] == (byte)'I';
        var at = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)) : BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
        if (at >= file.Length)
        {
            return [];
        }

        file.Position = at;
        var entries = new byte[Math.Min(LongestDirectory, file.Length - at)];
        file.ReadExactly(entries);
        byte[] next = isLittle ? [8, 0, 0, 0] : [0, 0, 0, 8];
        return [.. header[..4], .. next, .. entries];
    }

    private static StillPicture Copy(Stream file, Stream copy, StillPicture picture, long mostPixels)
    {
        if ((long)picture.Width * picture.Height > mostPixels)
        {
            return picture;
        }

        if (file.Length > StillPicture.MostBytes(picture.Width, picture.Height))
        {
            return picture with { Fault = StillPicture.TooMuch };
        }

        file.Position = 0;
        file.CopyTo(copy);
        return picture with { BytesAPixel = Math.Max(FewestBytes, (double)file.Length / Math.Max(1, (long)picture.Width * picture.Height)) };
    }

    private static int Positive(long size) => (int)Math.Min(int.MaxValue, Math.Abs(size));
}
