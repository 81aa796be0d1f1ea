using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>
/// Runs the <see cref="OrphanSweeper"/> at the start and every hour. A store with very many files, or one that hangs, keeps only this loop waiting.
/// </summary>
public sealed class HourlySweep(OrphanSweeper sweep, TimeProvider time, ILogger<OrphanSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(await RunAsync(stoppingToken), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>How long to wait for the next one.</returns>
    private async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        try
        {
            if (await sweep.RunAsync(cancel) is var removed and > 0)
            {
                log.LogInformation("Removed {Files} files that no job names", removed);
            }

            return Pause;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception away) when (away.IsDatabaseTrouble())
        {
            log.LogWarning("Files that no job names could not be removed: {Reason}", away.Message);
        }
        catch (Exception bad)
        {
            log.LogError(bad, "Files that no job names could not be removed");
        }

        return AfterTrouble;
    }
}
