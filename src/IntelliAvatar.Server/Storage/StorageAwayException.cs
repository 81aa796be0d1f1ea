namespace IntelliAvatar.Server.Storage;

/// <summary>The store does not answer, or refuses what it allowed when the server was started. The same may go well in a moment.</summary>
public sealed class StorageAwayException(string doing, Exception? reason = null) : IOException($"The store failed at {doing}: {reason?.Message ?? "it broke off"}", reason)
{
    public const string Code = "storage_unavailable";
}
