using Dapper;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Persistence;

/// <summary>Says at the start what is odd about the database and the storage together, and renews the storage's mark while the process runs.</summary>
public sealed class StorageClaimRenewer(StorageClaim claim, MissingFiles missing, Database database, TimeProvider time, ILogger<StorageClaim> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LookForFiles = TimeSpan.FromHours(1);

    /// <summary>Of each kind: a store may ask money for each look.</summary>
    private const int LookedFor = 1000;

    private string? _said;
    private int _missing;
    private long? _lookedForFiles;
    private long _renewed;
    private long _lastChange;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RenewAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await RenewAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Look, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested && (time.GetElapsedTime(_renewed) >= Longest || await HasChangedAsync(stoppingToken)))
            {
                await RenewAsync(stoppingToken);
            }

            if (!stoppingToken.IsCancellationRequested && (_lookedForFiles is not { } last || time.GetElapsedTime(last) >= LookForFiles))
            {
                _lookedForFiles = time.GetTimestamp();
                await CountMissingAsync(stoppingToken);
            }
        }
    }

    /// <summary>Whether a job has changed since the last look. A copy of the database that lacks the change must be known by the mark.</summary>
    private async Task<bool> HasChangedAsync(CancellationToken cancel)
    {
        try
        {
            await using var reader = await database.OpenReaderAsync(cancel);
            var last = await reader.ExecuteScalarAsync<long?>(new("SELECT max(changed_at) FROM jobs", cancellationToken: cancel)) ?? 0;
            return last != Interlocked.Exchange(ref _lastChange, last);
        }
        catch (Exception away) when (away.IsDatabaseTrouble() || away is OperationCanceledException)
        {
            return false;
        }
    }

    private async Task CountMissingAsync(CancellationToken cancel)
    {
        try
        {
            await using var reader = await database.OpenReaderAsync(cancel);
            var gone = await missing.FindAsync(reader, LookedFor, cancel).Take(LookedFor).ToListAsync(cancel);
            if (gone.Count != _missing)
            {
                log.LogWarning(
                    "{Count} of the files that the newest jobs and avatars name are gone, e.g. {Key} of {Owner}; ./avatar doctor --files lists all", gone.Count, gone.FirstOrDefault()?.Key, gone.FirstOrDefault()?.Owner);
            }

            _missing = gone.Count;
        }
        catch (Exception away) when (away.IsDatabaseTrouble() || (away is OperationCanceledException && cancel.IsCancellationRequested))
        {
            // The next turn tries again.
        }
    }

    private async Task RenewAsync(CancellationToken cancel)
    {
        try
        {
            var finding = await claim.RenewAsync(cancel);
            _renewed = time.GetTimestamp();
            if (finding.Sentence is { } sentence && sentence != _said)
            {
                log.LogWarning("{Finding}", sentence);
            }

            _said = finding.Sentence;
        }
        catch (Exception away) when (away.IsDatabaseTrouble() || (away is OperationCanceledException && cancel.IsCancellationRequested))
        {
            // Those who serve people say so; the next turn tries again.
        }
    }
}
