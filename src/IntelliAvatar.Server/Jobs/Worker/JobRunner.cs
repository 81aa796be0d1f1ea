using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>Runs one claimed job: keeps its lease alive, lets its handler work, and writes down how it ended.</summary>
public sealed class JobRunner(
    JobQueue queue,
    QueueNotifier signal,
    IEnumerable<IJobHandler> handlers,
    Workspace workspace,
    WriteGuard writing,
    IOptions<SchedulerOptions> options,
    TimeProvider time,
    ILogger<JobRunner> log)
{
    private static readonly TimeSpan AfterBadWrite = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterAwayStore = TimeSpan.FromSeconds(10);

    /// <summary>Longer than a moment's trouble of the disk.</summary>
    private static readonly TimeSpan LongestRefusal = TimeSpan.FromSeconds(30);

    /// <param name="claim">As the queue gave it.</param>
    /// <param name="stopping">Fires when the drain is over: the job goes back into the queue.</param>
    public async Task RunAsync(Job claim, CancellationToken stopping)
    {
        using var scope = log.BeginScope("Job {JobId} attempt {Attempt}", claim.JobId, claim.Attempt);
        using var run = new JobContext(claim, workspace, time);
        using var renewer = new LeaseRenewer(run, queue, signal, options.Value, time, log);
        using var over = new CancellationTokenSource();
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(stopping, renewer.Stop);

        var renewing = renewer.BeatAsync(over.Token);
        try
        {
            var outcome = await HandleAsync(run, attempt.Token, stopping);
            if (outcome is JobOutcome.Retry or JobOutcome.Fail && await writing.ExcuseAsync() is { } excuse)
            {
                outcome = excuse;
            }

            // The lease is renewed until the end is written: a slow disk must not cost us the job at the last step.
            await EndAsync(run, outcome, renewer.Lost);
        }
        catch
        {
            await SuspectAsync(claim, renewer.Lost);
            throw;
        }
        finally
        {
            // Whatever broke: a lease that is renewed for ever would keep the job from every other worker.
            await over.CancelAsync();
            await renewing;
        }
    }

    private async Task<JobOutcome> HandleAsync(JobContext run, CancellationToken cancel, CancellationToken stopping)
    {
        try
        {
            var handler = handlers.FirstOrDefault(handler => handler.Kind == run.Job.Kind);
            return handler is null
                ? new JobOutcome.Fail("kind_unknown", $"This version of the program does not know jobs of the kind '{run.Job.Kind}'.")
                : await handler.RunAsync(run, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return stopping.IsCancellationRequested
                ? new JobOutcome.Release("stopping", "The program was stopped; the job goes on when it is started again.")
                : JobOutcome.Release.LeaseLost;
        }
        catch (StorageAwayException away)
        {
            log.LogWarning(away, "The storage is away");
            return new JobOutcome.Release(StorageAwayException.Code, "The file storage cannot be reached just now; the job goes on when it is back.", AfterAwayStore);
        }
        catch (Exception away) when (away.IsDatabaseAway() || away.IsDatabaseBusy() || away.IsDatabaseFull())
        {
            log.LogWarning("The database cannot be used: {Reason}", away.Message);
            return new JobOutcome.Release("database_unavailable", "The database cannot be reached just now; the job goes on when it is back.", AfterAwayStore);
        }
        catch (IOException away) when (away.IsDiskAway() || away.IsDiskFull())
        {
            return writing.Failed(away.IsDiskFull(), away);
        }
        catch (Exception bug)
        {
            log.LogError(bug, "The handler failed");
            return new JobOutcome.Retry("internal_error", "Something went wrong inside the program; its log says what.");
        }
    }

    /// <summary>
    /// Writes the end down, again and again while the database cannot and the lease is ours. What it refuses for long, although it is there, is
    /// written as a failure, and when it takes not even that, the job is left alone: its lease runs out, and the rescuer takes it back.
    /// </summary>
    private async Task EndAsync(JobContext run, JobOutcome outcome, CancellationToken lost)
    {
        var claim = run.Job;
        var began = time.GetTimestamp();
        long? told = null;
        while (!lost.IsCancellationRequested)
        {
            try
            {
                var latest = run.Latest;
                var ours = !run.HasNews || await queue.HeartbeatAsync(claim, latest.Step, latest.Progress, latest.ModelServer, lost, latest.Steps, latest.Result);
                run.Told(latest);
                var written = ours && outcome switch
                {
                    JobOutcome.Done done => await queue.CompleteAsync(claim, done.ResultPath, lost),
                    JobOutcome.Retry retry => await queue.RetryAsync(claim, retry, lost),
                    JobOutcome.Fail fail => await queue.FailAsync(claim, fail, lost),
                    JobOutcome.Release release => await queue.ReleaseAsync(claim, release, lost),
                    _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
                };
                if (!written && await queue.CancelledAsync(claim, lost))
                {
                    log.LogInformation("The job is cancelled");
                    return;
                }

                if (outcome is JobOutcome.Done)
                {
                    writing.Succeeded();
                }

                log.LogInformation("{Outcome}{Late}", outcome, written ? "" : " came too late: the job is not this worker's any more");
                return;
            }
            catch (OperationCanceledException) when (lost.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken) when (broken.IsDatabaseTrouble())
            {
                if (told is null || time.GetElapsedTime(told.Value) > BetweenLines)
                {
                    log.LogWarning("The end of the job could not be written ({Reason}); trying again until it can", broken.Message);
                    told = time.GetTimestamp();
                }

                var mayCome = broken.IsDatabaseAway() || broken.IsDatabaseBusy() || broken is StorageAwayException;
                if (!mayCome && time.GetElapsedTime(began) > LongestRefusal)
                {
                    if (outcome is not JobOutcome.Done)
                    {
                        log.LogError("{Outcome} cannot be written; the job is left to the rescuer", outcome);
                        await SuspectAsync(claim, lost);
                        return;
                    }

                    outcome = broken switch
                    {
                        IOException disk when disk.IsDiskFull() || disk.IsDiskAway() => writing.Failed(disk.IsDiskFull(), disk),
                        _ when broken.IsDatabaseFull() => writing.Failed(isFull: true, broken),
                        _ when broken is IOException or UnauthorizedAccessException && await writing.ExcuseAsync() is { } cannot => cannot,
                        _ => new JobOutcome.Retry("storage_failed", "The finished video could not be stored; the server's log says why. The job tries again by itself.")
                        {
                            IsResultKept = true,
                        },
                    };
                    began = time.GetTimestamp();
                }

                await Task.Delay(AfterBadWrite, time, lost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>What cannot be ended may be the job's own doing: so that it does not run for ever, its lost attempts count.</summary>
    private async Task SuspectAsync(Job claim, CancellationToken lost)
    {
        try
        {
            await queue.EnterRiskAsync(claim, step: null, steps: null, lost);
        }
        catch (Exception broken) when (broken.IsDatabaseTrouble() || broken is OperationCanceledException)
        {
            log.LogWarning("That the job may be to blame could not be written: {Reason}", broken.Message);
        }
    }
}
