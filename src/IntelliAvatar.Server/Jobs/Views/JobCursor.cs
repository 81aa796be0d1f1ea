using System.Buffers.Binary;
using System.Buffers.Text;
using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>A place in the list of jobs, newest first: neither number of a job ever changes, so none is skipped or seen twice.</summary>
/// <param name="CreatedAt">Milliseconds since 1970.</param>
public readonly record struct JobCursor(long CreatedAt, long Seq)
{
    private const int Bytes = 2 * sizeof(long);

    /// <summary>Before all jobs.</summary>
    public static JobCursor Newest { get; } = new(long.MaxValue, long.MaxValue);

    public static JobCursor Of(Job job) => new(job.CreatedAt.ToUnixTimeMilliseconds(), job.Seq);

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is nothing of that kind.</summary>
    public static JobCursor? Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        return Base64Url.IsValid(text, out var length) && length == Bytes && Base64Url.TryDecodeFromChars(text, bytes, out _)
            ? new(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]))
            : null;
    }

    /// <summary>For clients, who give it back as it is.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, CreatedAt);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], Seq);
        return Base64Url.EncodeToString(bytes);
    }
}
