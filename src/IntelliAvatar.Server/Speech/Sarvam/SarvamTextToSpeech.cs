using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Speech.Sarvam;

/// <summary>The speech of Sarvam AI: eleven languages of India, over the network, for an account. Tells no phone timings.</summary>
internal sealed class SarvamTextToSpeech : ITextToSpeech, IDisposable
{
    private const int MostRetries = 2;
    private static readonly string[] Languages = ["en", "hi", "bn", "ta", "te", "kn", "ml", "mr", "gu", "pa", "or"];
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AfterFailures = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(10);

    private readonly SarvamOptions _options;
    private readonly TimeProvider _clock;
    private readonly SarvamBreaker _breaker;
    private readonly SarvamClient? _client;
    private readonly Dictionary<string, string> _speakerOf;

    public SarvamTextToSpeech(IOptions<SpeechOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options.Value.Sarvam, clock);
        _breaker = new SarvamBreaker(clock);
        _client = string.IsNullOrWhiteSpace(_options.ApiKey) ? null : new SarvamClient(_options, clock);
        _speakerOf = SarvamSpeakers.Of(_options).ToDictionary(speaker => IdOf(speaker.Name), speaker => speaker.Name);
    }

    public string Provider => "sarvam";

    public int Priority => 0;

    // Sarvam takes 1,500 characters and more; short chunks keep the melody and make a repeated call cheap.
    public ChunkRules Rules { get; } = new(MaxLength: 450, JoinSentences: true, AtOnce: 1);

    public Task<ProviderVoices> ProbeAsync(CancellationToken cancel) => Task.FromResult(_client is null
        ? new ProviderVoices([], "No key is configured (Speech:Sarvam:ApiKey).")
        : new ProviderVoices([.. SarvamSpeakers.Of(_options).Select(speaker => VoiceOf(speaker.Name, speaker.Gender))]));

    public async Task<ChunkOutcome> SpeakAsync(string text, Voice voice, string language, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (_breaker.Refuse() is { } paused)
            {
                return paused;
            }

            var outcome = await _client!.CallAsync(SarvamNumbers.Group(text), _speakerOf[voice.Id], CodeOf(language), cancel);
            if (outcome is not ChunkOutcome.Failed { Fault: not SpeechFault.Text } failed)
            {
                _breaker.Resume();
                return outcome;
            }

            var wait = WaitBefore(attempt + 1, failed);
            if (failed.Fault == SpeechFault.Setup || attempt == MostRetries || wait > LongestWait)
            {
                _breaker.Pause(failed, PauseAfter(failed));
                return failed;
            }

            await Task.Delay(wait, _clock, cancel);
        }
    }

    public void Dispose() => _client?.Dispose();

    private static string IdOf(string speaker) => $"sarvam-{speaker}";

    private static string CodeOf(string language) => LanguageTag.Primary(language) is "or" ? "od-IN" : $"{LanguageTag.Primary(language)}-IN";

    /// <summary>Exponential with jitter; what Sarvam asks for is the least.</summary>
    private TimeSpan WaitBefore(int retry, ChunkOutcome.Failed failed)
    {
        var jittered = _options.RetryDelay * Math.Pow(2, retry - 1) * (0.5 + (Random.Shared.NextDouble() / 2));
        return failed.RetryAfter is { } asked && asked > jittered ? asked : jittered;
    }

    private static TimeSpan PauseAfter(ChunkOutcome.Failed failed) =>
        failed.Fault == SpeechFault.Setup ? AfterRefusal : failed.RetryAfter ?? AfterFailures;

    private Voice VoiceOf(string speaker, Gender gender) => new(
        IdOf(speaker), Provider, $"{char.ToUpperInvariant(speaker[0])}{speaker[1..]} (Sarvam {_options.Model})", gender, Languages,
        SarvamSpeakers.SampleRate(_options), Offline: false, HasTimings: false, Licence: "Sarvam AI terms of service");
}
