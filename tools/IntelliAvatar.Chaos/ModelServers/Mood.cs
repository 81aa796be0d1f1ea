namespace IntelliAvatar.Chaos.ModelServers;

/// <summary>How a model server treats one submission.</summary>
internal enum Mood
{
    Good,

    /// <summary>It renders, 10 s later than usual.</summary>
    Late,

    /// <summary>503 at once.</summary>
    Unavailable,

    /// <summary>500 at once.</summary>
    Error,

    /// <summary>The connection is reset in the middle of the render.</summary>
    Reset,

    /// <summary>The answer breaks off after its first bytes.</summary>
    Cut,

    /// <summary>A web page with status 200.</summary>
    WebPage,

    /// <summary>200, and JSON that says it failed.</summary>
    Failed,

    /// <summary>200, and nothing.</summary>
    Empty,
}
