namespace IntelliAvatar.Server.Dashboard;

/// <summary>The sentences of the pages: <c>Texts.resx</c> in English, <c>Texts.hi.resx</c> in Hindi.</summary>
public sealed class Texts;
