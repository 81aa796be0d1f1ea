namespace IntelliAvatar.Server.ModelServers;

/// <summary>A server and what its pool knows of it.</summary>
internal sealed class PoolEntry(ModelServer server, TimeProvider clock)
{
    public ModelServer Server { get; } = server;

    public CircuitBreaker Breaker { get; } = new(clock);

    public int Busy { get; set; }

    public string? Trouble { get; set; }

    public DateTimeOffset? FullElsewhereUntil { get; set; }

    public bool IsFullElsewhere => FullElsewhereUntil > clock.GetUtcNow();
}
