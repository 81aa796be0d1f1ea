using System.Buffers.Binary;
using System.Text;

namespace IntelliAvatar.LipSync.Tests.Support;

/// <summary>One table to be written: its fields by number; a value is a byte, an int, text, bytes, ints, a table or tables.</summary>
public sealed class FlatTableSource(params (int Field, object Value)[] fields)
{
    public IReadOnlyList<(int Field, object Value)> Fields => fields;
}

/// <summary>Writes FlatBuffers for tests: parents before children, every field four bytes wide.</summary>
public sealed class FlatBufferWriter
{
    private readonly List<byte> _bytes = [];

    public static byte[] Write(FlatTableSource root, string identifier)
    {
        var writer = new FlatBufferWriter();
        var place = writer.Reserve();
        writer._bytes.AddRange(Encoding.ASCII.GetBytes(identifier));
        writer.Point(place, writer.Table(root));
        return [.. writer._bytes];
    }

    private int Table(FlatTableSource table)
    {
        var count = table.Fields.Count == 0 ? 0 : table.Fields.Max(field => field.Field) + 1;
        var vtable = _bytes.Count;
        UInt16(4 + (2 * count));
        UInt16(4 + (4 * table.Fields.Count));
        for (var i = 0; i < count; i++)
        {
            var place = table.Fields.ToList().FindIndex(field => field.Field == i);
            UInt16(place < 0 ? 0 : 4 + (4 * place));
        }

        Align();
        var start = _bytes.Count;
        Int32(start - vtable);
        var children = table.Fields.Select(field => (Place: Inline(field.Value), field.Value)).ToList();
        foreach (var (place, value) in children.Where(child => child.Place >= 0))
        {
            Point(place, Child(value));
        }

        return start;
    }

    private int Inline(object value)
    {
        switch (value)
        {
            case byte number:
                Int32(number);
                return -1;
            case int number:
                Int32(number);
                return -1;
            default:
                return Reserve();
        }
    }

    private int Child(object value)
    {
        if (value is FlatTableSource table)
        {
            return Table(table);
        }

        var start = _bytes.Count;
        switch (value)
        {
            case string text:
                List(Encoding.UTF8.GetBytes(text));
                break;
            case byte[] bytes:
                List(bytes);
                break;
            case int[] numbers:
                Int32(numbers.Length);
                Array.ForEach(numbers, Int32);
                break;
            case FlatTableSource[] tables:
                Int32(tables.Length);
                var places = tables.Select(_ => Reserve()).ToArray();
                foreach (var (place, child) in places.Zip(tables))
                {
                    Point(place, Table(child));
                }

                break;
        }

        return start;
    }

    private void List(byte[] bytes)
    {
        Int32(bytes.Length);
        _bytes.AddRange(bytes);
        Align();
    }

    private int Reserve()
    {
        Int32(0);
        return _bytes.Count - 4;
    }

    private void Point(int place, int target) =>
        BinaryPrimitives.WriteInt32LittleEndian(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes)[place..], target - place);

    private void UInt16(int value) => _bytes.AddRange(BitConverter.GetBytes((ushort)value));

    private void Int32(int value) => _bytes.AddRange(BitConverter.GetBytes(value));

    private void Align() => _bytes.AddRange(new byte[-_bytes.Count & 3]);
}
