namespace IntelliAvatar.Server.Speech.Flite;

/// <summary>What Flite is given to read.</summary>
/// <param name="Text">ASCII.</param>
/// <param name="Addenda">Lines <c>word : phones</c> for its lexicon; empty when it knows the words.</param>
internal sealed record FliteScript(string Text, string Addenda);
