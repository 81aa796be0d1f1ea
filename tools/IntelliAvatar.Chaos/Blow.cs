namespace IntelliAvatar.Chaos;

internal enum BlowKind
{
    /// <summary>kill -9.</summary>
    Kill,

    /// <summary>SIGSTOP for longer than the lease, then SIGCONT: a worker that wakes as a zombie.</summary>
    Freeze,

    /// <summary>SIGTERM.</summary>
    Stop,
}

/// <param name="After">The pause before it.</param>
/// <param name="Node">Who is struck.</param>
/// <param name="DatabaseToo">PostgreSQL crashes and comes back at the same time.</param>
internal sealed record Blow(TimeSpan After, int Node, BlowKind Kind, bool DatabaseToo)
{
    /// <summary>The same blows for the same seed.</summary>
    public static IEnumerable<Blow> Plan(ChaosOptions options)
    {
        var random = new Random(options.Seed);

        // Two processes struck as often as five would do nothing but start.
        var longest = TimeSpan.FromSeconds(options.Postgres ? 1.5 : 3);
        for (var number = 1; number <= options.Kills; number++)
        {
            yield return new Blow(
                longest * random.NextDouble(),
                random.Next(options.Roles.Count),
                random.NextDouble() switch { < 0.75 => BlowKind.Kill, < 0.88 => BlowKind.Freeze, _ => BlowKind.Stop },
                number % 40 == 0);
        }
    }
}
