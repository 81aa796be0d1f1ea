namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>How far an attempt has come, as it is written with the next renewal of its lease.</summary>
/// <param name="Progress">0…1 of the whole job.</param>
/// <param name="Steps">As <see cref="JobStep.Format"/> writes them.</param>
/// <param name="Result">A finished render that could not be written down yet.</param>
public sealed record JobReport(string? Step, double Progress, string? ModelServer, string? Steps, RenderedFile? Result);
