namespace IntelliAvatar.Server.Media;

/// <summary>For whom a file is converted, and how long that person waits for a turn.</summary>
/// <param name="UserId">Users share the slots of the intake.</param>
/// <param name="MaxWait">Null: as long as <see cref="MediaLimits.MaxIntakeWait"/> says.</param>
public sealed record IntakeCaller(string UserId, TimeSpan? MaxWait = null)
{
    /// <summary>Work that no request waits for: it gets its turn sooner or later. It is counted apart from the user's requests, so that the user's next file is taken meanwhile.</summary>
    public static IntakeCaller InBackground(string userId) => new($"\0{userId}", Timeout.InfiniteTimeSpan); // no user's name has a NUL
}
