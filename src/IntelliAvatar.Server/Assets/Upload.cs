namespace IntelliAvatar.Server.Assets;

/// <summary>One row of the uploads table: a file that is on its way to us, or there.</summary>
public sealed class Upload
{
    public required string UploadId { get; init; }

    /// <summary>Empty: not said.</summary>
    public required string UserId { get; init; }

    /// <summary>The network address that announced it; empty: not known.</summary>
    public string Client { get; init; } = "";

    /// <summary>In bytes, when it is whole.</summary>
    public required long Length { get; init; }

    /// <summary>How many bytes are safely stored.</summary>
    public long Received { get; init; }

    /// <summary>The header <c>Upload-Metadata</c>, as it came.</summary>
    public required string Metadata { get; init; }

    /// <summary>For people to read; never a path.</summary>
    public string? FileName { get; init; }

    /// <summary>What its sender takes it for; its bytes decide.</summary>
    public string? FileType { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>It is removed then; whatever arrives moves this on.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>It has received nothing for long, and no room is kept for the rest.</summary>
    public bool IsIdle { get; init; }

    public bool IsWhole => Received == Length;
}
