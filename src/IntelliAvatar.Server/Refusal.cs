namespace IntelliAvatar.Server;

/// <summary>Why we said no.</summary>
/// <param name="Code">A stable word that a program can act on, e.g. <c>video_too_large</c>. Never changes once shipped.</param>
/// <param name="Detail">A sentence that a person can act on.</param>
/// <param name="Status">The HTTP status that fits, when this is the answer to a request.</param>
public sealed record Refusal(string Code, string Detail, int Status = StatusCodes.Status422UnprocessableEntity);
