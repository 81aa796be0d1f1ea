using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>Takes back the jobs of workers that died, and removes what dead processes left on the disk.</summary>
public sealed class JobRescuer(
    JobQueue queue, ILiveness liveness, Workspace workspace, LoopTurns turns, IOptions<SchedulerOptions> options, TimeProvider time,
    ILogger<JobRescuer> log) : BackgroundService
{
    private static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = turns.Begin("rescuer", LongestTurn);
        while (!stoppingToken.IsCancellationRequested)
        {
            turn.Turn();
            try
            {
                var owners = await queue.OwnersAsync(stoppingToken);
                var dead = await liveness.DeadAmongAsync(owners, stoppingToken);
                var absent = await liveness.AbsentAmongAsync(owners, stoppingToken);
                foreach (var job in await queue.RescueAsync(dead, stoppingToken, absent))
                {
                    log.LogWarning("The worker of job {JobId} was lost in attempt {Attempt}; the job is {Status} now. {Reason}", job.JobId, job.Attempt, job.Status, job.Error);
                }

                workspace.SweepDead(owners);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away) when (away.IsDatabaseAway() || away.IsDatabaseFull())
            {
                // PostgresSession or the scheduler has said so already.
                await Task.Delay(WhileAway, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception bad)
            {
                log.LogError(bad, "A turn of the rescuer failed");
            }

            await Task.Delay(options.Value.Rescue, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
