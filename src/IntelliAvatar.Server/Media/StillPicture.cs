using System.Buffers.Binary;

namespace IntelliAvatar.Server.Media;

/// <summary>What a picture is, and a copy of it that holds nothing but the picture: ffmpeg gets no metadata to inflate, and of a moving picture only its beginning.</summary>
/// <param name="Width">As stored.</param>
/// <param name="Height">As stored.</param>
/// <param name="Orientation">EXIF 2.32, tag 0x0112: 1 = upright … 8.</param>
/// <param name="Fault">Null: nothing is wrong with the file.</param>
internal sealed record StillPicture(int Width, int Height, int Orientation, FileFault? Fault)
{
    public static readonly FileFault Cut = new("ends before the picture does");

    public static readonly FileFault TooMuch = new("holds more data than its picture needs", IsDamage: false);

    /// <summary>Nothing shines through, though its pixels could say so.</summary>
    public bool IsOpaque { get; init; }

    /// <summary>What its decoder holds of every pixel to its end: the pixel, or the coefficients of a progressive jpg. A plain jpg is read row by row.</summary>
    public double BytesAPixel { get; init; }

    /// <summary>It is the first picture of several.</summary>
    public bool IsFirstOfMany { get; init; }

    /// <summary>The filter that turns the picture upright; null when it is.</summary>
    public string? UprightFilter => Orientation switch
    {
        2 => "hflip",
        3 => "hflip,vflip",
        4 => "vflip",
        5 => "transpose=cclock_flip",
        6 => "transpose=clock",
        7 => "transpose=clock_flip",
        8 => "transpose=cclock",
        _ => null,
    };

    /// <summary>Reads the picture's header and copies its picture data.</summary>
    /// <param name="source">A picture that ffmpeg reads.</param>
    /// <param name="copyPath">What is there is replaced.</param>
    /// <param name="mostPixels">Nothing is copied of a picture with more.</param>
    public static StillPicture CopyBare(SourceFile source, string copyPath, long mostPixels)
    {
        using var file = new FileStream(source.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 << 10);
        using var copy = new FileStream(copyPath, FileMode.Create, FileAccess.Write, FileShare.None, 64 << 10);
        return source.Container.Name switch
        {
            "jpg" => JpegCopy.Make(file, copy, mostPixels),
            "png" => PngCopy.Make(file, copy, mostPixels),
            "WebP" => WebPCopy.Make(file, copy, mostPixels),
            "GIF" => GifCopy.Make(file, copy, mostPixels),
            "BMP" => BitmapCopy.MakeBmp(file, copy, mostPixels),
            "TIFF" => BitmapCopy.MakeTiff(file, copy, mostPixels),
            var other => throw new ArgumentException($"ffmpeg reads no {other}.", nameof(source)),
        };
    }

    /// <summary>More bytes than a picture of this size can need: no format takes more than eight a pixel.</summary>
    public static long MostBytes(long width, long height) => (width * height * 9) + (height * 16) + (1 << 20);

    /// <summary>The APP1 segment: "Exif\0\0", a TIFF header, and a directory of 12-byte entries.</summary>
    internal static int? ExifOrientation(ReadOnlySpan<byte> segment)
    {
        return segment.StartsWith("Exif\0\0"u8) ? TiffOrientation(segment[6..]) : null;
    }

    /// <summary>The same of what begins with its TIFF header.</summary>
    internal static int? TiffOrientation(ReadOnlySpan<byte> tiff) => TiffNumber(tiff, 0x0112) is >= 1 and <= 8 and var orientation ? (int)orientation : null;

    /// <summary>A number of the first directory (TIFF 6.0, section 2), when it is there and of one value.</summary>
    internal static long? TiffNumber(ReadOnlySpan<byte> tiff, int tag)
    {
        if (tiff.Length < 8)
        {
            return null;
        }

        var little = tiff[0] == (byte)'I';
        var directory = ReadUInt32(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return null;
        }

        var entries = ReadUInt16(tiff[(int)directory..], little);
        for (var entry = tiff[((int)directory + 2)..]; entries > 0 && entry.Length >= 12; entries--, entry = entry[12..])
        {
            if (ReadUInt16(entry, little) == tag)
            {
                return ReadUInt16(entry[2..], little) == 4 ? ReadUInt32(entry[8..], little) : ReadUInt16(entry[8..], little);
            }
        }

        return null;
    }

    private static ushort ReadUInt16(ReadOnlySpan<byte> from, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(from) : BinaryPrimitives.ReadUInt16BigEndian(from);

    private static uint ReadUInt32(ReadOnlySpan<byte> from, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(from) : BinaryPrimitives.ReadUInt32BigEndian(from);
}
