using System.Buffers.Binary;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tflite;

/// <summary>A FlexBuffer map (https://flatbuffers.dev/flexbuffers) of numbers and lists of whole numbers: the options of a custom operator.</summary>
/// <remarks>It is read from the end: the last byte is the width of the root value, the one before its type.</remarks>
internal sealed class FlexMap
{
    private const int KindInt = 1;
    private const int KindUInt = 2;
    private const int KindFloat = 3;
    private const int KindMap = 9;
    private const int KindIntVector = 11;
    private const int KindUIntVector = 12;
    private const int MostEntries = 1000;

    private readonly FlatBuffer _bytes;
    private readonly Dictionary<string, double> _numbers = [];
    private readonly Dictionary<string, int[]> _lists = [];

    public FlexMap(ReadOnlyMemory<byte> bytes)
    {
        _bytes = new FlatBuffer(bytes);
        var rootWidth = WidthOf(_bytes.Byte(bytes.Length - 1));
        var rootType = _bytes.Byte(bytes.Length - 2L);
        if (rootType >> 2 != KindMap)
        {
            throw new InvalidModelException("the options of a custom operator are not a FlexBuffer map");
        }

        var root = bytes.Length - 2L - rootWidth;
        ReadMap(root - Offset(root, rootWidth), 1 << (rootType & 3));
    }

    /// <summary>The number called <paramref name="key"/>.</summary>
    public double Number(string key) =>
        _numbers.TryGetValue(key, out var value) && double.IsFinite(value) ? value : throw Missing(key);

    /// <summary>The number called <paramref name="key"/> as a whole number from 0 to <paramref name="most"/>.</summary>
    public int Whole(string key, int most) =>
        Number(key) is var value && value >= 0 && value <= most && value == Math.Floor(value) ? (int)value : throw Missing(key);

    /// <summary>The list called <paramref name="key"/>.</summary>
    public int[] Wholes(string key) => _lists.TryGetValue(key, out var values) ? values : throw Missing(key);

    private static InvalidModelException Missing(string key) => new($"an operator lacks its option {key}, or it is out of range");

    private static int WidthOf(byte width) =>
        width is 1 or 2 or 4 or 8 ? width : throw new InvalidModelException("the options of a custom operator are damaged");

    private void ReadMap(long values, int width)
    {
        var count = Count(values - width, width);
        var keyWidth = WidthOf((byte)Raw(values - (2L * width), width));
        var keyVector = values - (3L * width);
        var keys = keyVector - Offset(keyVector, width);
        for (var i = 0; i < count; i++)
        {
            var key = keys + ((long)i * keyWidth);
            ReadEntry(Key(key - Offset(key, keyWidth)), values + ((long)i * width), width, _bytes.Byte(values + ((long)count * width) + i));
        }
    }

    private void ReadEntry(string key, long slot, int width, byte type)
    {
        switch (type >> 2)
        {
            case KindInt:
                _numbers[key] = Signed(slot, width);
                break;
            case KindUInt:
                _numbers[key] = Raw(slot, width);
                break;
            case KindFloat:
                _numbers[key] = Float(slot, width);
                break;
            case KindIntVector or KindUIntVector:
                _lists[key] = List(slot - Offset(slot, width), 1 << (type & 3));
                break;
        }
    }

    private int[] List(long first, int width)
    {
        var list = new int[Count(first - width, width)];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = (int)Signed(first + ((long)i * width), width);
        }

        return list;
    }

    private string Key(long at)
    {
        var length = 0;
        while (_bytes.Byte(at + length) != 0)
        {
            length++;
        }

        return _bytes.Text(at, length);
    }

    private int Count(long at, int width) =>
        Raw(at, width) is <= MostEntries and var count ? (int)count : throw new InvalidModelException("the options of a custom operator are damaged");

    // Distances are far below 2^31 in a real file; the cap keeps the arithmetic above from overflowing on a hostile one.
    private long Offset(long at, int width) => (long)Math.Min(Raw(at, width), int.MaxValue);

    private ulong Raw(long at, int width)
    {
        var bytes = _bytes.Slice(at, width).Span;
        return width switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        };
    }

    private long Signed(long at, int width) => (long)Raw(at, width) << (64 - (8 * width)) >> (64 - (8 * width));

    private double Float(long at, int width) => width switch
    {
        2 => (double)BitConverter.UInt16BitsToHalf((ushort)Raw(at, 2)),
        4 => BitConverter.UInt32BitsToSingle((uint)Raw(at, 4)),
        8 => BitConverter.UInt64BitsToDouble(Raw(at, 8)),
        _ => throw new InvalidModelException("the options of a custom operator are damaged"),
    };
}
