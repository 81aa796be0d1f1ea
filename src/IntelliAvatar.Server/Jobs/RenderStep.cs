using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs;

/// <summary>The step that every kind of avatar job ends with: a model server makes the head of the job's video speak.</summary>
public sealed class RenderStep(AvatarRenderer renderer, JobQueue queue, JobSignal signal, IFileStore files, ILogger<RenderStep> log)
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
        run.Begin(JobStep.InLine);

        // A crashed attempt's render is asked for again under its own name, so that the server may still have it; a failed one's is not.
        var submission = $"{job.JobId}-{job.Failures + 1}";
        var request = new RenderRequest(
            job.JobId, submission, await LocalAsync(job.InputVideo), await LocalAsync(audioKey), phonesKey is null ? null : await LocalAsync(phonesKey), speech, result, job.ModelServer)
        {
            Line = (-job.Priority, job.Turn),
            Reserve = (server, stop) => queue.TakeSlotAsync(job, server.Name, server.Slots, stop),
            Begun = () =>
            {
                run.Begin("generate");
                signal.Wake(); // the next one may be made ready
            },
            Rendered = stop => LeaveSlotAsync(run, stop),
        };

        var outcome = await renderer.RenderAsync(request, new Share(run, from), cancel);
        if (outcome.Server is { } server)
        {
            run.WorkedOnBy(server);
        }

        return outcome switch
        {
            RenderOutcome.Rendered => new JobOutcome.Done(result),
            RenderOutcome.Failed { MayPass: true } failed => new JobOutcome.Retry(failed.Code, failed.Reason, failed.RetryAfter, failed.MaxTries)
            {
                Server = renderer.IsEmbedded ? null : failed.Server,
                Others = renderer.OthersThatAreWell(failed.Server),
            },
            RenderOutcome.Failed failed => new JobOutcome.Fail(failed.Code, failed.Reason),
            RenderOutcome.Busy { Accepted: true } busy => new JobOutcome.Retry(busy.Code, busy.Reason, busy.RetryAfter),
            RenderOutcome.Busy busy => new JobOutcome.Release(busy.Code, busy.Reason, busy.RetryAfter),
            RenderOutcome.Misconfigured wrong => new JobOutcome.Release(wrong.Code, wrong.Reason, TimeSpan.FromSeconds(30)),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };

        Task<string> LocalAsync(string key) => files.LocalAsync(key, run.Scratch, cancel);
    }

    /// <returns>False: that could not be written, so the slot is the job's until its end.</returns>
    private async Task<bool> LeaveSlotAsync(JobRun run, CancellationToken cancel)
    {
        run.Begin("fetch");
        try
        {
            return await queue.LeaveSlotAsync(run.Job, cancel);
        }
        catch (Exception broken) when (broken.IsDatabaseTrouble())
        {
            log.LogWarning("The job keeps its place at the model server while it fetches the result: {Reason}", broken.Message);
            return false;
        }
    }

    private sealed class Share(JobRun run, double from) : IProgress<double>
    {
        public void Report(double value) => run.Advance(from + ((1 - from) * value));
    }
}
