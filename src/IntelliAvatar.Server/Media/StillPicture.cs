using System.Buffers.Binary;

namespace IntelliAvatar.Server.Media;

/// <summary>What ffmpeg does not look at in a jpg or png: whether it is whole, and which side is up.</summary>
/// <param name="Orientation">EXIF 2.32, tag 0x0112: 1 = upright … 8.</param>
/// <param name="IsWhole">Its end is there.</param>
internal sealed record StillPicture(int Orientation, bool IsWhole)
{
    private const int MostSegments = 10_000;

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

    public static async Task<StillPicture> InspectAsync(SourceFile source, CancellationToken cancel)
    {
        await using var file = File.OpenRead(source.Path);
        try
        {
            return source.Container == ContainerFormat.Jpeg ? await InspectJpegAsync(file, cancel) : await InspectPngAsync(file, cancel);
        }
        catch (EndOfStreamException)
        {
            return new StillPicture(1, IsWhole: false);
        }
    }

    /// <summary>ITU-T T.81, annex B: markers FFxx with a length, up to the scan; the end is FFD9.</summary>
    private static async Task<StillPicture> InspectJpegAsync(FileStream file, CancellationToken cancel)
    {
        var orientation = 1;
        var marker = new byte[4];
        file.Position = 2;
        for (var segments = 0; segments < MostSegments; segments++)
        {
            await file.ReadExactlyAsync(marker, cancel);
            var length = BinaryPrimitives.ReadUInt16BigEndian(marker.AsSpan(2));
            if (marker[0] != 0xFF || length < 2)
            {
                break;
            }

            if (marker[1] == 0xDA)
            {
                return new StillPicture(orientation, await HasEndOfImageAsync(file, cancel));
            }

            var segment = new byte[length - 2];
            await file.ReadExactlyAsync(segment, cancel);
            orientation = marker[1] == 0xE1 ? ExifOrientation(segment) ?? orientation : orientation;
        }

        return new StillPicture(orientation, IsWhole: false);
    }

    private static async Task<bool> HasEndOfImageAsync(FileStream file, CancellationToken cancel)
    {
        var buffer = new byte[64 << 10];
        byte last = 0;
        int read;
        while ((read = await file.ReadAsync(buffer, cancel)) > 0)
        {
            if ((last == 0xFF && buffer[0] == 0xD9) || buffer.AsSpan(0, read).IndexOf([(byte)0xFF, (byte)0xD9]) >= 0)
            {
                return true;
            }

            last = buffer[read - 1];
        }

        return false;
    }

    /// <summary>The APP1 segment: "Exif\0\0", a TIFF header, and a directory of 12-byte entries.</summary>
    internal static int? ExifOrientation(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8) || segment.Length < 16)
        {
            return null;
        }

        var tiff = segment[6..];
        var little = tiff[0] == (byte)'I';
        var directory = ReadUInt32(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return null;
        }

        var entries = ReadUInt16(tiff[(int)directory..], little);
        for (var entry = tiff[((int)directory + 2)..]; entries > 0 && entry.Length >= 12; entries--, entry = entry[12..])
        {
            if (ReadUInt16(entry, little) == 0x0112)
            {
                return ReadUInt16(entry[8..], little) is >= 1 and <= 8 and var orientation ? orientation : null;
            }
        }

        return null;
    }

    /// <summary>ISO/IEC 15948, 5.3: chunks of length, type, data and check sum; the end is IEND.</summary>
    private static async Task<StillPicture> InspectPngAsync(FileStream file, CancellationToken cancel)
    {
        var header = new byte[8];
        long at = 8;
        for (var chunks = 0; chunks < MostSegments; chunks++)
        {
            file.Position = at;
            await file.ReadExactlyAsync(header, cancel);
            if (header.AsSpan(4).SequenceEqual("IEND"u8))
            {
                return new StillPicture(1, IsWhole: true);
            }

            at += 12 + BinaryPrimitives.ReadUInt32BigEndian(header);
        }

        return new StillPicture(1, IsWhole: false);
    }

    private static ushort ReadUInt16(ReadOnlySpan<byte> from, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(from) : BinaryPrimitives.ReadUInt16BigEndian(from);

    private static uint ReadUInt32(ReadOnlySpan<byte> from, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(from) : BinaryPrimitives.ReadUInt32BigEndian(from);
}
