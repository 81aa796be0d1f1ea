namespace IntelliAvatar.Server.Jobs.Queue;

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
    /// <param name="MaxTries">How many failures with this code, at one model server, end the job; null: only the limit on all its attempts.</param>
    public sealed record Retry(string Code, string Reason, TimeSpan? After = null, int? MaxTries = null) : JobOutcome
    {
        /// <summary>The model server that failed; null counts the failures at every one.</summary>
        public string? Server { get; init; }

        /// <summary>Other model servers that are well: while one of them has not failed with this code, the job is not given up.</summary>
        public IReadOnlyCollection<string> Others { get; init; } = [];

        /// <summary>The render itself is good: the next attempt may fetch its result again.</summary>
        public bool IsResultKept { get; init; }
    }

    /// <summary>It failed and would fail again.</summary>
    public sealed record Fail(string Code, string Reason) : JobOutcome;

    /// <summary>Nothing was tried (everybody busy, a server set up wrongly, or we are stopping): back into the queue, at no cost.</summary>
    public sealed record Release(string Code, string Reason, TimeSpan? After = null) : JobOutcome
    {
        public static Release LeaseLost { get; } = new("lease_lost", "The job was cancelled or taken over by another worker.");
    }
}
