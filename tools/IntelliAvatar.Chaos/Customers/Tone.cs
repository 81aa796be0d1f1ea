using System.Buffers.Binary;

namespace IntelliAvatar.Chaos.Customers;

/// <summary>A second of sound that no other job has.</summary>
internal static class Tone
{
    private const int Rate = 16000;

    public static byte[] Wav(int seed)
    {
        var random = new Random(seed);
        var (pitch, data) = (150 + (random.NextDouble() * 400), Rate * 2);
        var wav = new byte[44 + data];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), 36 + data);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), data);
        for (var at = 0; at < Rate; at++)
        {
            var sample = (Math.Sin(2 * Math.PI * pitch * at / Rate) * 9000) + random.Next(-200, 200);
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(44 + (2 * at)), (short)sample);
        }

        return wav;
    }
}
