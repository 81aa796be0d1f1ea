using System.Buffers.Binary;

namespace IntelliAvatar.Server.Media;

/// <summary>What the index of a HEIC or AVIF file says of its pictures (ISO/IEC 23008-12; ISO/IEC 14496-12, 8.11).</summary>
/// <param name="Width">Of the largest picture in it, before it is turned.</param>
/// <param name="Height">The same.</param>
/// <param name="Pictures">How many a person would see: neither tiles nor thumbnails nor masks.</param>
/// <param name="First">Which of them, counted from 1, is the one to show.</param>
/// <param name="HasAlpha">A mask says what shines through.</param>
internal sealed record HeifBoxes(int Width, int Height, int Pictures, int First, bool HasAlpha)
{
    private const int LongestIndex = 4 << 20, MostBoxes = 10_000;

    /// <summary>Null when there is no index that could be read.</summary>
    public static async Task<HeifBoxes?> ReadAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        var header = new byte[8];
        long at = 0;
        for (var boxes = 0; boxes < MostBoxes && at + 8 <= file.Length; boxes++)
        {
            file.Position = at;
            await file.ReadExactlyAsync(header, cancel);
            long size = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (size < 8 || at + size > file.Length)
            {
                return null;
            }

            if (header.AsSpan(4).SequenceEqual("meta"u8))
            {
                var index = new byte[size - 8];
                if (index.Length is < 4 or > LongestIndex)
                {
                    return null;
                }

                await file.ReadExactlyAsync(index, cancel);
                return Parse(index);
            }

            at += size;
        }

        return null;
    }

    private static HeifBoxes? Parse(byte[] index)
    {
        var seen = new Seen();
        Walk(index.AsSpan(4), seen);
        List<uint> shown = [.. seen.Items.Where(item => !seen.Parts.Contains(item))];
        var first = shown.IndexOf(seen.Primary);
        return seen.Width is > 0 and <= int.MaxValue && seen.Height is > 0 and <= int.MaxValue
            ? new((int)seen.Width, (int)seen.Height, shown.Count, first + 1, index.AsSpan().IndexOf("auxiliary:alpha"u8) >= 0 || index.AsSpan().IndexOf("hevc:2015:auxid:1"u8) >= 0)
            : null;
    }

    private static void Walk(ReadOnlySpan<byte> boxes, Seen seen)
    {
        while (boxes.Length >= 8)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(boxes);
            if (size < 8 || size > boxes.Length)
            {
                return;
            }

            var content = boxes[8..(int)size];
            switch (System.Text.Encoding.Latin1.GetString(boxes[4..8]))
            {
                case "iprp" or "ipco":
                    Walk(content, seen);
                    break;
                case "iinf" when content.Length >= 6:
                    Walk(content[(content[0] == 0 ? 6 : 8)..], seen);
                    break;
                case "iref" when content.Length >= 4:
                    ReadReferences(content[4..], content[0] == 0 ? 2 : 4, seen);
                    break;
                case "pitm" when content.Length >= 6:
                    seen.Primary = content[0] == 0 ? BinaryPrimitives.ReadUInt16BigEndian(content[4..]) : Number(content[4..], 4);
                    break;
                case "ispe" when content.Length >= 12:
                    seen.Add(BinaryPrimitives.ReadUInt32BigEndian(content[4..]), BinaryPrimitives.ReadUInt32BigEndian(content[8..]));
                    break;
                case "infe" when content.Length >= 12 && content[0] >= 2:
                    ReadItem(content, seen);
                    break;
            }

            boxes = boxes[(int)size..];
        }
    }

    /// <summary>An item's number, its protection and its type. The lowest flag hides it.</summary>
    private static void ReadItem(ReadOnlySpan<byte> entry, Seen seen)
    {
        var number = entry[0] == 2 ? 2 : 4;
        var type = entry.Length >= 10 + number ? entry[(6 + number)..(10 + number)] : [];
        if ((entry[3] & 1) == 0 && (type.SequenceEqual("hvc1"u8) || type.SequenceEqual("av01"u8) || type.SequenceEqual("grid"u8) || type.SequenceEqual("iovl"u8) || type.SequenceEqual("iden"u8)))
        {
            seen.Items.Add(Number(entry[4..], number));
        }
    }

    /// <summary>Thumbnails and masks refer to their picture; a picture of tiles refers to them.</summary>
    private static void ReadReferences(ReadOnlySpan<byte> references, int number, Seen seen)
    {
        while (references.Length >= 8)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(references);
            if (size < 8 || size > references.Length)
            {
                return;
            }

            var content = references[8..(int)size];
            var type = references[4..8];
            if (content.Length >= number + 2 && (type.SequenceEqual("thmb"u8) || type.SequenceEqual("auxl"u8)))
            {
                seen.Parts.Add(Number(content, number));
            }
            else if (type.SequenceEqual("dimg"u8))
            {
                for (var tiles = content.Length >= number + 2 ? content[(number + 2)..] : []; tiles.Length >= number; tiles = tiles[number..])
                {
                    seen.Parts.Add(Number(tiles, number));
                }
            }

            references = references[(int)size..];
        }
    }

    private static uint Number(ReadOnlySpan<byte> from, int bytes) =>
        from.Length < bytes ? 0 : bytes == 2 ? BinaryPrimitives.ReadUInt16BigEndian(from) : BinaryPrimitives.ReadUInt32BigEndian(from);

    private sealed class Seen
    {
        public long Width { get; private set; }

        public long Height { get; private set; }

        public uint Primary { get; set; }

        public List<uint> Items { get; } = [];

        public HashSet<uint> Parts { get; } = [];

        public void Add(long width, long height)
        {
            if (width * height > Width * Height)
            {
                (Width, Height) = (width, height);
            }
        }
    }
}
