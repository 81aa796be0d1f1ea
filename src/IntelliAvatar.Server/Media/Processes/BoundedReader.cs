using System.Buffers;

namespace IntelliAvatar.Server.Media.Processes;

/// <summary>Reads a stream to its end and keeps only its beginning, so that a talkative child neither blocks nor fills our memory.</summary>
internal static class BoundedReader
{
    public static async Task<(byte[] Kept, bool Cut)> ReadAsync(Stream from, int atMost, CancellationToken cancel)
    {
        using var kept = new MemoryStream();
        var cut = false;
        var buffer = ArrayPool<byte>.Shared.Rent(16 << 10);
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, cancel)) > 0)
            {
                var room = Math.Min(read, atMost - (int)kept.Length);
                kept.Write(buffer, 0, room);
                cut |= room < read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return (kept.ToArray(), cut);
    }
}
