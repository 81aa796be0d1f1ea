using System.Security.Cryptography;

namespace IntelliAvatar.Server.Storage;

/// <summary>By what the same bytes are known again: SHA-256, in lower-case hexadecimal digits.</summary>
internal static class ContentHash
{
    public static async Task<string> OfFileAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }
}
