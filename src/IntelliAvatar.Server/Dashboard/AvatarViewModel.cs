using IntelliAvatar.Server.Assets;

namespace IntelliAvatar.Server.Dashboard;

/// <summary>An avatar of the library as the pages show it.</summary>
/// <param name="IsPrepared">By the engine beside this server; null: there is none.</param>
public sealed record AvatarViewModel(Avatar Avatar, bool? IsPrepared)
{
    /// <summary>The avatar at the API.</summary>
    public string Resource => $"/v1/avatars/{Avatar.AvatarId}";

    /// <summary>The form, with this avatar chosen.</summary>
    public string NewVideo => $"/new?avatar={Avatar.AvatarId}";
}
