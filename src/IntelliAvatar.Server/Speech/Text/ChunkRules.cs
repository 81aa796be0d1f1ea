namespace IntelliAvatar.Server.Speech.Text;

/// <summary>How an engine takes its text.</summary>
/// <param name="MaxLength">The longest chunk, in UTF-16 units.</param>
/// <param name="JoinSentences">Short sentences share a chunk: right where a call is dear.</param>
/// <param name="AtOnce">How many chunks of one speech may be spoken at the same time.</param>
public sealed record ChunkRules(int MaxLength, bool JoinSentences, int AtOnce);
