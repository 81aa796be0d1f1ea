using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Hosting;

/// <summary>Logs which process this is, keeps its row in <see cref="ProcessRegistry"/> fresh, and notices when a newer program has upgraded the database.</summary>
public sealed class ProcessReporter(
    ProcessRegistry registry, Database database, Workspace workspace, DiskReserve reserve, StorageFolders folders, ServerRole role, TimeProvider time,
    ILogger<ProcessReporter> log) : BackgroundService
{
    private static readonly string Version = typeof(ProcessReporter).Assembly.GetName().Version!.ToString(3);

    private readonly ProcessRegistry.Identity _identity =
        new(workspace.Instance, Environment.MachineName, Environment.ProcessId, Version, role.ToString().ToLowerInvariant());

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await registry.ReportAsync(_identity, cancellationToken);
        }
        catch (Exception away) when (away.IsDatabaseTrouble())
        {
            // The next heartbeat reports it.
        }

        log.LogInformation(
            "IntelliAvatar {Version}, schema {Schema}, role {Role}, instance {Instance}, host {Host}, process {ProcessId}",
            _identity.Version, database.KnownSchema, _identity.Role, _identity.Instance, _identity.Host, _identity.ProcessId);
        if (reserve.Trouble is { } trouble)
        {
            log.LogWarning("{Trouble}", folders.Look() is { } unwritable ? $"{trouble} {unwritable.Reason}" : trouble);
        }

        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await registry.LeaveAsync(_identity.Instance, cancellationToken);
        }
        catch (Exception away) when (away.IsDatabaseTrouble() || away is OperationCanceledException)
        {
            // The row becomes overdue and goes with a later stop.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isUpgraded = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(ProcessRegistry.Heartbeat, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await registry.ReportAsync(_identity, stoppingToken);
                if (!isUpgraded && await database.SchemaAsync(stoppingToken) is var schema && schema > database.KnownSchema)
                {
                    isUpgraded = true;
                    log.LogWarning(
                        "A newer version of the program has upgraded the database to schema {Schema}; this process knows {Known}. It goes on, and must be replaced by the newer version when it stops",
                        schema, database.KnownSchema);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                log.LogDebug(broken, "The sign of life could not be written; trying again");
            }
        }
    }
}
