namespace IntelliAvatar.Server.ModelServers.Gateway;

/// <summary>Bodies of strangers, read no further than they deserve.</summary>
internal static class GatewayBody
{
    /// <summary>Everything that is left, or null when it is more than <see cref="GatewayJson.MaxJsonBytes"/>.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadSmallAsync(Stream body, ReadOnlyMemory<byte> begun, CancellationToken cancel)
    {
        using var read = new MemoryStream();
        await read.WriteAsync(begun, cancel);
        var buffer = new byte[16 << 10];
        while (await body.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            if (read.Length + count > GatewayJson.MaxJsonBytes)
            {
                return null;
            }

            await read.WriteAsync(buffer.AsMemory(0, count), cancel);
        }

        return read.ToArray();
    }

    public static bool LooksLikeHtml(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<', ..];
}
