namespace IntelliAvatar.Server.Media;

/// <summary>What is known of a file once its headers were read and its packets counted. Nothing was decoded.</summary>
/// <param name="Refusal">Why it cannot be accepted; null when only its content can still be wrong.</param>
/// <param name="Cost">What its conversion takes.</param>
/// <param name="Length">How long a recording says that it lasts; null: it does not say.</param>
public sealed record IntakeEstimate(Refusal? Refusal, MediaCost Cost, TimeSpan? Length = null);
