namespace IntelliAvatar.LipSync.Articulation;

/// <summary>One sound of the speech: when it begins, in seconds, and its IPA symbol. It lasts until the next one begins; an empty symbol is a pause.</summary>
public readonly record struct Phone(double Start, string Symbol);
