using System.Buffers.Binary;

namespace IntelliAvatar.Server.Speech.Audio;

/// <summary>Writes a mono 16-bit PCM wav file, block by block, with triangular dither of ±1 step (TPDF, Lipshitz et al. 1992), always the same for the same sound.</summary>
internal sealed class WaveWriter(Stream into, int rate)
{
    private const int HeaderBytes = 44;

    private readonly Random _dither = new(Seed: 16);
    private long _samples;

    /// <summary>Leaves room for the header, which <see cref="Finish"/> writes when the length is known.</summary>
    public void Begin() => into.Write(new byte[HeaderBytes]);

    public void Write(ReadOnlySpan<float> samples)
    {
        var bytes = new byte[samples.Length * 2];
        for (var i = 0; i < samples.Length; i++)
        {
            var dither = _dither.NextSingle() - _dither.NextSingle();
            var step = Math.Clamp(MathF.Round((samples[i] * 32767f) + dither), short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), (short)step);
        }

        into.Write(bytes);
        _samples += samples.Length;
    }

    public void Finish()
    {
        var dataBytes = (uint)(_samples * 2);
        var header = new byte[HeaderBytes];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), dataBytes + HeaderBytes - 8);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), (uint)rate);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(28), (uint)rate * 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(32), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(34), 16);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), dataBytes);
        into.Seek(0, SeekOrigin.Begin);
        into.Write(header);
        into.Flush();
    }
}
