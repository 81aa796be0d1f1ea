namespace IntelliAvatar.Server.Features.Planning;

/// <summary>What would become of an order.</summary>
/// <param name="Ok">It would be taken, and no problem is an error.</param>
/// <param name="Kind">What kind of job: avatar-sync or text-to-avatar; null when that cannot be said.</param>
/// <param name="OutputSeconds">How long the video would be.</param>
/// <param name="IsEstimate">A text is not spoken yet: its length is told by how fast the voice usually speaks. Or the audio takes long to convert: its header tells.</param>
/// <param name="Changes">What would be changed in the files, a sentence each.</param>
/// <param name="Voice">Who would speak; null for audio.</param>
/// <param name="Problems">What was found.</param>
/// <param name="FacesLookedAt">So many seconds of the video were looked at for faces.</param>
/// <param name="QueuePosition">The place it would get now; 1 is next.</param>
/// <param name="Eta">When it would be done; null while nothing is known to tell by.</param>
/// <param name="Cost">What services outside would charge, about; null when none does, or when it is not known.</param>
public sealed record Plan(
    bool Ok, string? Kind, double? OutputSeconds, bool IsEstimate, IReadOnlyList<string> Changes, PlannedVoice? Voice, IReadOnlyList<Problem> Problems,
    double FacesLookedAt, int QueuePosition, PlannedEnd? Eta, PlannedCost? Cost);

/// <summary>Who would speak.</summary>
/// <param name="Language">In which language.</param>
/// <param name="Why">A sentence.</param>
public sealed record PlannedVoice(string Id, string Name, string Provider, string Language, string Why);

/// <summary>What services outside would charge, about.</summary>
/// <param name="Amount">In the currency, taxes not counted.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Why">A sentence.</param>
public sealed record PlannedCost(decimal Amount, string Currency, string Why);

/// <summary>When it would be done.</summary>
/// <param name="Seconds">From now on.</param>
/// <param name="At">That moment.</param>
public sealed record PlannedEnd(double Seconds, DateTime At);
