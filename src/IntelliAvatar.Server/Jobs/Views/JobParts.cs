using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>How long still.</summary>
/// <param name="Seconds">From now on.</param>
/// <param name="At">That moment.</param>
public sealed record Eta(double Seconds, DateTime At)
{
    internal static Eta? Of(Estimate outlook) =>
        outlook.Left is { } left ? new(Math.Round(left.TotalSeconds, 1), (outlook.Now + left).UtcDateTime) : null;
}

/// <summary>What is said.</summary>
/// <param name="Seconds">How long it is; null while a text is not spoken yet; while a recording is not converted yet, what its header says.</param>
/// <param name="Voice">Who speaks the text, once it is spoken.</param>
/// <param name="Text">The text, cut in lists; null when the speech was uploaded.</param>
public sealed record SpeechState(double? Seconds, string? Voice, string? Text)
{
    internal static SpeechState Of(Job job, int longest) =>
        new(job.SpeechSeconds, job.Voice, job.Script?.Length > longest ? job.Script[..(char.IsHighSurrogate(job.Script[longest - 1]) ? longest - 1 : longest)] + "…" : job.Script);
}

/// <summary>What went wrong.</summary>
/// <param name="Code">A stable word.</param>
/// <param name="Message">A sentence.</param>
/// <param name="WhatToDo">What helps against it, where one can say.</param>
public sealed record JobError(string Code, string Message, string? WhatToDo)
{
    /// <param name="isFinal">The job has failed with it: before that it helps itself.</param>
    internal static JobError? Of(string? code, string? message, bool isFinal) =>
        code is null || message is null ? null : new(code, message, isFinal ? ErrorAdvice.Against(code) : null);
}

/// <summary>One attempt.</summary>
/// <param name="Host">The machine whose process runs it; null: not known.</param>
/// <param name="Outcome">COMPLETED, FAILED, CANCELLED, RELEASED (nothing was tried: it went back at no cost) or LOST (its process died); null: it runs.</param>
public sealed record AttemptState(
    int Attempt, DateTime StartedAt, DateTime? EndedAt, string? Outcome, string? Host, string? ModelServer, JobError? Error, IReadOnlyList<StepState> Steps)
{
    internal static AttemptState Of(JobAttempt ended) => new(
        ended.Attempt, ended.StartedAt.UtcDateTime, ended.EndedAt.UtcDateTime, ended.Outcome, ended.Host, ended.ModelServer, JobError.Of(ended.ErrorCode, ended.Error, isFinal: false), StepState.Of(ended.Steps));

    internal static AttemptState Running(Job job, string? host) =>
        new(job.Attempt, (job.StartedAt ?? job.CreatedAt).UtcDateTime, null, null, host, job.ModelServer, null, StepState.Of(job.Steps));
}

/// <summary>A step and when it began.</summary>
public sealed record StepState(string Step, DateTime At)
{
    internal static IReadOnlyList<StepState> Of(string steps) => [.. JobStep.Parse(steps).Select(step => new StepState(step.Step, step.Began.UtcDateTime))];
}

/// <summary>Addresses on this server.</summary>
public sealed record JobLinks(string Self, string Events, string InputVideo, string? InputAudio, string? Video, string? Thumbnail, string? Preview, string? Captions)
{
    internal static JobLinks Of(Job job)
    {
        var self = $"/v1/jobs/{job.JobId}";
        var isDone = job.Status == JobStatus.Completed;
        return new(
            self, $"{self}/events", $"{self}/input/video", job.InputAudio is null || StorageKeys.IsAsSent(job.InputAudio) ? null : $"{self}/input/audio",
            isDone ? $"{self}/video" : null, isDone ? $"{self}/thumbnail.jpg" : null, isDone ? $"{self}/preview.webp" : null,
            job is { Script: not null, SpeechSeconds: not null } ? $"{self}/captions.vtt" : null);
    }
}
