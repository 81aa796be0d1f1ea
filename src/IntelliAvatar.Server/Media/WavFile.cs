using System.Buffers.Binary;

namespace IntelliAvatar.Server.Media;

/// <summary>Where the samples of a plain wav lie: 16-bit PCM, mono (RIFF, Microsoft's "Multimedia Programming Interface", 1991).</summary>
/// <param name="SampleRate">Samples a second.</param>
/// <param name="DataStart">Offset of the first sample.</param>
/// <param name="Samples">How many there are.</param>
internal sealed record WavFile(int SampleRate, long DataStart, long Samples)
{
    private const int MostChunks = 1000;

    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples / SampleRate);

    /// <summary>Null unless the file is exactly such a wav: all lengths true, nothing before or behind.</summary>
    public static async Task<WavFile?> ReadPlainAsync(Stream file, CancellationToken cancel)
    {
        var header = new byte[16];
        if (file.Length < 44 || !await ReadAsync(file, 0, header.AsMemory(0, 12), cancel) || !header.AsSpan(0, 4).SequenceEqual("RIFF"u8)
            || !header.AsSpan(8, 4).SequenceEqual("WAVE"u8) || BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)) != file.Length - 8)
        {
            return null;
        }

        var rate = 0;
        WavFile? found = null;
        long at = 12;
        for (var chunks = 0; chunks < MostChunks && at < file.Length; chunks++)
        {
            if (!await ReadAsync(file, at, header.AsMemory(0, 8), cancel))
            {
                return null;
            }

            long size = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
            if (at + 8 + size > file.Length)
            {
                return null;
            }

            if (header.AsSpan(0, 4).SequenceEqual("fmt "u8))
            {
                if (size < 16 || !await ReadAsync(file, at + 8, header, cancel) || !IsMonoPcm16(header, out rate))
                {
                    return null;
                }
            }
            else if (header.AsSpan(0, 4).SequenceEqual("data"u8))
            {
                if (rate == 0 || size % 2 != 0 || found is not null)
                {
                    return null;
                }

                found = new WavFile(rate, at + 8, size / 2);
            }

            at += 8 + size + (size & 1);
        }

        return at == file.Length ? found : null;
    }

    /// <summary>The samples end before the header says. Recorders that write to a pipe say nothing, or as much as they can: that is no cut.</summary>
    public static async Task<bool> IsCutAsync(string path, CancellationToken cancel)
    {
        const uint AsMuchAsCanBe = 0x7FFF_0000;
        await using var file = File.OpenRead(path);
        var header = new byte[8];
        long at = 12;
        for (var chunks = 0; chunks < MostChunks && await ReadAsync(file, at, header, cancel); chunks++)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
            if (header.AsSpan(0, 4).SequenceEqual("data"u8))
            {
                return size < AsMuchAsCanBe && at + 8 + size > file.Length;
            }

            at += 8L + size + (size & 1);
        }

        return false;
    }

    private static bool IsMonoPcm16(ReadOnlySpan<byte> format, out int rate)
    {
        rate = BinaryPrimitives.ReadInt32LittleEndian(format[4..]);
        return BinaryPrimitives.ReadUInt16LittleEndian(format) == 1
            && BinaryPrimitives.ReadUInt16LittleEndian(format[2..]) == 1
            && rate > 0
            && BinaryPrimitives.ReadUInt16LittleEndian(format[12..]) == 2
            && BinaryPrimitives.ReadUInt16LittleEndian(format[14..]) == 16;
    }

    private static async Task<bool> ReadAsync(Stream file, long at, Memory<byte> into, CancellationToken cancel)
    {
        file.Position = at;
        return await file.ReadAtLeastAsync(into, into.Length, throwOnEndOfStream: false, cancel) == into.Length;
    }
}
