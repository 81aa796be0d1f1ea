namespace IntelliAvatar.Server.Storage;

/// <summary>A file that a row names.</summary>
/// <param name="Owner">Whose it is, for people: <c>job 0197…</c>.</param>
/// <param name="IsNeeded">False: the owner can do without, or it is made again.</param>
public sealed record NamedFile(string Owner, string Key, bool IsNeeded = true);
