using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IntelliAvatar.Chaos;

/// <summary>What a video says of itself in a box at its end that players pass over: whose it is, from which inputs, and which render.</summary>
internal sealed record VideoMark(string JobId, string Video, string Audio, int Render)
{
    private const int IdLength = 36, HashLength = 64, RenderLength = 8;
    private const int Length = IdLength + (2 * HashLength) + RenderLength;

    /// <summary>The SHA-256 of an input.</summary>
    public static string Hash(Stream input) => Convert.ToHexStringLower(SHA256.HashData(input));

    public byte[] On(byte[] video)
    {
        byte[] box = [0, 0, 0, 0, .. "free"u8, .. Encoding.ASCII.GetBytes($"{JobId}{Video}{Audio}{Render:D8}")];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        return [.. video, .. box];
    }

    /// <returns>Null: the video is not whole.</returns>
    public static VideoMark? Of(ReadOnlySpan<byte> video)
    {
        if (video.Length < Length + 8 || !video[^(Length + 4)..^Length].SequenceEqual("free"u8))
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(video[^Length..]);
        return new(text[..IdLength], text[IdLength..(IdLength + HashLength)], text[(IdLength + HashLength)..^RenderLength], int.Parse(text[^RenderLength..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
