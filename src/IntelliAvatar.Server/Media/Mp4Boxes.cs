using System.Buffers.Binary;

namespace IntelliAvatar.Server.Media;

/// <summary>Walks the top-level boxes of an mp4 or mov file (ISO/IEC 14496-12, 4.2) without reading what is in them.</summary>
public static class Mp4Boxes
{
    private const int MostBoxes = 10_000;

    private static readonly HashSet<string> Known =
        ["ftyp", "moov", "mdat", "free", "skip", "wide", "uuid", "moof", "mfra", "sidx", "ssix", "styp", "prft", "emsg", "meta", "udta", "pdin", "pnot", "PICT"];

    /// <summary>Null when every box lies inside the file and both the index and the pictures are there, else what is wrong, as the end of a sentence about the file.</summary>
    public static async Task<FileFault?> FindFaultAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return await FindFaultAsync(file, cancel);
    }

    /// <summary>The same for a seekable stream.</summary>
    public static async Task<FileFault?> FindFaultAsync(Stream file, CancellationToken cancel)
    {
        var header = new byte[16];
        var length = file.Length;
        long at = 0;
        bool hasIndex = false, hasContent = false;
        for (var boxes = 0; at + 8 <= length; boxes++)
        {
            if (boxes == MostBoxes)
            {
                return new($"has more than {MostBoxes} parts", IsDamage: false);
            }

            file.Position = at;
            var read = await file.ReadAtLeastAsync(header, 16, throwOnEndOfStream: false, cancel);
            var (type, size) = ReadHeader(header.AsSpan(0, read), length - at);
            if (size < 8 || size > length - at || (size == length - at && !Known.Contains(type)))
            {
                // What follows a whole file and is no box at all (an archive's index, say) does no harm.
                return hasIndex && hasContent && !Known.Contains(type) ? null : new("ends before its content does");
            }

            hasIndex |= type == "moov";
            hasContent |= type == "mdat";
            at += size;
        }

        return (hasIndex, hasContent) switch
        {
            (true, true) => null,
            (false, _) => new("has no index (it was cut off, or its recording was not finished)"),
            _ => new("has no content"),
        };
    }

    /// <summary>Type and whole size of the box that begins here; size 0 means "to the end of the file".</summary>
    private static (string Type, long Size) ReadHeader(ReadOnlySpan<byte> header, long rest)
    {
        var type = System.Text.Encoding.Latin1.GetString(header.Slice(4, 4));
        long size = BinaryPrimitives.ReadUInt32BigEndian(header);
        return size switch
        {
            0 => (type, rest),
            1 when header.Length == 16 => (type, BinaryPrimitives.ReadInt64BigEndian(header[8..])),
            _ => (type, size),
        };
    }
}
