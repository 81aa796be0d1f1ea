using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>Writes to the registry how this scheduler sees its model servers: whenever that changes, and often enough to be known alive.</summary>
public sealed class ModelServerHeartbeat(
    ModelServerPool pool, ModelServerRegistry registry, Workspace workspace, WriteGuard writing, TimeProvider time, ILogger<ModelServerHeartbeat> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SignOfLife = ModelServerRegistry.Silence / 3;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IReadOnlyList<ModelServerRegistry.Entry> told = [];
        long? toldAt = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var now = Entries();
                if (toldAt is null || time.GetElapsedTime(toldAt.Value) > SignOfLife || !now.SequenceEqual(told))
                {
                    await registry.WriteAsync(workspace.Instance, now, stoppingToken);
                    (told, toldAt) = (now, time.GetTimestamp());
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception broken)
            {
                log.LogDebug(broken, "The state of the model servers could not be written; trying again");
            }

            await Task.Delay(Look, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await LeaveAsync();
    }

    private IReadOnlyList<ModelServerRegistry.Entry> Entries() =>
        [.. pool.Status().Select(server => new ModelServerRegistry.Entry(
            workspace.Instance, server.Url, pool.IsEmbedded ? ModelServerRegistry.Embedded : "gateway", server.Slots,
            server.InRotation && writing.Trouble is null, server.OutUntil, writing.Trouble ?? server.Trouble))];

    private async Task LeaveAsync()
    {
        try
        {
            await registry.WriteAsync(workspace.Instance, [], CancellationToken.None);
        }
        catch (Exception away) when (away.IsDatabaseTrouble())
        {
            // It is forgotten by itself.
        }
    }
}
