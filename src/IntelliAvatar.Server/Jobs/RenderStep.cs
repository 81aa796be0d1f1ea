using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs;

/// <summary>The step that every kind of avatar job ends with: a model server makes the head of the job's video speak.</summary>
public sealed class RenderStep(AvatarRenderer renderer, JobQueue queue, IFileStore files)
{
    /// <param name="audioKey">Storage key of the speech.</param>
    /// <param name="phonesKey">Storage key of its phone timings, where they are known.</param>
    /// <param name="speech">How long the speech is.</param>
    /// <param name="from">The share of the job, 0…1, that was done before this step.</param>
    public async Task<JobOutcome> RunAsync(
        JobRun run, string audioKey, string? phonesKey, TimeSpan speech, double from, CancellationToken cancel)
    {
        var job = run.Job;
        var result = run.Scratch.File("result.mp4");
        run.Begin("generate");

        // A crashed attempt's render is asked for again under its own name, so that the server may still have it; a failed one's is not.
        var submission = $"{job.JobId}-{job.Failures + 1}";
        var request = new RenderRequest(
            job.JobId, submission, await LocalAsync(job.InputVideo), await LocalAsync(audioKey), phonesKey is null ? null : await LocalAsync(phonesKey), speech, result, job.ModelServer)
        {
            Reserve = (server, stop) => queue.TakeSlotAsync(job, server.Name, server.Slots, stop),
        };

        var outcome = await renderer.RenderAsync(request, new Share(run, from), cancel);
        if (outcome.Server is { } server)
        {
            run.WorkedOnBy(server);
        }

        return outcome switch
        {
            RenderOutcome.Rendered => new JobOutcome.Done(result),
            RenderOutcome.Failed { MayPass: true } failed => new JobOutcome.Retry(failed.Code, failed.Reason, failed.RetryAfter, failed.MaxTries),
            RenderOutcome.Failed failed => new JobOutcome.Fail(failed.Code, failed.Reason),
            RenderOutcome.Busy { Accepted: true } busy => new JobOutcome.Retry(busy.Code, busy.Reason, busy.RetryAfter),
            RenderOutcome.Busy busy => new JobOutcome.Release(busy.Code, busy.Reason, busy.RetryAfter),
            RenderOutcome.Misconfigured wrong => new JobOutcome.Release(wrong.Code, wrong.Reason, TimeSpan.FromSeconds(30)),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };

        Task<string> LocalAsync(string key) => files.LocalAsync(key, run.Scratch, cancel);
    }

    private sealed class Share(JobRun run, double from) : IProgress<double>
    {
        public void Report(double value) => run.Advance(from + ((1 - from) * value));
    }
}
