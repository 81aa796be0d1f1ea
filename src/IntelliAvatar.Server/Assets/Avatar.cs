using System.Text.Json;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Assets;

/// <summary>One row of the avatars table: a base video, normalised once, that many jobs use.</summary>
public sealed class Avatar
{
    public required string AvatarId { get; init; }

    public required string UserId { get; init; }

    public required string Name { get; init; }

    /// <summary>Storage key of the video; null in rows of older versions.</summary>
    public string? Video { get; init; }

    /// <summary>How long the video is.</summary>
    public required double Seconds { get; init; }

    /// <summary>The SHA-256 of the video, by which engines know what they have prepared.</summary>
    public required string Content { get; init; }

    /// <summary>What was changed in the file that came: a JSON array of sentences.</summary>
    public required string Changes { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public string VideoKey => Video ?? StorageKeys.Avatar(AvatarId);

    public IReadOnlyList<string> ChangeList() => JsonSerializer.Deserialize<string[]>(Changes) ?? [];
}
