using IntelliAvatar.Server.ModelServers;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Jobs;

/// <summary>Takes the oldest job that may run whenever a place is free, and runs it.</summary>
public sealed class Scheduler(
    JobQueue queue,
    JobRunner runner,
    JobSignal signal,
    ModelServerPool servers,
    Persistence.ILiveness liveness,
    Storage.Workspace workspace,
    IOptions<SchedulerOptions> options,
    TimeProvider time,
    ILogger<Scheduler> log) : BackgroundService
{
    private static readonly TimeSpan AfterBadTurn = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var places = options.Value.Concurrency ?? servers.Slots;

        // Unless told otherwise, what cannot be rendered now waits in the queue, not in a worker.
        var shared = options.Value.Concurrency is null ? servers.SharedSlots : null;
        log.LogInformation("The scheduler runs up to {Places} jobs at once", places);

        using var giveUp = new CancellationTokenSource();
        var running = new List<Task>(places);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                running.RemoveAll(job => job.IsCompleted);
                if (running.Count == places)
                {
                    await Task.WhenAny(running).WaitAsync(stoppingToken);
                    continue;
                }

                if (liveness.IsSeen && await queue.ClaimAsync(workspace.Instance, shared, stoppingToken) is { } claim)
                {
                    running.Add(RunAsync(claim, giveUp.Token));
                }
                else
                {
                    await signal.WaitAsync(options.Value.Poll, time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception bad)
            {
                log.LogError(bad, "A turn of the scheduler failed");
                await Task.Delay(AfterBadTurn, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await DrainAsync(running, giveUp);
    }

    private async Task RunAsync(Job claim, CancellationToken giveUp)
    {
        try
        {
            await runner.RunAsync(claim, giveUp);
        }
        catch (Exception bug)
        {
            // The lease runs out and the rescuer takes the job back.
            log.LogError(bug, "Job {JobId} was dropped", claim.JobId);
        }
    }

    /// <summary>Lets running jobs finish for a while, then has them given back.</summary>
    private async Task DrainAsync(List<Task> running, CancellationTokenSource giveUp)
    {
        var all = Task.WhenAll(running);
        if (!all.IsCompleted)
        {
            log.LogInformation("Stopping: waiting up to {Drain} for {Jobs} jobs", options.Value.Drain, running.Count);
        }

        await Task.WhenAny(all, Task.Delay(options.Value.Drain, time));
        await giveUp.CancelAsync();
        await all;
    }
}
