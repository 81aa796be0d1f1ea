using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.ModelServers.Rendering;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>The step that every kind of avatar job ends with: a model server makes the head of the job's video speak.</summary>
public sealed class RenderStep(
    AvatarRenderer renderer, JobQueue queue, RiskySteps risks, QueueNotifier signal, IFileStore files, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<RenderStep> log)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    /// <param name="audioKey">Storage key of the speech.</param>
    /// <param name="phonesKey">Storage key of its phone timings, where they are known.</param>
    /// <param name="speech">How long the speech is.</param>
    /// <param name="from">The share of the job, 0…1, that was done before this step.</param>
    public async Task<JobOutcome> RunAsync(
        JobContext run, string audioKey, string? phonesKey, TimeSpan speech, double from, CancellationToken cancel)
    {
        var job = run.Job;
        var result = run.Scratch.File("result.mp4");
        var progress = new Share(run, from);
        var slotTaken = 0L;
        RenderedFile? guarded = null;
        if (job.ResultName is null)
        {
            run.Begin(JobStep.InLine);
        }

        // A crashed attempt's render is asked for again under its own name, so that the server may still have it; a failed one's is not.
        var submission = $"{job.JobId}-{job.Failures + 1}";
        var request = new RenderRequest(
            job.JobId, submission, await LocalAsync(job.InputVideo), await LocalAsync(audioKey), phonesKey is null ? null : await LocalAsync(phonesKey), speech, result, job.ModelServer)
        {
            Line = (-job.Priority, job.Turn),
            Reserve = async (server, stop) =>
            {
                slotTaken = time.GetTimestamp();
                return await queue.TakeSlotAsync(job, server.Name, server.Slots, stop);
            },
            Begun = async stop =>
            {
                signal.Wake(); // the next one may be made ready
                if (renderer.IsEmbedded)
                {
                    return await risks.BeginAsync(run, JobStep.Generate, stop);
                }

                run.Begin(JobStep.Generate);
                return true;
            },
            Confirm = stop => IsSlotKeptAsync(job, slotTaken, stop),
            Rendered = async (server, name, stop) =>
            {
                var rendered = new RenderedFile(server, name);
                guarded = rendered.MayBeReused && !renderer.IsEmbedded ? rendered : null;
                return await LeaveSlotAsync(run, rendered, stop) && guarded is null;
            },
            Fetching = stop => BeginFetchAsync(run, stop),
            Fetched = async stop => guarded is null || await EndFetchAsync(job, guarded, stop),
        };

        if (job is { ResultServer: { } renderedBy, ResultName: { } name })
        {
            if (!await risks.BeginAsync(run, JobStep.Fetch, cancel))
            {
                return JobOutcome.Release.LeaseLost;
            }

            if (await renderer.FetchAgainAsync(request, renderedBy, name, progress, cancel) is RenderOutcome.Rendered
                && await IsOursAsync(job, new RenderedFile(renderedBy, name), cancel))
            {
                return new JobOutcome.Done(result);
            }

            run.LeaveRisk();
            run.Begin(JobStep.InLine); // nothing is there any more that could be fetched
        }

        var outcome = await renderer.RenderAsync(request, progress, cancel);
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
                IsResultKept = failed.CanFetchAgain,
            },
            RenderOutcome.Failed failed => new JobOutcome.Fail(failed.Code, failed.Reason),
            RenderOutcome.Busy { Accepted: true } busy => new JobOutcome.Retry(busy.Code, busy.Reason, busy.RetryAfter),
            RenderOutcome.Busy busy => new JobOutcome.Release(busy.Code, busy.Reason, busy.RetryAfter),
            RenderOutcome.Misconfigured wrong => new JobOutcome.Release(wrong.Code, wrong.Reason, TimeSpan.FromSeconds(30)),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };

        Task<string> LocalAsync(string key) => files.LocalAsync(key, run.Scratch, cancel);
    }

    /// <summary>Whether what was fetched is this job's video, and not that of the next one for which the server has used the name.</summary>
    private async Task<bool> IsOursAsync(Job job, RenderedFile file, CancellationToken cancel) => !file.MayBeReused || await queue.HasResultAsync(job, file, cancel);

    /// <summary>Whether the slot is still the job's. Only a process that stood still for a while has to ask: its heartbeats keep the slot.</summary>
    private async Task<bool> IsSlotKeptAsync(Job job, long taken, CancellationToken cancel)
    {
        if (renderer.IsEmbedded || time.GetElapsedTime(taken) < options.Value.Heartbeat)
        {
            return true;
        }

        var asked = time.GetTimestamp();
        try
        {
            return await queue.KeepSlotAsync(job, cancel) && time.GetElapsedTime(asked) < options.Value.SlotPatience;
        }
        catch (Exception broken) when (broken.IsDatabaseTrouble())
        {
            log.LogWarning("Whether the slot is still the job's could not be asked: {Reason}", broken.Message);
            return time.GetElapsedTime(taken) < options.Value.SlotPatience;
        }
    }

    /// <returns>False: that could not be written, so the slot is the job's until its end.</returns>
    private async Task<bool> LeaveSlotAsync(JobContext run, RenderedFile rendered, CancellationToken cancel)
    {
        var mayEnter = risks.TryEnter(run);
        if (mayEnter)
        {
            run.Begin(JobStep.Fetch);
        }

        try
        {
            return await queue.LeaveSlotAsync(run.Job, cancel, rendered, mayEnter ? run.Latest : null);
        }
        catch (Exception broken) when (broken.IsDatabaseTrouble())
        {
            log.LogWarning("The job keeps its place at the model server while it fetches the result: {Reason}", broken.Message);
            if (!rendered.MayBeReused)
            {
                run.HasResult(rendered);
            }

            return false;
        }
    }

    /// <summary>Asks until the database answers; a worker that loses the job meanwhile is told by <paramref name="cancel"/>.</summary>
    private async Task<bool> EndFetchAsync(Job job, RenderedFile file, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await queue.EndFetchAsync(job, file, cancel);
            }
            catch (Exception broken) when (broken.IsDatabaseTrouble())
            {
                log.LogWarning("Whether the fetched video is the job's could not be asked: {Reason}", broken.Message);
                await Task.Delay(AskAgain, time, cancel);
            }
        }
    }

    /// <summary>The slot is another's by now, or kept: a suspect may wait here as long as it takes.</summary>
    private async Task BeginFetchAsync(JobContext run, CancellationToken cancel)
    {
        try
        {
            if (!run.IsAtRisk && !await risks.BeginAsync(run, JobStep.Fetch, cancel))
            {
                log.LogInformation("The job is not this worker's any more");
            }
        }
        catch (Exception broken) when (broken.IsDatabaseTrouble())
        {
            log.LogWarning("That the job fetches its result could not be written: {Reason}", broken.Message);
        }
    }

    private sealed class Share(JobContext run, double from) : IProgress<double>
    {
        public void Report(double value) => run.Advance(from + ((1 - from) * value));
    }
}
