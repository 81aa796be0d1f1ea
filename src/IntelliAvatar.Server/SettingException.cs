namespace IntelliAvatar.Server;

/// <summary>A setting is wrong; the message is the one sentence that the start stops with.</summary>
public sealed class SettingException(string message) : Exception(message);
