using System.Buffers.Binary;

namespace IntelliAvatar.Server.Speech.Audio;

/// <summary>Reads RIFF WAVE files with 16-bit PCM, one or two channels, 8 to 48 kHz, from untrusted bytes.</summary>
internal static class WaveReader
{
    private const int Pcm = 1, Extensible = 0xFFFE;

    /// <returns>The sound, two channels mixed to one; null when this is no such file or holds no sample.</returns>
    /// <remarks>A data chunk that claims to be longer than the file (streamed files say 0xFFFFFFFF) lasts to its end.</remarks>
    public static Wave? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
        {
            return null;
        }

        (int Channels, int Rate)? format = null;
        for (var rest = file[12..]; rest.Length >= 8;)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            var body = rest[8..(int)Math.Min(rest.Length, 8L + size)];
            if (rest[..4].SequenceEqual("fmt "u8))
            {
                format = Format(body);
            }
            else if (rest[..4].SequenceEqual("data"u8))
            {
                return format is { } known ? Decode(body, known.Channels, known.Rate) : null;
            }

            rest = rest[(int)Math.Min(rest.Length, 8L + size + (size & 1))..];
        }

        return null;
    }

    private static (int Channels, int Rate)? Format(ReadOnlySpan<byte> body)
    {
        if (body.Length < 16)
        {
            return null;
        }

        int kind = BinaryPrimitives.ReadUInt16LittleEndian(body), channels = BinaryPrimitives.ReadUInt16LittleEndian(body[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(body[4..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(body[14..]);
        if (kind == Extensible && body.Length >= 26)
        {
            kind = BinaryPrimitives.ReadUInt16LittleEndian(body[24..]);
        }

        return kind == Pcm && bits == 16 && channels is 1 or 2 && rate is >= 8000 and <= 48000 ? (channels, (int)rate) : null;
    }

    private static Wave? Decode(ReadOnlySpan<byte> data, int channels, int rate)
    {
        var samples = new float[data.Length / (2 * channels)];
        for (var i = 0; i < samples.Length; i++)
        {
            var sum = 0;
            for (var channel = 0; channel < channels; channel++)
            {
                sum += BinaryPrimitives.ReadInt16LittleEndian(data[(2 * ((i * channels) + channel))..]);
            }

            samples[i] = sum / (32768f * channels);
        }

        return samples.Length > 0 ? new Wave(samples, rate) : null;
    }
}
