using System.Buffers.Binary;

namespace IntelliAvatar.Server.Media;

/// <summary>Copies the first picture of a GIF (GIF89a: a header, colours, and blocks whose data lie in sub-blocks of up to 255 bytes).</summary>
internal static class GifCopy
{
    private const int MostBlocks = 10_000;
    private const byte Extension = 0x21, Image = 0x2C, End = 0x3B, GraphicControl = 0xF9;

    public static StillPicture Make(Stream file, Stream copy, long mostPixels)
    {
        var picture = new StillPicture(0, 0, 1, null) { IsOpaque = true, BytesAPixel = 4 };
        try
        {
            var screen = Read(file, 13);
            picture = picture with { Width = BinaryPrimitives.ReadUInt16LittleEndian(screen.AsSpan(6)), Height = BinaryPrimitives.ReadUInt16LittleEndian(screen.AsSpan(8)) };
            if ((long)picture.Width * picture.Height > mostPixels)
            {
                return picture;
            }

            copy.Write(screen);
            copy.Write(Read(file, Colours(screen[10])));
            for (var blocks = 0; blocks < MostBlocks; blocks++)
            {
                switch (file.ReadByte())
                {
                    case Extension when file.ReadByte() == GraphicControl:
                        var control = Read(file, 6);
                        copy.Write([Extension, GraphicControl, .. control]);
                        picture = picture with { IsOpaque = (control[1] & 1) == 0 };
                        break;
                    case Extension:
                        CopyData(file, Stream.Null, long.MaxValue);
                        break;
                    case Image:
                        var image = Read(file, 9);
                        copy.Write([Image, .. image]);
                        copy.Write(Read(file, Colours(image[8])));
                        copy.Write(Read(file, 1));
                        var isWhole = CopyData(file, copy, StillPicture.MostBytes(picture.Width, picture.Height));
                        copy.WriteByte(End);
                        var covers = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(4)) >= picture.Width && BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(6)) >= picture.Height;
                        return picture with
                        {
                            Fault = isWhole ? null : StillPicture.TooMuch, IsOpaque = picture.IsOpaque && covers, IsFirstOfMany = file.ReadByte() is not End and not -1,
                        };
                    case End:
                        return picture with { Fault = new("has no picture in it") };
                    default:
                        return picture with { Fault = StillPicture.Cut };
                }
            }

            return picture with { Fault = new($"has more than {MostBlocks} parts", IsDamage: false) };
        }
        catch (EndOfStreamException)
        {
            return picture with { Fault = StillPicture.Cut };
        }
    }

    private static int Colours(byte flags) => (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));

    private static bool CopyData(Stream file, Stream copy, long most)
    {
        for (long copied = 0; copied <= most;)
        {
            var length = Read(file, 1);
            copy.Write(length);
            if (length[0] == 0)
            {
                return true;
            }

            copy.Write(Read(file, length[0]));
            copied += length[0];
        }

        return false;
    }

    private static byte[] Read(Stream file, int length)
    {
        var bytes = new byte[length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
