using Dapper;
using IntelliAvatar.Server.Storage;
using Npgsql;

namespace IntelliAvatar.Server.Persistence;

/// <summary>
/// This process's standing connection. As long as it lives it holds an advisory lock, by which others know that the process does:
/// the kernel closes the connection however the process ends. Over it come the words of others, too.
/// </summary>
public sealed class PostgresSession(PostgresDatabase database, string instance, Workspace? workspace, TimeProvider time, ILogger<PostgresSession> log) : BackgroundService, ILiveness
{
    public PostgresSession(PostgresDatabase database, Workspace workspace, TimeProvider time, ILogger<PostgresSession> log)
        : this(database, workspace.Instance, workspace, time, log)
    {
    }

    private const string Channel = "intelliavatar";

    /// <summary>Words that come together are told together: every NOTIFY takes a lock of the whole server when it commits.</summary>
    private static readonly TimeSpan BetweenWords = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A process whose way to the database was cut is back sooner than that, if it lives and the way is open again. One that is not may live all the
    /// same: what it did is done by others from then on, but it is not reported as dead.
    /// </summary>
    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(10);

    /// <summary>After the database was away all processes have to come back; until then none is called dead.</summary>
    private static readonly TimeSpan Roll = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, long> _missing = new(StringComparer.Ordinal);
    private NpgsqlConnection? _connection;
    private long? _returned;

    public bool IsSeen => _connection is not null;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ConnectAsync(cancellationToken);
        }
        catch (Exception away) when (away.IsDatabaseAbsent())
        {
            log.LogWarning("PostgreSQL does not answer ({Reason}); trying again", away.Message);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <summary>A connection proves nothing: it may have been cut. The lock of a process that ran on this machine does.</summary>
    public Task<IReadOnlyCollection<string>> DeadAmongAsync(IReadOnlyCollection<string> instances, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyCollection<string>>(workspace is null ? [] : [.. instances.Where(workspace.IsDeadHere)]);

    public async Task<IReadOnlyCollection<string>> AbsentAmongAsync(IReadOnlyCollection<string> instances, CancellationToken cancel)
    {
        if (instances.Count == 0 || !IsSeen || (_returned is { } returned && time.GetElapsedTime(returned) < Roll))
        {
            _missing.Clear();
            return [];
        }

        var missing = await MissingAsync(instances, cancel);
        foreach (var back in _missing.Keys.Where(known => !missing.Contains(known)).ToList())
        {
            _missing.Remove(back);
        }

        return
        [
            .. missing.Where(gone => !_missing.TryAdd(gone, time.GetTimestamp()) && time.GetElapsedTime(_missing[gone]) >= Absence && workspace?.IsHeld(gone) != true),
        ];
    }

    public async Task<bool> IsAliveAsync(string process, CancellationToken cancel) => process == instance || (await MissingAsync([process], cancel)).Count == 0;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await DisconnectAsync();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(StayAsync(stoppingToken), TellAsync(stoppingToken));

    /// <summary>Those whose lock is not held. A process that reconnects gets time to take it.</summary>
    private async Task<HashSet<string>> MissingAsync(IReadOnlyCollection<string> instances, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return (await reader.QueryAsync<string>(new(
            """
            SELECT instance FROM unnest(@instances) AS instance
            WHERE clock_timestamp() > pg_postmaster_start_time() + @roll AND NOT EXISTS (
                SELECT 1 FROM pg_locks
                WHERE locktype = 'advisory' AND granted AND objsubid = 1
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND ((classid::bigint << 32) | objid::bigint) = hashtextextended(instance, 0))
            """,
            new { instances = instances.ToArray(), roll = Roll },
            cancellationToken: cancel))).ToHashSet(StringComparer.Ordinal);
    }

    private async Task StayAsync(CancellationToken stopping)
    {
        var pause = TimeSpan.Zero;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (_connection is null)
                {
                    await ConnectAsync(stopping);
                    _returned = time.GetTimestamp();
                    log.LogInformation("The database is back");
                }

                pause = TimeSpan.Zero;
                await _connection!.WaitAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                if (pause == TimeSpan.Zero)
                {
                    log.LogWarning("The connection to the database is lost ({Reason}); trying again", broken.Message);
                }

                await DisconnectAsync();
                database.Forget();
                await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause < LongestPause ? pause + (LongestPause / 5) : LongestPause;
            }
        }
    }

    private async Task ConnectAsync(CancellationToken cancel)
    {
        var connection = await database.OpenDedicatedAsync($"intelliavatar {instance}", cancel);
        try
        {
            connection.Notification += (_, heard) => database.OnNotified(heard.Payload);

            // Shared: the server may hold our last connection for alive a while longer.
            await connection.ExecuteAsync(new($"LISTEN {Channel}; SELECT pg_advisory_lock_shared(hashtextextended(@instance, 0))", new { instance }, cancellationToken: cancel));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        _connection = connection;
        database.OnNotified(""); // whatever was said meanwhile
    }

    private async Task DisconnectAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task TellAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await database.Words.Reader.WaitToReadAsync(stopping);
                var words = new HashSet<string>(StringComparer.Ordinal);
                while (database.Words.Reader.TryRead(out var word))
                {
                    words.Add(word);
                }

                await using var connection = await database.OpenReaderAsync(stopping);
                await connection.ExecuteAsync(new("SELECT pg_notify(@Channel, word) FROM unnest(@words) AS word", new { Channel, words = words.ToArray() }, cancellationToken: stopping));
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                log.LogDebug(broken, "A word to the other processes was lost; they look by themselves");
            }

            await Task.Delay(BetweenWords, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
