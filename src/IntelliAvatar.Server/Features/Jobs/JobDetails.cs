using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;

namespace IntelliAvatar.Server.Features.Jobs;

/// <summary>A job with all that is known of it.</summary>
public sealed record JobDetails : JobState
{
    [SetsRequiredMembers]
    internal JobDetails(JobState state)
        : base(state)
    {
    }

    /// <summary>All attempts, the first one first; the last may be running.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<AttemptState> Attempts { get; init; } = [];

    /// <summary>The jobs that repeat this one.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<string> RetriedAs { get; init; } = [];

    internal static JobDetails Of(JobHistory.JobWithAttempts story, Estimate outlook) => new(JobState.Of(story.Job, outlook))
    {
        Speech = SpeechState.Of(story.Job, int.MaxValue),
        Attempts = [.. story.Attempts.Select(AttemptState.Of), .. story.Job.Status == JobStatus.InProgress ? [AttemptState.Running(story.Job, story.Host)] : Array.Empty<AttemptState>()],
        RetriedAs = story.RetriedAs,
    };
}
