using System.Collections.Concurrent;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Speech.Espeak;
using IntelliAvatar.Server.Speech.Flite;
using IntelliAvatar.Server.Speech.Sarvam;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Speech;

/// <summary>The whole of speech as the server has it, with settings of its own and a folder that is gone afterwards.</summary>
public sealed class SpeechSandbox : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("speech-test-");
    private readonly LogBook _log = new();

    public SpeechSandbox(Dictionary<string, string?>? settings = null, TimeProvider? clock = null, Action<IServiceCollection>? change = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddSingleton(_ => new Workspace(Options.Create(new StorageOptions { Url = $"file:{PathOf("storage")}" })));
        services.AddSpeech(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).AddSarvam().AddFlite().AddEspeak();
        change?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public SpeechSynthesizer Speech => _services.GetRequiredService<SpeechSynthesizer>();

    public VoiceCatalogue Catalogue => _services.GetRequiredService<VoiceCatalogue>();

    public ITextToSpeech Engine(string provider) => _services.GetServices<ITextToSpeech>().Single(engine => engine.Provider == provider);

    public IReadOnlyCollection<string> Logged => _log.Lines;

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public IReadOnlyList<string> Files => [.. _folder.EnumerateFiles().Select(file => file.Name)];

    public async Task<SpeechOutcome.Spoken> SpokenAsync(SpeechRequest request, string file = "speech.wav")
    {
        var outcome = await Speech.SpeakAsync(request, PathOf(file), CancellationToken.None);
        return Assert.IsType<SpeechOutcome.Spoken>(outcome);
    }

    public async Task<SpeechOutcome.Failed> FailedAsync(SpeechRequest request) =>
        Assert.IsType<SpeechOutcome.Failed>(await Speech.SpeakAsync(request, PathOf("speech.wav"), CancellationToken.None));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class LogBook : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
