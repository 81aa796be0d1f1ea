using System.Buffers.Binary;
using System.Text;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tflite;

/// <summary>Bounds-checked reading of a FlatBuffer (https://flatbuffers.dev/internals): every offset of a foreign file is checked before it is followed.</summary>
internal sealed class FlatBuffer(ReadOnlyMemory<byte> bytes)
{
    public FlatTable Root => new(this, Follow(0));

    public byte Byte(long at) => Slice(at, 1).Span[0];

    public ushort UInt16(long at) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(at, 2).Span);

    public int Int32(long at) => BinaryPrimitives.ReadInt32LittleEndian(Slice(at, 4).Span);

    public uint UInt32(long at) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(at, 4).Span);

    /// <summary>The place that the unsigned offset at <paramref name="at"/> points to.</summary>
    public long Follow(long at) => at + UInt32(at);

    public string Text(long at, long length) => Encoding.UTF8.GetString(Slice(at, length).Span);

    public ReadOnlyMemory<byte> Slice(long at, long length) =>
        at >= 0 && length >= 0 && at + length <= bytes.Length
            ? bytes.Slice((int)at, (int)length)
            : throw new InvalidModelException($"it is damaged or not a TFLite file (an offset points outside its {bytes.Length} bytes)");
}
