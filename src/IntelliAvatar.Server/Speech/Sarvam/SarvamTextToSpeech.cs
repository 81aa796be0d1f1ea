using IntelliAvatar.Server.Speech.Text;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Speech.Sarvam;

/// <summary>The speech of Sarvam AI: eleven languages of India, over the network, for an account. Tells no phone timings.</summary>
internal sealed class SarvamTextToSpeech : ITextToSpeech, IDisposable
{
    private const int MostRetries = 2;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AfterFailures = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(10);

    private readonly SarvamOptions _options;
    private readonly TimeProvider _clock;
    private readonly SarvamBreaker _breaker;
    private readonly SarvamClient? _client;
    private readonly Dictionary<string, SarvamSpeaker> _speakerOf;

    public SarvamTextToSpeech(IOptions<SpeechOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options.Value.Sarvam, clock);
        _breaker = new SarvamBreaker(clock);
        _client = string.IsNullOrWhiteSpace(_options.ApiKey) ? null : new SarvamClient(_options, clock);
        _speakerOf = SarvamSpeakers.Of(_options).ToDictionary(IdOf);
    }

    public string Provider => "sarvam";

    public int Priority => 0;

    // Sarvam takes 1,500 characters and more. An account may send few requests a minute, so that small pieces would make a long text wait.
    public ChunkRules Rules { get; } = new(MaxLength: 1200, JoinSentences: true, AtOnce: 1);

    public Task<ProviderVoices> ProbeAsync(CancellationToken cancel) => Task.FromResult(_client is null
        ? new ProviderVoices([], "No key is configured (Speech:Sarvam:ApiKey).")
        : new ProviderVoices([.. SarvamSpeakers.Of(_options).Select(VoiceOf)]));

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

    private static string IdOf(SarvamSpeaker speaker) => $"sarvam-{speaker.Name}";

    private static string CodeOf(string language) => LanguageTag.Primary(language) is "or" ? "od-IN" : $"{LanguageTag.Primary(language)}-IN";

    /// <summary>Exponential with jitter; what Sarvam asks for is the least.</summary>
    private TimeSpan WaitBefore(int retry, ChunkOutcome.Failed failed)
    {
        var jittered = _options.RetryDelay * Math.Pow(2, retry - 1) * (0.5 + (Random.Shared.NextDouble() / 2));
        return failed.RetryAfter is { } asked && asked > jittered ? asked : jittered;
    }

    private static TimeSpan PauseAfter(ChunkOutcome.Failed failed) =>
        failed.Fault == SpeechFault.Setup ? AfterRefusal : failed.RetryAfter ?? AfterFailures;

    private Voice VoiceOf(SarvamSpeaker speaker) => new(
        IdOf(speaker), Provider, $"{Shown(speaker.Name)} (Sarvam {speaker.Model})", speaker.Gender, speaker.Languages,
        SarvamWire.SampleRate(_options, speaker), Offline: false, HasTimings: false, Licence: "Sarvam AI terms of service",
        Price: _options.Price > 0 ? new SpeechPrice(_options.Price, "INR") : null);

    /// <summary>"simran_en_narration" → "Simran, narration".</summary>
    private static string Shown(string name)
    {
        var parts = name.Split('_');
        var person = $"{char.ToUpperInvariant(name[0])}{parts[0][1..]}";
        return parts.Length > 2 ? $"{person}, {string.Join(' ', parts[2..])}" : person;
    }
}
