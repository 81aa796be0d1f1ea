using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Speech.Sarvam;

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
