namespace IntelliAvatar.Chaos;

/// <summary>What one run does.</summary>
internal sealed record ChaosOptions
{
    /// <summary>How many faults.</summary>
    public required int Blows { get; init; }

    /// <summary>All decisions come from it.</summary>
    public required int Seed { get; init; }

    public required bool IsPostgres { get; init; }

    public required bool IsS3 { get; init; }

    /// <summary>Short deadlines, so that a thousand faults take minutes; else the product's own.</summary>
    public required bool IsFast { get; init; }

    /// <summary>No fault after that.</summary>
    public required TimeSpan Longest { get; init; }

    public required int Apis { get; init; }

    public required int Schedulers { get; init; }

    /// <summary>Where the logs of the run are kept.</summary>
    public required string Folder { get; init; }

    public int ModelServers => 4;

    public int Customers => 5;

    public TimeSpan Lease => TimeSpan.FromSeconds(IsFast ? 4 : 60);

    public int MaxAttempts => IsFast ? 12 : 5;

    public int MaxCrashes => IsFast ? 6 : 3;

    /// <summary>The longest pause between two faults; the mean is half of it.</summary>
    public TimeSpan LongestPause => TimeSpan.FromSeconds(IsFast ? 3 : 7);

    /// <summary>How long every job may take to end once there are no more faults.</summary>
    public TimeSpan Calm => TimeSpan.FromMinutes(IsFast ? 3 : 6);

    public string Title => $"{(IsPostgres ? "PostgreSQL" : "SQLite")} + {(IsS3 ? "S3" : "disk")}, {(IsFast ? "fast" : "default")} timings, seed {Seed}";

    public IEnumerable<string> Settings =>
    [
        "--Logging:LogLevel:Default=Information", "--Logging:LogLevel:Microsoft=Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
        .. IsFast ? Fast : [],
    ];

    private string[] Fast =>
    [
        $"--Scheduler:Lease={Lease}", "--Scheduler:Heartbeat=00:00:00.8", "--Scheduler:RetryDelay=00:00:00.1", "--Scheduler:MaxRetryDelay=00:00:01", "--Scheduler:Rescue=00:00:00.2",
        $"--Scheduler:MaxAttempts={MaxAttempts}", $"--Scheduler:MaxCrashes={MaxCrashes}", "--Scheduler:Drain=00:00:03", "--Gateway:Attempt=00:00:30", "--Gateway:Pause=00:00:00.2",
        "--Gateway:FirstByte=00:00:10", "--Gateway:Stall=00:00:10",
    ];

    /// <summary>A fault's usual time at these timings.</summary>
    public TimeSpan Scaled(double seconds) => TimeSpan.FromSeconds(IsFast ? Math.Max(0.3, seconds / 6) : seconds);
}
