using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tflite;

/// <summary>One table of a <see cref="FlatBuffer"/>. Fields go by their number in the schema; an absent one has its default.</summary>
internal readonly struct FlatTable(FlatBuffer buffer, long at)
{
    // No list in the files we run is longer; a hostile length must not become an allocation.
    private const int LongestList = 10_000;

    public bool Has(int field) => Locate(field) is not null;

    public int Int(int field, int otherwise = 0) => Locate(field) is { } place ? buffer.Int32(place) : otherwise;

    public byte Byte(int field) => Locate(field) is { } place ? buffer.Byte(place) : (byte)0;

    public string Text(int field)
    {
        var (start, count) = Vector(field, LongestList);
        return buffer.Text(start, count);
    }

    public int[] Ints(int field)
    {
        var (start, count) = Vector(field, LongestList);
        var values = new int[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = buffer.Int32(start + (4L * i));
        }

        return values;
    }

    public ReadOnlyMemory<byte> Bytes(int field)
    {
        var (start, count) = Vector(field, int.MaxValue);
        return buffer.Slice(start, count);
    }

    public FlatTable? Table(int field) => Locate(field) is { } place ? new FlatTable(buffer, buffer.Follow(place)) : null;

    public FlatTable[] Tables(int field)
    {
        var (start, count) = Vector(field, LongestList);
        var tables = new FlatTable[count];
        for (var i = 0; i < count; i++)
        {
            tables[i] = new FlatTable(buffer, buffer.Follow(start + (4L * i)));
        }

        return tables;
    }

    private (long Start, int Count) Vector(int field, int longest)
    {
        if (Locate(field) is not { } place)
        {
            return (0, 0);
        }

        var vector = buffer.Follow(place);
        var count = buffer.UInt32(vector);
        return count <= longest ? (vector + 4, (int)count) : throw new InvalidModelException($"it is damaged (a list claims {count} entries)");
    }

    private long? Locate(int field)
    {
        var vtable = at - buffer.Int32(at);
        var entry = 4 + (2 * field);
        if (entry >= buffer.UInt16(vtable))
        {
            return null;
        }

        var offset = buffer.UInt16(vtable + entry);
        return offset == 0 ? null : at + offset;
    }
}
