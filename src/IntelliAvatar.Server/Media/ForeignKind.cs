namespace IntelliAvatar.Server.Media;

/// <summary>What a person can do about a file that we cannot take.</summary>
internal enum ForeignKind
{
    Other,
    Video,
    Sound,
    Picture,
    Text,

    /// <summary>It names its material and does not hold it.</summary>
    Project,

    Archive,

    /// <summary>What a server answers in place of a file.</summary>
    Page,

    /// <summary>It only says where the material lies. It is never followed.</summary>
    Playlist,
}
