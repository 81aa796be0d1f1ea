using IntelliAvatar.Server.Assets;

namespace IntelliAvatar.Server.Features.Avatars;

/// <summary>An avatar as <c>/v1</c> tells it.</summary>
/// <param name="Seconds">How long its video is.</param>
/// <param name="Changes">What was changed in the file that came, a sentence each.</param>
public sealed record AvatarState(
    string AvatarId, string UserId, string Name, double Seconds, IReadOnlyList<string> Changes, DateTime CreatedAt, DateTime ChangedAt, AvatarLinks Links)
{
    internal static AvatarState Of(Avatar avatar) => new(
        avatar.AvatarId, avatar.UserId, avatar.Name, Math.Round(avatar.Seconds, 3), avatar.ChangeList(), avatar.CreatedAt.UtcDateTime, avatar.ChangedAt.UtcDateTime,
        new($"/v1/avatars/{avatar.AvatarId}", $"/v1/avatars/{avatar.AvatarId}/video", $"/v1/avatars/{avatar.AvatarId}/thumbnail.jpg"));
}

/// <summary>Where its things are.</summary>
public sealed record AvatarLinks(string Self, string Video, string Thumbnail);

/// <param name="Items">At most limit, the newest first.</param>
/// <param name="Next">The cursor of the next page; null: this is the last one.</param>
public sealed record AvatarPage(IReadOnlyList<AvatarState> Items, string? Next);
