namespace IntelliAvatar.Server.Speech;

/// <summary>The voices of this machine. Looked for once, in the background from the start on; when an engine was missing, again after a minute.</summary>
public sealed class VoiceCatalogue(IEnumerable<ITextToSpeech> engines, TimeProvider clock, ILogger<VoiceCatalogue> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(20);

    private readonly ITextToSpeech[] _engines = [.. engines.OrderBy(engine => engine.Priority)];
    private readonly Lock _lock = new();
    private Task<IReadOnlyList<ProviderStatus>>? _probe;
    private DateTimeOffset _probedAt;

    /// <summary>What each engine can do, the first to be asked first.</summary>
    public Task<IReadOnlyList<ProviderStatus>> ProvidersAsync(CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_probe is null || IsStale(_probe))
            {
                _probedAt = clock.GetUtcNow();
                _probe = Task.Run(ProbeAsync, CancellationToken.None);
            }

            return _probe.WaitAsync(cancel);
        }
    }

    /// <summary>All voices, the preferred first.</summary>
    public async Task<IReadOnlyList<Voice>> VoicesAsync(CancellationToken cancel) =>
        [.. (await ProvidersAsync(cancel)).SelectMany(provider => provider.Voices)];

    internal ITextToSpeech EngineOf(Voice voice) => Array.Find(_engines, engine => engine.Provider == voice.Provider)!;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => ProvidersAsync(stoppingToken);

    private bool IsStale(Task<IReadOnlyList<ProviderStatus>> probe) =>
        probe.IsCompletedSuccessfully && clock.GetUtcNow() - _probedAt > LookAgain && Missing(probe);

    private static bool Missing(Task<IReadOnlyList<ProviderStatus>> probe) => probe.GetAwaiter().GetResult().Any(provider => !provider.Available);

    private async Task<IReadOnlyList<ProviderStatus>> ProbeAsync() => await Task.WhenAll(_engines.Select(ProbeAsync));

    private async Task<ProviderStatus> ProbeAsync(ITextToSpeech engine)
    {
        using var deadline = new CancellationTokenSource(LongestProbe, clock);
        try
        {
            var found = await engine.ProbeAsync(deadline.Token);
            log.LogInformation("Speech by {Provider}: {Voices} voices. {Missing}", engine.Provider, found.Voices.Count, found.Missing ?? "");
            return new ProviderStatus(engine.Provider, found.Voices, found.Missing);
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Speech by {Provider} cannot be used", engine.Provider);
            return new ProviderStatus(engine.Provider, [], $"{engine.Provider} could not be asked for its voices.");
        }
    }
}

/// <param name="Missing">Why there are no voices, and what to do about it.</param>
public sealed record ProviderStatus(string Provider, IReadOnlyList<Voice> Voices, string? Missing)
{
    public bool Available => Voices.Count > 0;
}
