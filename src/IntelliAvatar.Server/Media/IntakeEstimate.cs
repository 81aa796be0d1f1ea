namespace IntelliAvatar.Server.Media;

/// <summary>What is known of a file once its headers were read and its packets counted. Nothing was decoded.</summary>
/// <param name="Refusal">Why it cannot be accepted; null when only its content can still be wrong.</param>
/// <param name="Cost">What its conversion takes.</param>
public sealed record IntakeEstimate(Refusal? Refusal, MediaCost Cost);
