namespace IntelliAvatar.Server.Speech.Text;

/// <summary>A piece of a text that is not said.</summary>
/// <param name="Piece">As it is written.</param>
/// <param name="Why">A sentence.</param>
public sealed record LeftOut(string Piece, string Why);
