namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>Which jobs to list. What is null or empty does not count.</summary>
public sealed record JobFilter
{
    /// <summary>Any of these states.</summary>
    public IReadOnlyCollection<string> Statuses { get; init; } = [];

    public string? UserId { get; init; }

    public string? Feature { get; init; }

    /// <summary>Submitted then or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Submitted before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The beginning of the id, or words of the user, the feature, the spoken text or the error.</summary>
    public string? Text { get; init; }
}
