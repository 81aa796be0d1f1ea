namespace IntelliAvatar.Server.Jobs;

/// <summary>How an attempt at a job ends. A closed set.</summary>
public abstract record JobOutcome
{
    private JobOutcome()
    {
    }

    /// <summary>The checked video lies in <paramref name="ResultPath"/>, a temporary file of this attempt.</summary>
    public sealed record Done(string ResultPath) : JobOutcome;

    /// <summary>It failed in a way that may pass.</summary>
    /// <param name="Code">A stable word, e.g. <c>model_server_unreachable</c>.</param>
    /// <param name="Reason">A sentence that a person can act on.</param>
    /// <param name="After">Wait at least so long.</param>
    /// <param name="MaxTries">Fewer tries than usual for this reason.</param>
    public sealed record Retry(string Code, string Reason, TimeSpan? After = null, int? MaxTries = null) : JobOutcome;

    /// <summary>It failed and would fail again.</summary>
    public sealed record Fail(string Code, string Reason) : JobOutcome;

    /// <summary>Nothing was tried (everybody busy, a server set up wrongly, or we are stopping): back into the queue, at no cost.</summary>
    public sealed record Release(string Code, string Reason, TimeSpan? After = null) : JobOutcome;
}
