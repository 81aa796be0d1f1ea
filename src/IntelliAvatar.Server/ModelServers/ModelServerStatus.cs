namespace IntelliAvatar.Server.ModelServers;

/// <summary>One server as the pool sees it: one that is out of rotation gets its next job at OutUntil (null while that job runs); Trouble is its last answer, when it was trouble.</summary>
public sealed record ModelServerStatus(string Url, int Slots, int Busy, bool InRotation, DateTimeOffset? OutUntil, string? Trouble);
