namespace IntelliAvatar.Server.Features.JobEvents;

/// <summary>Something to tell, written down once for all who hear it.</summary>
/// <param name="Type"><c>job</c>, <c>deleted</c>, <c>queue</c>, <c>reset</c> or <c>ping</c>.</param>
/// <param name="Data">JSON.</param>
/// <param name="JobId">The job that it is about.</param>
/// <param name="IsEnd">Nothing more will happen to that job.</param>
internal sealed record FeedEvent(string Type, string Data, string? JobId = null, bool IsEnd = false)
{
    /// <summary>Keeps proxies from closing a quiet connection.</summary>
    public static FeedEvent Ping { get; } = new("ping", "{}");

    /// <summary>More has happened than can be told: read the list again.</summary>
    public static FeedEvent Reset { get; } = new("reset", "{}");
}

/// <summary>What one look at the database gave.</summary>
/// <param name="Id">The database's time then, in milliseconds: a client that comes back with it gets everything since.</param>
internal sealed record FeedTurn(long Id, IReadOnlyList<FeedEvent> Events);
