namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>The queue as a whole.</summary>
/// <param name="Waiting">How many jobs wait.</param>
/// <param name="Running">How many are in progress.</param>
/// <param name="Paused">Why no job begins; null: jobs begin.</param>
/// <param name="NotAccepting">Why no new jobs and uploads are accepted; null: they are.</param>
/// <param name="Next">The ids of the first hundred that wait, in their order.</param>
/// <param name="Eta">When all that are here now will be done.</param>
public sealed record QueueState(long Waiting, int Running, PauseState? Paused, string? NotAccepting, IReadOnlyList<string> Next, Eta? Eta)
{
    private const int Foremost = 100;

    internal static QueueState Of(QueueSnapshot look) => new(
        look.Waiting,
        look.Running,
        look.Paused is { } paused ? new(paused.Reason, paused.PausedAt.UtcDateTime) : null,
        look.NotAccepting,
        [.. look.Next.Take(Foremost)],
        look.Waiting + look.Running == 0 ? null : Eta.Of(new Estimate(null, look.Left, look.Now)));
}

/// <summary>Why something begins no new job.</summary>
public sealed record PauseState(string Reason, DateTime Since);
