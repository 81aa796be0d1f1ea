using System.ComponentModel.DataAnnotations;

namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>Section <c>Scheduler</c> of the settings.</summary>
public sealed class SchedulerOptions : IValidatableObject
{
    /// <summary>How long a claim lasts without a heartbeat.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a running job's lease is renewed; at most a third of the lease.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:20:00")]
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Failed and crashed attempts together that end a job.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Crashed attempts that end a job: a file that kills its worker must not kill it for ever.</summary>
    [Range(1, 100)]
    public int MaxCrashes { get; init; } = 3;

    /// <summary>The first pause between two attempts; it doubles each time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the queue is looked at when no signal came: another process may have submitted.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How often jobs of dead workers are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan Rescue { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>How long a stop waits for running jobs before it gives them back.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Jobs rendered at once; null: the sum of the model servers' slots.</summary>
    [Range(1, 1000)]
    public int? Concurrency { get; init; }

    /// <summary>
    /// Jobs in progress beyond those being rendered: the next ones' speech is made, the last ones' results are fetched and checked.
    /// Null: one for each that is being rendered, and one.
    /// </summary>
    [Range(0, 1000)]
    public int? Ahead { get; init; }

    /// <summary>How long a slot stays a job's without a heartbeat: one may fail at a database that does not answer, and is sent again at once.</summary>
    internal TimeSpan SlotPatience => (Heartbeat * 1.25) + TimeSpan.FromSeconds(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Heartbeat > Lease / 3)
        {
            yield return new ValidationResult(
                $"Scheduler:Heartbeat ({Heartbeat}) must be at most a third of Scheduler:Lease ({Lease}).", [nameof(Heartbeat)]);
        }
    }
}
