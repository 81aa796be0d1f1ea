// SPDX-License-Identifier: GPL-3.0-or-later

using System.Runtime.InteropServices;

namespace IntelliAvatar.EspeakVoice;

/// <summary>Mono 16-bit PCM in RIFF WAVE.</summary>
internal static class WaveFile
{
    public static async Task WriteAsync(string path, List<short> samples, int rate)
    {
        using var file = new MemoryStream();
        using (var writer = new BinaryWriter(file))
        {
            var bytes = samples.Count * sizeof(short);
            writer.Write("RIFF"u8);
            writer.Write(36 + bytes);
            writer.Write("WAVEfmt "u8);
            writer.Write(16);
            writer.Write((short)1);
            writer.Write((short)1);
            writer.Write(rate);
            writer.Write(rate * sizeof(short));
            writer.Write((short)sizeof(short));
            writer.Write((short)16);
            writer.Write("data"u8);
            writer.Write(bytes);
            writer.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(samples)));
        }

        await File.WriteAllBytesAsync(path, file.ToArray());
    }
}
