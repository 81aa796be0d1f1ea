using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>
/// With no model server configured, runs <c>intelliavatar model-server</c> as a child on a free port: what our engine makes of foreign
/// files can end that process, not this one. It yields to everything else, is restarted when it dies, and dies with us.
/// </summary>
internal sealed class EmbeddedModelServer(ModelServerPool pool, EmbeddedModelServer.Start start, TimeProvider clock, ILogger<EmbeddedModelServer> logger)
    : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongLife = TimeSpan.FromMinutes(1);

    /// <summary>Starts the child, which accepts only who has this key.</summary>
    internal delegate Task<RunningChild> Start(string key, CancellationToken cancel);

    /// <param name="workFolder">Where its unfinished files lie: decoded pictures are many gigabytes, more than a temporary folder in memory holds. It works there, so that it does not read our <c>.env</c>.</param>
    /// <param name="cacheFolder">Where it keeps prepared avatars.</param>
    /// <param name="limits">Our limits on uploads, as <c>--Limits:Name=value</c>: what we accept, the engine must take.</param>
    /// <param name="key">Travels in the environment, which other users cannot read as they can arguments.</param>
    public static ChildCommand Command(string workFolder, string cacheFolder, IEnumerable<string> limits, string key)
    {
        var command = ThisProgram.Command(["model-server", "--urls", "http://127.0.0.1:0", "--work", workFolder, "--cache", cacheFolder, .. limits]);
        return command with
        {
            Environment = new Dictionary<string, string>(command.Environment!) { [CpuModelServerOptions.KeyVariable] = key },
            Niceness = 10,
            WorkingDirectory = workFolder,
        };
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = FirstPause;
        while (pool.IsEmbedded && !stoppingToken.IsCancellationRequested)
        {
            var began = clock.GetTimestamp();
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogError(failure, "The embedded model server could not be run");
            }
            catch (OperationCanceledException)
            {
                return;
            }

            pause = clock.GetElapsedTime(began) >= LongLife ? FirstPause : pause;
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>From the start of one child to its end.</summary>
    private async Task RunOnceAsync(CancellationToken stopping)
    {
        var key = SharedKey.Make();
        await using var child = await start(key, stopping);
        var complaints = LogAsync(child.ErrorLines(CancellationToken.None));
        ModelServer? server = null;
        try
        {
            await foreach (var line in child.OutputLines(stopping))
            {
                if (server is null && Address(line) is { } url)
                {
                    server = new ModelServer(url, url, Slots: 1, LengthTolerance: TimeSpan.Zero) { Key = key };
                    pool.Place(server);
                    logger.LogInformation("The embedded model server listens on {Url} (process {Id})", server.Name, child.Id);
                }
                else
                {
                    logger.LogDebug("Embedded model server: {Line}", line);
                }
            }

            logger.LogWarning("The embedded model server ended with exit code {Code}; it is started again", await child.Exited.WaitAsync(stopping));
        }
        finally
        {
            if (server is not null)
            {
                pool.Remove(server);
            }

            await child.KillAsync();
            await complaints;
        }
    }

    private async Task LogAsync(IAsyncEnumerable<string> lines)
    {
        await foreach (var line in lines)
        {
            logger.LogWarning("Embedded model server: {Line}", line);
        }
    }

    private static Uri? Address(string line) =>
        line.StartsWith(CpuModelServer.Listening, StringComparison.Ordinal) && Uri.TryCreate(line[CpuModelServer.Listening.Length..], UriKind.Absolute, out var url)
            ? url
            : null;
}
