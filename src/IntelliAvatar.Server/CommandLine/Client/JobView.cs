using System.Text.Json;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>What is shown of a job, whatever else a server tells of it; servers older and newer than this program tell less and more.</summary>
internal sealed record JobView
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public string JobId { get; init; } = "";

    public string UserId { get; init; } = "";

    public string Feature { get; init; } = "";

    public string Status { get; init; } = "";

    public bool Stopping { get; init; }

    public string? Step { get; init; }

    public double? Progress { get; init; }

    public int? QueuePosition { get; init; }

    public EtaView? Eta { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public SpeechView? Speech { get; init; }

    public IReadOnlyList<string> Changes { get; init; } = [];

    public string? ModelServer { get; init; }

    public ErrorView? Error { get; init; }

    public string? RetryOf { get; init; }

    public IReadOnlyList<AttemptView> Attempts { get; init; } = [];

    public IReadOnlyList<string> RetriedAs { get; init; } = [];

    public sealed record EtaView(double Seconds);

    public sealed record SpeechView(double? Seconds, string? Voice, string? Text);

    public sealed record ErrorView(string Code, string Message, string? WhatToDo);

    public sealed record AttemptView(int Attempt, DateTime StartedAt, DateTime? EndedAt, string? Outcome, string? ModelServer, ErrorView? Error);

    public bool IsCompleted => Status == "COMPLETED";

    public bool HasEnded => Status is not ("QUEUED" or "IN_PROGRESS");

    public static JobView Of(JsonElement json) => json.Deserialize<JobView>(Names) ?? new JobView();

    /// <summary>How it stands, without its progress: 'waiting, 3 in the queue', 'speech', 'failed'.</summary>
    public string Standing() => this switch
    {
        { Status: "QUEUED", QueuePosition: { } place } => $"waiting, {place} in the queue",
        { Status: "QUEUED" } => "waiting",
        { Stopping: true } => "stopping",
        { Status: "IN_PROGRESS", Step: { Length: > 0 } step } => step,
        { Status: "IN_PROGRESS" } => "running",
        _ => Status.ToLowerInvariant(),
    };

    /// <summary>How long still, roughly.</summary>
    public string? Left() => Eta is not { Seconds: var seconds } || HasEnded ? null : Say(TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 1e7)));

    /// <summary>How long it took or has taken, from the beginning of its last attempt.</summary>
    public string? Duration() => StartedAt is { } began && EndedAt is { } ended ? Say(ended - began) : null;

    private static string Say(TimeSpan time) => time.TotalSeconds < 60 ? $"{time.TotalSeconds:0} s"
        : time.TotalHours < 1 ? $"{(int)time.TotalMinutes} min {time.Seconds} s"
        : $"{(int)time.TotalHours} h {time.Minutes} min";
}
