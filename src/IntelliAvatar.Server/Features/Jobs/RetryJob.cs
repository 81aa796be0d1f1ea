using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.Jobs;

/// <summary><c>POST /v1/jobs/{job_id}/retry</c>: a new job that does the same, from the same files.</summary>
internal sealed class RetryJob(JobQueue queue, Forecast forecast, IFileStore files)
{
    public static async Task<Results<Created<JobState>, ProblemHttpResult>> Handle(
        [FromRoute(Name = "job_id")] string jobId, HttpContext http, RetryJob retry, CancellationToken cancel) =>
        await retry.UserOfAsync(jobId, cancel) is { } userId
            ? await http.OnceAsync(userId, $"retry {jobId}", (id, stop) => retry.MakeAsync(jobId, id, stop), cancel)
            : JobProblems.Unknown.ToProblem();

    private async Task<string?> UserOfAsync(string jobId, CancellationToken cancel) => (await queue.FindAsync(jobId, cancel))?.UserId;

    private async Task<Idempotency.Made<JobState>> MakeAsync(string jobId, string id, CancellationToken cancel)
    {
        // There already when the same request broke before its answer was kept.
        if (await queue.FindAsync(id, cancel) is { } there)
        {
            return await MadeAsync(there, cancel);
        }

        switch (await queue.FindAsync(jobId, cancel))
        {
            case null:
                return new(null, null, JobProblems.Unknown);
            case { Status: JobStatus.Queued or JobStatus.InProgress }:
                return new(null, null, JobProblems.Conflict("job_not_ended", "This job still waits or runs; there is nothing to repeat yet."));
            case var old:
                try
                {
                    var (job, copies) = await AgainAsync(old, id, cancel);
                    await queue.SubmitAsync(job, copies, cancel);
                }
                catch (FileNotFoundException)
                {
                    return new(null, null, JobProblems.Conflict("inputs_gone", "The files of this job are no longer stored. Submit them again."));
                }

                return await MadeAsync((await queue.FindAsync(id, cancel))!, cancel);
        }
    }

    private async Task<Idempotency.Made<JobState>> MadeAsync(Job job, CancellationToken cancel) =>
        new(JobState.Of(job, await forecast.OfAsync(job, cancel)), $"/v1/jobs/{job.JobId}", null);

    /// <summary>The same job under a new id, and which stored file becomes which. A speech that was made already is not made again.</summary>
    private async Task<(Job Job, IReadOnlyDictionary<string, string> Copies)> AgainAsync(Job old, string id, CancellationToken cancel)
    {
        var copies = new Dictionary<string, string>(StringComparer.Ordinal) { [old.InputVideo] = VideoOf(old, id) };
        if (old.InputAudio is { } audio)
        {
            copies[audio] = AudioOf(old, id)!;
            await using var phones = await files.OpenAsync(StorageKeys.PhonesOf(audio), cancel);
            if (phones is not null)
            {
                copies[StorageKeys.PhonesOf(audio)] = StorageKeys.PhonesOf(StorageKeys.Audio(id));
            }
        }

        var job = new Job
        {
            JobId = id,
            Kind = old.Kind,
            UserId = old.UserId,
            Feature = old.Feature,
            Payload = old.Payload,
            InputVideo = VideoOf(old, id),
            InputAudio = AudioOf(old, id),
            Changes = old.Changes,
            ConversionSeconds = old.ConversionSeconds,
            SpeechSeconds = old.SpeechSeconds,
            Script = old.Script,
            Voice = old.Voice,
            RetryOf = old.JobId,
            Priority = old.Priority,
        };
        return (job, copies);
    }

    private static string VideoOf(Job old, string id) => StorageKeys.IsAsSent(old.InputVideo) ? StorageKeys.SentVideo(id) : StorageKeys.Video(id);

    private static string? AudioOf(Job old, string id) =>
        old.InputAudio is not { } audio ? null : StorageKeys.IsAsSent(audio) ? StorageKeys.SentAudio(id) : StorageKeys.Audio(id);
}
