namespace IntelliAvatar.Server.Speech;

/// <summary>What to speak, and with which voice.</summary>
/// <param name="Voice">The id of a voice; null = the best one for gender and language.</param>
/// <param name="Gender">male or female; null = either.</param>
/// <param name="Language">A language tag such as hi, hi-IN or en-US; null = judged by the letters of the text.</param>
public sealed record SpeechRequest(string Text, string? Voice = null, string? Gender = null, string? Language = null);
