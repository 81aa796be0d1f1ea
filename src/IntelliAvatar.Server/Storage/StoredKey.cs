namespace IntelliAvatar.Server.Storage;

/// <summary>A stored file, as a listing has it.</summary>
public readonly record struct StoredKey(string Key, DateTimeOffset WrittenAt);
