using System.Buffers.Binary;

namespace IntelliAvatar.Server.Media;

/// <summary>Copies the picture of a WebP file, the first one if it moves (RFC 9649: RIFF chunks; those of a moving picture are parts of ANMF chunks).</summary>
internal static class WebPCopy
{
    private const int MostChunks = 10_000, FrameHeader = 16, HasAlpha = 0x10;

    public static StillPicture Make(Stream file, Stream copy, long mostPixels)
    {
        var picture = new StillPicture(0, 0, 1, null);
        long dataAt = 0, dataLength = 0, alphaAt = 0, alphaLength = 0;
        var isLossless = false;
        var header = new byte[8];
        file.Position = 12;
        for (var chunks = 0; chunks < MostChunks && file.ReadAtLeast(header, 8, throwOnEndOfStream: false) == 8; chunks++)
        {
            long length = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
            var at = file.Position;
            if (at + length > file.Length)
            {
                return picture with { Fault = StillPicture.Cut };
            }

            switch (System.Text.Encoding.Latin1.GetString(header, 0, 4))
            {
                case "ANMF" when dataAt == 0:
                    picture = picture with { IsFirstOfMany = true };
                    file.Position = at + FrameHeader;
                    continue;
                case "ALPH" when dataAt == 0:
                    (alphaAt, alphaLength) = (at, length);
                    break;
                case "VP8 " or "VP8L" when dataAt == 0:
                    isLossless = header[3] == (byte)'L';
                    picture = WithSize(file, picture, isLossless);
                    (dataAt, dataLength) = (at, length);
                    break;
                case "EXIF":
                    picture = picture with { Orientation = Orientation(file, length) ?? picture.Orientation };
                    break;
            }

            file.Position = at + length + (length & 1);
        }

        return dataAt == 0 || picture.Width == 0 ? picture with { Fault = new("has no picture in it") }
            : (long)picture.Width * picture.Height > mostPixels ? picture
            : dataLength + alphaLength > StillPicture.MostBytes(picture.Width, picture.Height) ? picture with { Fault = StillPicture.TooMuch }
            : Write(file, copy, picture, isLossless, (dataAt, dataLength), (alphaAt, alphaLength));
    }

    private static StillPicture Write(Stream file, Stream copy, StillPicture picture, bool isLossless, (long At, long Length) data, (long At, long Length) alpha)
    {
        copy.Write("RIFF\0\0\0\0WEBP"u8);
        if (alpha.Length > 0 && !isLossless)
        {
            byte[] canvas = [.. "VP8X"u8, 10, 0, 0, 0, HasAlpha, 0, 0, 0, .. ThreeBytes(picture.Width - 1), .. ThreeBytes(picture.Height - 1)];
            copy.Write(canvas);
            WriteChunk("ALPH"u8, alpha);
        }

        WriteChunk(isLossless ? "VP8L"u8 : "VP8 "u8, data);
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)(copy.Position - 8));
        copy.Position = 4;
        copy.Write(size);
        return picture;

        void WriteChunk(ReadOnlySpan<byte> type, (long At, long Length) part)
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)part.Length);
            copy.Write(type);
            copy.Write(length);
            file.Position = part.At;
            StreamPart.Copy(file, copy, part.Length);
            if (part.Length % 2 != 0)
            {
                copy.WriteByte(0);
            }
        }
    }

    /// <summary>VP8: RFC 6386, 9.1, of a key frame. VP8L: a signature, 14 bits each of width and height less one, and whether anything shines through.</summary>
    private static StillPicture WithSize(Stream file, StillPicture picture, bool isLossless)
    {
        Span<byte> head = stackalloc byte[10];
        if (file.ReadAtLeast(head, 10, throwOnEndOfStream: false) < 10)
        {
            return picture;
        }

        if (!isLossless)
        {
            return head[3..6] is [0x9D, 0x01, 0x2A]
                ? picture with { Width = BinaryPrimitives.ReadUInt16LittleEndian(head[6..]) & 0x3FFF, Height = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]) & 0x3FFF, BytesAPixel = 1.5 }
                : picture;
        }

        var bits = BinaryPrimitives.ReadUInt32LittleEndian(head[1..]);
        return head[0] == 0x2F
            ? picture with { Width = (int)(bits & 0x3FFF) + 1, Height = (int)(bits >> 14 & 0x3FFF) + 1, IsOpaque = (bits >> 28 & 1) == 0, BytesAPixel = 4 }
            : picture;
    }

    private static int? Orientation(Stream file, long length)
    {
        var exif = new byte[Math.Min(length, 64 << 10)];
        file.ReadExactly(exif);
        return exif.AsSpan().StartsWith("Exif\0\0"u8) ? StillPicture.ExifOrientation(exif) : StillPicture.TiffOrientation(exif);
    }

    private static byte[] ThreeBytes(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
