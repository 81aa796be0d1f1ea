using System.Buffers.Binary;

namespace IntelliAvatar.Server.Media;

/// <summary>Copies the chunks of a png that make its picture (ISO/IEC 15948, 5.3: length, type, data, check sum).</summary>
internal static class PngCopy
{
    private const int MostOtherChunks = 10_000, UsualData = 4096;
    private const int LongestSmallChunk = 1024;
    private const byte GreyWithAlpha = 4, ColourWithAlpha = 6;

    /// <summary>All but IDAT are small. Text, colour profiles and animation are left out: they can inflate to gigabytes.</summary>
    private static readonly HashSet<string> Kept = ["IHDR", "PLTE", "tRNS", "pHYs", "gAMA", "cHRM", "sRGB", "IDAT", "IEND"];

    public static StillPicture Make(Stream file, Stream copy, long mostPixels)
    {
        var header = new byte[16];
        if (file.ReadAtLeast(header.AsSpan(0, 8), 8, throwOnEndOfStream: false) < 8)
        {
            return new(0, 0, 1, StillPicture.Cut);
        }

        copy.Write(header, 0, 8);
        var (isOpaque, isAnimated) = (true, false);
        var bytesAPixel = 0.0;
        long width = 0, height = 0, data = 0;
        for (var chunks = 0L; chunks < MostOtherChunks + (data / UsualData); chunks++)
        {
            if (file.ReadAtLeast(header.AsSpan(0, 8), 8, throwOnEndOfStream: false) < 8)
            {
                return Faulty(StillPicture.Cut);
            }

            long length = BinaryPrimitives.ReadUInt32BigEndian(header);
            var type = System.Text.Encoding.Latin1.GetString(header, 4, 4);
            if (file.Position + length + 4 > file.Length)
            {
                return type == "IEND" ? Whole() : Faulty(StillPicture.Cut);
            }

            if (chunks == 0)
            {
                if (type != "IHDR" || length != 13)
                {
                    return Faulty(new("does not begin with its size"));
                }

                file.ReadExactly(header.AsSpan(8, 8));
                (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(8)), BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(12)));
                if (width * height > mostPixels || width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
                {
                    return Whole();
                }

                var rest = new byte[9];
                file.ReadExactly(rest);
                isOpaque = rest[1] is not (GreyWithAlpha or ColourWithAlpha);
                bytesAPixel = Math.Max(1, rest[0] / 8) * Channels(rest[1]);
                copy.Write(header);
                copy.Write(rest);
                continue;
            }

            if (!Kept.Contains(type))
            {
                isAnimated |= type == "acTL";
                file.Position += length + 4;
                continue;
            }

            data += type == "IDAT" ? length : 0;
            if (data > StillPicture.MostBytes(width, height) || (type != "IDAT" && length > LongestSmallChunk))
            {
                return Faulty(StillPicture.TooMuch);
            }

            isOpaque &= type != "tRNS";
            copy.Write(header, 0, 8);
            StreamPart.Copy(file, copy, length + 4);
            if (type == "IEND")
            {
                return Whole();
            }
        }

        return Faulty(new($"has more than {MostOtherChunks} parts beside its picture", IsDamage: false));

        StillPicture Whole() => new((int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue), 1, null)
        {
            IsOpaque = isOpaque, BytesAPixel = bytesAPixel, IsFirstOfMany = isAnimated,
        };

        StillPicture Faulty(FileFault fault) => Whole() with { Fault = fault };
    }

    private static int Channels(byte colourType) => colourType switch
    {
        2 => 3,
        GreyWithAlpha => 2,
        ColourWithAlpha => 4,
        _ => 1,
    };
}
