namespace IntelliAvatar.Server.ModelServers;

/// <summary>How a render ended. <see cref="Server"/> says where, <see cref="Health"/> what it tells about that server.</summary>
public abstract record RenderOutcome
{
    private RenderOutcome()
    {
    }

    /// <summary>The address of the server that gave this answer.</summary>
    public string? Server { get; init; }

    public ServerHealth Health { get; init; } = ServerHealth.Well;

    /// <summary>The server has rendered, and its result may be there when it is asked for again.</summary>
    public bool CanFetchAgain { get; init; }

    /// <summary>The checked video is in its place.</summary>
    public sealed record Rendered : RenderOutcome;

    /// <summary>An attempt was spent in vain.</summary>
    /// <param name="Code">A stable word, see docs/model-servers.md.</param>
    /// <param name="Reason">A sentence for a person, at most 2 KB.</param>
    /// <param name="MayPass">Whether the same job may succeed later.</param>
    /// <param name="MaxTries">How many times a job may end with this code at one server before it is given up; null for the job's own limit.</param>
    /// <param name="RetryAfter">The server asks to be left alone this long.</param>
    public sealed record Failed(string Code, string Reason, bool MayPass, int? MaxTries = null, TimeSpan? RetryAfter = null) : RenderOutcome;

    /// <summary>The server cannot take a job now. The job goes back to the queue and has spent no attempt.</summary>
    /// <param name="Code">A stable word, see docs/model-servers.md.</param>
    /// <param name="Reason">A sentence for a person.</param>
    /// <param name="RetryAfter">When to try again at the earliest.</param>
    /// <param name="Accepted">The server has taken the job into a queue that we cannot see: asking again is another submission, so bound these.</param>
    public sealed record Busy(string Code, string Reason, TimeSpan RetryAfter, bool Accepted = false) : RenderOutcome;

    /// <summary>The server is set up wrongly and out of rotation until an operator looks; the job stays queued and has spent no attempt.</summary>
    public sealed record Misconfigured(string Code, string Reason) : RenderOutcome;
}

/// <summary>What an answer tells about the server that gave it.</summary>
public enum ServerHealth
{
    /// <summary>It speaks with us, whatever it says.</summary>
    Well,

    /// <summary>A transport error or a 5xx: three in a row open its breaker.</summary>
    Faulty,

    /// <summary>It failed a health check: its breaker opens at once.</summary>
    Down,

    /// <summary>It will not serve us as it is configured: out of rotation for the longest time.</summary>
    Misconfigured,
}
