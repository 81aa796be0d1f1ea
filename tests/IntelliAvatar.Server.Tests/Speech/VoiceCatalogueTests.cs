using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Speech.Text;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IntelliAvatar.Server.Tests.Speech;

public sealed class VoiceCatalogueTests
{
    [Fact]
    public async Task The_voices_of_this_machine_are_found()
    {
        await using var sandbox = new SpeechSandbox();
        var voices = await sandbox.Speech.ListVoicesAsync(CancellationToken.None);
        Assert.Equal(["flite-slt", "flite-rms", "flite-awb"], voices.Take(3).Select(voice => voice.Id));
        Assert.True(voices.Count > 200);
        Assert.Equal(voices.Count, voices.Select(voice => voice.Id).Distinct().Count());
        Assert.All(voices, voice => Assert.True(voice is { Offline: true, HasTimings: true }));
        var providers = await sandbox.Catalogue.ProvidersAsync(CancellationToken.None);
        Assert.Equal(["sarvam", "flite", "espeak"], providers.Select(provider => provider.Provider));
        Assert.Contains("Speech:Sarvam:ApiKey", providers[0].Missing!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_comes_later_is_found_after_a_minute()
    {
        var clock = new ManualClock();
        var late = new LateEngine();
        await using var sandbox = new SpeechSandbox(clock: clock, change: services => services.AddSingleton<ITextToSpeech>(late));
        Assert.DoesNotContain(await VoicesAsync(), voice => voice.Provider == "late");

        late.IsHere = true;
        Assert.DoesNotContain(await VoicesAsync(), voice => voice.Provider == "late");
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Contains(await VoicesAsync(), voice => voice.Provider == "late");

        Task<IReadOnlyList<Voice>> VoicesAsync() => sandbox.Speech.ListVoicesAsync(CancellationToken.None);
    }

    [Fact]
    public async Task An_engine_that_breaks_in_the_probe_is_only_missing()
    {
        await using var sandbox = new SpeechSandbox(change: services => services.AddSingleton<ITextToSpeech>(new LateEngine { Breaks = true }));
        var providers = await sandbox.Catalogue.ProvidersAsync(CancellationToken.None);
        Assert.False(providers.Single(provider => provider.Provider == "late").Available);
        Assert.Contains(providers, provider => provider.Available);
    }

    private sealed class LateEngine : ITextToSpeech
    {
        public bool IsHere { get; set; }

        public bool Breaks { get; init; }

        public string Provider => "late";

        public int Priority => 99;

        public ChunkRules Rules { get; } = new(100, false, 1);

        public Task<ProviderVoices> ProbeAsync(CancellationToken cancel) => Breaks ? throw new InvalidOperationException("broken")
            : Task.FromResult(IsHere ? new ProviderVoices([new("late", Provider, "Late", Gender.Male, ["en"], 16000, true, false, "none")]) : new([], "Not yet."));

        public Task<ChunkOutcome> SpeakAsync(string text, Voice voice, string language, CancellationToken cancel) => throw new NotSupportedException();
    }
}
