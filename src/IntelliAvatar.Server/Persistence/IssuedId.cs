using System.Security.Cryptography;
using System.Text;

namespace IntelliAvatar.Server.Persistence;

/// <summary>
/// Ids of version 7 whose last eight digits only one installation can compute. So the name of a file alone tells whether this
/// database made it, whatever its date and wherever it was copied.
/// </summary>
public static class IssuedId
{
    private const int Signed = 12;

    public static string Create(string installation, DateTimeOffset at) => Of(installation, Guid.CreateVersion7(at));

    /// <summary>The id with the digits of the installation.</summary>
    public static string Of(string installation, Guid version7)
    {
        Span<byte> id = stackalloc byte[16];
        version7.TryWriteBytes(id, bigEndian: true, out _);
        Sign(installation, id[..Signed], id[Signed..]);
        return new Guid(id, bigEndian: true).ToString();
    }

    /// <summary>Whether this installation made the id.</summary>
    public static bool IsOf(string installation, string id)
    {
        Span<byte> bytes = stackalloc byte[16];
        Span<byte> mark = stackalloc byte[16 - Signed];
        if (!Guid.TryParseExact(id, "D", out var guid) || guid.Version != 7 || !guid.TryWriteBytes(bytes, bigEndian: true, out _))
        {
            return false;
        }

        Sign(installation, bytes[..Signed], mark);
        return mark.SequenceEqual(bytes[Signed..]);
    }

    private static void Sign(string installation, ReadOnlySpan<byte> data, Span<byte> mark)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(installation), data, hash);
        hash[..mark.Length].CopyTo(mark);
    }
}
