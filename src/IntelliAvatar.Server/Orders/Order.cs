using IntelliAvatar.Server.Speech;

namespace IntelliAvatar.Server.Orders;

/// <summary>What somebody wants made: a head, and what it shall say.</summary>
public sealed record Order
{
    public required string UserId { get; init; }

    /// <summary>What it is listed as; null: as its kind is usually called.</summary>
    public string? Feature { get; init; }

    public required Material Video { get; init; }

    /// <summary>What it shall say, where that is a recording.</summary>
    public Material? Audio { get; init; }

    /// <summary>What it shall say, where that is a text.</summary>
    public SpeechRequest? Says { get; init; }

    public int Priority { get; init; }
}

/// <summary>An order of which everything was looked at and found good.</summary>
/// <param name="Audio">Null where it is a text that shall be said.</param>
public sealed record AcceptedOrder(Order Order, Material.Normalised Video, Material.Normalised? Audio)
{
    public IReadOnlyList<string> Changes => [.. Video.Changes, .. Audio?.Changes ?? []];
}
