namespace IntelliAvatar.Chaos;

/// <param name="Kills">How many blows.</param>
/// <param name="Seed">All decisions come from it.</param>
/// <param name="Longest">No blow after that.</param>
internal sealed record ChaosOptions(int Kills, int Seed, bool Postgres, TimeSpan Longest)
{
    public const int MaxAttempts = 12, MaxCrashes = 6;

    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(4);

    /// <summary>How long everybody may take to end every job once nothing is struck any more.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromMinutes(3);

    public IReadOnlyList<string> Roles => Postgres ? ["api", "api", "scheduler", "scheduler", "scheduler"] : ["api", "scheduler"];

    /// <summary>Short deadlines, so that a thousand blows take minutes.</summary>
    public static IEnumerable<string> Settings =>
    [
        $"--Scheduler:Lease={Lease}", "--Scheduler:Heartbeat=00:00:00.8", "--Scheduler:RetryDelay=00:00:00.1", "--Scheduler:MaxRetryDelay=00:00:01", "--Scheduler:Rescue=00:00:00.2",
        $"--Scheduler:MaxAttempts={MaxAttempts}", $"--Scheduler:MaxCrashes={MaxCrashes}", "--Scheduler:Drain=00:00:03", "--Gateway:Attempt=00:00:10", "--Gateway:Pause=00:00:00.2",
        "--Gateway:FirstByte=00:00:03", "--Gateway:Stall=00:00:03", "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
    ];
}
