using System.Buffers.Binary;
using System.Text;

namespace IntelliAvatar.Chaos;

/// <summary>A video that says whose it is: the job's id in a box at its end that players pass over.</summary>
internal static class MarkedVideo
{
    public static byte[] Of(byte[] video, string jobId)
    {
        byte[] box = [0, 0, 0, 0, .. "free"u8, .. Encoding.ASCII.GetBytes(jobId)];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        return [.. video, .. box];
    }

    public static bool IsOf(ReadOnlySpan<byte> video, string jobId) => video.EndsWith(Encoding.ASCII.GetBytes(jobId));
}
