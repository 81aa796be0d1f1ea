namespace IntelliAvatar.Server.Http;

/// <summary>
/// Says in the log that requests get an error that we expect: one line per code, at most one a minute. In an outage every request fails
/// for the same reason, and its stack tells nothing.
/// </summary>
internal sealed class TroubleLog(TimeProvider time, ILogger<TroubleLog> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Said, int Since)> _codes = new(StringComparer.Ordinal);

    public void Tell(Refusal answer, Exception cause)
    {
        int since;
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (_codes.TryGetValue(answer.Code, out var last) && time.GetElapsedTime(last.Said, now) < Interval)
            {
                _codes[answer.Code] = last with { Since = last.Since + 1 };
                return;
            }

            since = last.Since;
            _codes[answer.Code] = (now, 0);
        }

        log.LogWarning(
            "Requests get {Status} {Code}: {Cause}{Since}", answer.Status, answer.Code, Sentence(cause), since > 0 ? $" ({since} more since the last line like this)" : "");
    }

    /// <summary>What broke, with what broke it; one line.</summary>
    private static string Sentence(Exception cause)
    {
        var root = RootOf(cause);
        var said = cause.Message.Contains(root.Message, StringComparison.Ordinal) ? cause.Message : $"{cause.Message} ({root.Message})";
        return said.ReplaceLineEndings(" ");
    }

    /// <summary>What was the first to break. Of several hosts that are all away the last one tried is as good as any.</summary>
    internal static Exception RootOf(Exception cause) => cause switch
    {
        AggregateException { InnerExceptions: [.., var last] } => RootOf(last),
        { InnerException: { } inner } => RootOf(inner),
        _ => cause,
    };
}
