namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>An attempt at a job that has ended.</summary>
public sealed class JobAttempt
{
    /// <summary>The values of <see cref="Outcome"/> that are no states of a job.</summary>
    public const string Released = "RELEASED", Lost = "LOST";

    public required string JobId { get; init; }

    public int Attempt { get; init; }

    /// <summary>The machine that ran it; null: not known.</summary>
    public string? Host { get; init; }

    public string? ModelServer { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset EndedAt { get; init; }

    /// <summary><c>COMPLETED</c>, <c>FAILED</c>, <c>CANCELLED</c>, <c>RELEASED</c> (nothing was tried) or <c>LOST</c> (its process died).</summary>
    public required string Outcome { get; init; }

    public string? ErrorCode { get; init; }

    public string? Error { get; init; }

    public double? SpeechSeconds { get; init; }

    /// <summary>See <see cref="JobStep"/>.</summary>
    public string Steps { get; init; } = JobStep.None;
}
