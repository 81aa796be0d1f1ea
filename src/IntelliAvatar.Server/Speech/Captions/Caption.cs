namespace IntelliAvatar.Server.Speech.Captions;

/// <summary>Words that are shown while they are heard.</summary>
public sealed record Caption(TimeSpan From, TimeSpan To, string Text);
