using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Speech.Sarvam;

/// <summary>Settings under <c>Speech:Sarvam</c>.</summary>
public sealed class SarvamOptions
{
    /// <summary>None: Sarvam is not used.</summary>
    public string? ApiKey { get; init; }

    public string Url { get; init; } = "https://api.sarvam.ai/text-to-speech";

    public string Model { get; init; } = "bulbul:v3";

    /// <summary>None: the model's usual one.</summary>
    public string? MaleSpeaker { get; init; }

    /// <summary>None: the model's usual one.</summary>
    public string? FemaleSpeaker { get; init; }

    /// <summary>Sarvam has named this field both <c>language_code</c> and <c>target_language_code</c>; where one is refused, the other is tried.</summary>
    public string LanguageField { get; init; } = "language_code";

    /// <summary>What the account may send, all processes that use it together taken as one. Sarvam's smallest plan allows 30.</summary>
    public int RequestsPerMinute { get; init; } = 30;

    /// <summary>In rupees for 10,000 characters; 0: not told.</summary>
    public decimal Price { get; init; } = 30;

    /// <summary>In Hz; none: the model's own rate.</summary>
    public int? SampleRate { get; init; }

    /// <summary>For one call, from connecting to the last byte.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The first pause before a call is repeated; doubles each time.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>A wrong setting stops the start. The key itself is in no message.</summary>
internal sealed class SarvamOptionsCheck : IValidateOptions<SpeechOptions>
{
    public ValidateOptionsResult Validate(string? name, SpeechOptions options)
    {
        var sarvam = options.Sarvam;
        if (string.IsNullOrWhiteSpace(sarvam.ApiKey))
        {
            return ValidateOptionsResult.Success;
        }

        List<string> wrong = [.. Problems(sarvam)];
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Problems(SarvamOptions sarvam)
    {
        if (sarvam.ApiKey!.Any(c => c is <= ' ' or > '~'))
        {
            yield return "Speech:Sarvam:ApiKey holds a space or a character that cannot be part of a key.";
        }

        if (!Uri.TryCreate(sarvam.Url, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            yield return "Speech:Sarvam:Url must be an https address, so that the key does not travel in the clear.";
        }

        if (SarvamSpeakers.Of(sarvam).DistinctBy(speaker => speaker.Gender).Count() < 2)
        {
            yield return $"Speech:Sarvam:MaleSpeaker and FemaleSpeaker must be given for the model {sarvam.Model}.";
        }

        if (string.IsNullOrWhiteSpace(sarvam.LanguageField))
        {
            yield return "Speech:Sarvam:LanguageField must be the name of a field, such as language_code.";
        }

        if (sarvam.SampleRate is < 8000 or > 48000)
        {
            yield return "Speech:Sarvam:SampleRate must be between 8000 and 48000.";
        }

        if (sarvam.RequestsPerMinute is < 1 or > 100_000)
        {
            yield return "Speech:Sarvam:RequestsPerMinute must be between 1 and 100,000.";
        }

        if (sarvam.Price is < 0 or > 100_000)
        {
            yield return "Speech:Sarvam:Price must be between 0 and 100,000 rupees for 10,000 characters.";
        }

        if (sarvam.Timeout <= TimeSpan.Zero || sarvam.Timeout > TimeSpan.FromMinutes(5) || sarvam.RetryDelay < TimeSpan.Zero || sarvam.RetryDelay > TimeSpan.FromMinutes(1))
        {
            yield return "Speech:Sarvam:Timeout must be at most 5 minutes, and RetryDelay at most 1 minute.";
        }
    }
}
