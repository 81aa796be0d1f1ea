using System.Text.Json;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>One row of the jobs table.</summary>
public sealed record Job
{
    /// <summary>The row's number: jobs that were submitted later have larger ones.</summary>
    public long Seq { get; init; }

    public required string JobId { get; init; }

    /// <summary>In a claim: names its tries to store something.</summary>
    internal string TryId => field ??= StorageKeys.NewTry(Attempt);

    /// <summary>Which handler runs it, e.g. <c>avatar-sync</c>.</summary>
    public required string Kind { get; init; }

    public required string UserId { get; init; }

    /// <summary>What the customer calls it, e.g. <c>Avatar Sync Studio</c>.</summary>
    public required string Feature { get; init; }

    /// <summary>What the handler needs besides the files, as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>Storage key of the base video: see <see cref="IsUnconverted"/>.</summary>
    public required string InputVideo { get; init; }

    /// <summary>Storage key of the speech; null while a text job's speech is not made yet.</summary>
    public string? InputAudio { get; init; }

    /// <summary>How long the conversion of the inputs takes, about, while it is to be done; null: they are in form.</summary>
    public double? ConversionSeconds { get; init; }

    /// <summary>An input is stored as its user sent it: the job's first step converts it.</summary>
    public bool IsUnconverted => ConversionSeconds is not null;

    /// <summary>Storage key of the result, once completed.</summary>
    public string? OutputVideo { get; init; }

    /// <summary>What was changed in the uploaded files: a JSON array of sentences.</summary>
    public string Changes { get; init; } = "[]";

    /// <summary>How long the speech is, once that is known; of a recording that is not converted yet, what its header says.</summary>
    public double? SpeechSeconds { get; init; }

    /// <summary>What is said, where that is a text.</summary>
    public string? Script { get; init; }

    /// <summary>The voice that spoke the text, once it has.</summary>
    public string? Voice { get; init; }

    /// <summary>The job that this one repeats.</summary>
    public string? RetryOf { get; init; }

    public string Status { get; init; } = JobStatus.Queued;

    /// <summary>What the worker is doing, e.g. <c>convert</c>, <c>speech</c>, <c>generate</c>, <c>fetch</c>.</summary>
    public string? Step { get; init; }

    /// <summary>What the present attempt has begun so far, as JSON: see <see cref="JobStep"/>.</summary>
    public string Steps { get; init; } = JobStep.None;

    /// <summary>0…1 while it runs.</summary>
    public double? Progress { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the present or last attempt began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When its state last changed, or a change was requested.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Not to be claimed before this time.</summary>
    public DateTimeOffset RunAt { get; init; }

    /// <summary>Higher ones run first.</summary>
    public int Priority { get; init; }

    /// <summary>Its place in its user's line: users take turns, one job each a round.</summary>
    public long Turn { get; init; }

    /// <summary>When cancellation of the running job was requested.</summary>
    public DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>How often it was claimed. The fencing token: it only ever grows.</summary>
    public int Attempt { get; init; }

    /// <summary>Attempts that ended with an error.</summary>
    public int Failures { get; init; }

    /// <summary>Attempts whose process died.</summary>
    public int Crashes { get; init; }

    /// <summary>The instance that runs it.</summary>
    public string? Owner { get; init; }

    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>The model server that works on it or did last.</summary>
    public string? ModelServer { get; init; }

    /// <summary>The place at <see cref="ModelServer"/> that is this job's while it runs, among all processes.</summary>
    public int? ModelServerSlot { get; init; }

    /// <summary>The model server that has rendered it and may still have the result.</summary>
    public string? ResultServer { get; init; }

    /// <summary>The name of that result there.</summary>
    public string? ResultName { get; init; }

    /// <summary>Whether the attempt does what can kill its process: runs tools on the files of users.</summary>
    public bool AtRisk { get; init; }

    /// <summary>Whether it may have killed a process; it is at risk only alone, until it has passed.</summary>
    public bool IsSuspect { get; init; }

    /// <summary>Until when <see cref="ModelServerSlot"/> is the job's without another heartbeat.</summary>
    public DateTimeOffset? SlotUntil { get; init; }

    public string? ErrorCode { get; init; }

    /// <summary>Why it failed, or why it is waiting for another attempt: a sentence.</summary>
    public string? Error { get; init; }

    public T PayloadAs<T>() => JsonSerializer.Deserialize<T>(Payload, JsonSerializerOptions.Web)
        ?? throw new InvalidOperationException($"Job {JobId} has no payload.");

    public IReadOnlyList<string> ChangeList() => JsonSerializer.Deserialize<string[]>(Changes) ?? [];
}
