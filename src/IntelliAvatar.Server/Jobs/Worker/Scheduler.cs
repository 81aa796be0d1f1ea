using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.ModelServers;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>Takes the oldest job that may run whenever a place is free, and runs it.</summary>
public sealed class Scheduler(
    JobQueue queue,
    JobRunner runner,
    QueueNotifier signal,
    ModelServerPool servers,
    SchedulerRoom room,
    Persistence.ILiveness liveness,
    Storage.Workspace workspace,
    WriteGuard writing,
    IOptions<SchedulerOptions> options,
    LoopTurns turns,
    TimeProvider time,
    ILogger<Scheduler> log) : BackgroundService
{
    private static readonly TimeSpan AfterBadTurn = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(2);

    /// <summary>A process that is killed or ends again and again is not as old as that.</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromSeconds(15);

    private readonly long _began = time.GetTimestamp();

    private bool IsYoung => time.GetElapsedTime(_began) < Youth;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        servers.AtOnce = options.Value.Concurrency ?? servers.Slots;
        log.LogInformation("The scheduler has up to {AtOnce} jobs rendered at once", servers.AtOnce);

        using var giveUp = new CancellationTokenSource();
        using var turn = turns.Begin("scheduler", LongestTurn);
        var running = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            turn.Turn();
            try
            {
                running.RemoveAll(job => job.IsCompleted);
                var claims = liveness.IsSeen && await writing.MayClaimAsync() ? await ClaimAsync(stoppingToken) : [];
                foreach (var claim in claims)
                {
                    room.Enter(claim);
                    running.Add(Task.Run(() => RunAsync(claim, giveUp.Token), CancellationToken.None));
                }

                if (claims.Count == 0)
                {
                    await signal.WaitAsync(options.Value.Poll, time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception full) when (full.IsDatabaseFull())
            {
                writing.Failed(isFull: true, full);
            }
            catch (Exception away) when (away.IsDatabaseAway())
            {
                await Task.Delay(AfterBadTurn, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception bad)
            {
                log.LogError(bad, "A turn of the scheduler failed");
                await Task.Delay(AfterBadTurn, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        servers.Close();
        await DrainAsync(running, giveUp);
    }

    private async Task<IReadOnlyList<Job>> ClaimAsync(CancellationToken cancel) =>
        room.ToConvert is > 0 and var most && await queue.ClaimUnconvertedAsync(workspace.Instance, most, cancel, IsYoung) is { Count: > 0 } unconverted
            ? unconverted
            : await ClaimReadyAsync(cancel);

    /// <summary>
    /// The next jobs, as far as there is room beside those of ours that run. While servers work for us, some more are claimed than they can take, so that
    /// none of them ever waits for a speech, a download or a check; but only then: what another process's jobs are in the way of
    /// waits in the queue, where anybody may take it.
    /// </summary>
    private async Task<IReadOnlyList<Job>> ClaimReadyAsync(CancellationToken cancel)
    {
        var (running, rendering, ahead) = (room.Running, servers.Busy, room.Ahead);
        var most = servers.AtOnce + ahead - running;
        if (most <= 0)
        {
            return [];
        }

        if (rendering > 0 && rendering + ahead - running is > 0 and var next)
        {
            return await queue.ClaimAsync(workspace.Instance, null, Math.Min(next, most), cancel, IsYoung);
        }

        // Whether a slot is free among all processes is asked again for each job.
        return await queue.ClaimAsync(workspace.Instance, servers.SharedSlots, servers.SharedSlots is null ? most : 1, cancel, IsYoung);
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

        room.Leave(claim.JobId);
        signal.Wake();
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
