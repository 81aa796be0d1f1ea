using System.Security.Cryptography;
using System.Text;

namespace IntelliAvatar.Server.ModelServers;

/// <summary>What a key may look like that two programs share and send as <c>Authorization: Bearer …</c>.</summary>
internal static class SharedKey
{
    private const string Bearer = "Bearer ";
    private const int ShortestOfOurs = 16, Longest = 4096;

    /// <summary>A new random key.</summary>
    public static string Make() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>What is wrong with a key that another's server chose; null: nothing.</summary>
    public static string? Wrong(string key) =>
        key.Length is 0 or > Longest || !key.All(char.IsAscii) || key.Any(letter => char.IsControl(letter) || letter == ' ')
            ? $"must be 1 to {Longest} ASCII characters without blanks"
            : null;

    /// <summary>What is wrong with a key for a server of our own; null: nothing.</summary>
    public static string? WrongForOurs(string key) => Wrong(key) ?? (key.Length < ShortestOfOurs ? $"must have at least {ShortestOfOurs} characters" : null);

    /// <summary>Whether the request has this key. How long that takes tells nothing about it.</summary>
    public static bool IsIn(HttpRequest request, string key) =>
        request.Headers.Authorization is [{ } given]
        && given.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(given[Bearer.Length..].Trim()), Hash(key));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
