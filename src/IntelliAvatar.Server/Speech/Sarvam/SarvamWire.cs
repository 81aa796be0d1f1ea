using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntelliAvatar.Server.Speech.Audio;

namespace IntelliAvatar.Server.Speech.Sarvam;

/// <summary>Sarvam's JSON and what it means.</summary>
/// <remarks>No word of an error answer is passed on: it may quote the text or the key.</remarks>
internal static class SarvamWire
{
    private static readonly string[] SettingWords = ["speaker", "model", "language", "codec", "sample_rate", "pace", "api", "field required"];

    public static JsonObject Request(SarvamOptions options, string text, SarvamSpeaker speaker, string languageField, string language)
    {
        var request = new JsonObject
        {
            ["text"] = text,
            [languageField] = language,
            ["speaker"] = speaker.Name,
            ["model"] = speaker.Model,
            ["speech_sample_rate"] = SampleRate(options, speaker),
            ["output_audio_codec"] = "wav",
        };

        // What is left in digits, in a language whose numbers are not written out here, is read as an amount or a date. v3 does so unasked.
        if (speaker.Model is SarvamSpeakers.V2 or SarvamSpeakers.V4)
        {
            request["enable_preprocessing"] = true;
        }

        return request;
    }

    /// <summary>In Hz.</summary>
    public static int SampleRate(SarvamOptions options, SarvamSpeaker speaker) => options.SampleRate ?? (speaker.Model == SarvamSpeakers.V2 ? 22050 : 24000);

    /// <summary>The other name that Sarvam has given the language's field; null for a name of the operator's own.</summary>
    public static string? OtherLanguageField(string field) => field switch
    {
        "language_code" => "target_language_code",
        "target_language_code" => "language_code",
        _ => null,
    };

    /// <summary>Whether an answer complains of a field of the language, by either name.</summary>
    public static bool RefusesLanguageField(HttpStatusCode status, ReadOnlySpan<byte> body) =>
        (int)status is 400 or 422 && ErrorOf(body).Message.Contains("language_code", StringComparison.Ordinal);

    /// <summary>Reads an answer with status 200, which need not be what it claims.</summary>
    public static ChunkOutcome Read(ReadOnlySpan<byte> body)
    {
        if (Audios(body) is not { Count: > 0 } audios)
        {
            return Garbled("an answer without sound");
        }

        var waves = new List<Wave>();
        foreach (var audio in audios)
        {
            if (WaveReader.Read(audio) is not { } wave)
            {
                return Garbled("something that is no wav file");
            }

            waves.Add(wave);
        }

        return waves.TrueForAll(wave => wave.Rate == waves[0].Rate)
            ? new ChunkOutcome.Spoken(new Wave([.. waves.SelectMany(wave => wave.Samples)], waves[0].Rate), Phones: null)
            : Garbled("sound at several sample rates");
    }

    public static ChunkOutcome.Failed ReadError(HttpStatusCode status, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var (code, message) = ErrorOf(body);
        return ((int)status, code) switch
        {
            (401 or 403, _) => new(SpeechFault.Setup, "sarvam_key_refused", "Sarvam refused the API key. Check Speech:Sarvam:ApiKey."),
            (402, _) or (_, "insufficient_quota_error") => new(SpeechFault.Setup, "sarvam_quota_used_up", "The Sarvam account has no credit left. Add credit to it.", retryAfter),
            (429 or 503, _) => new(SpeechFault.Passing, "sarvam_busy", "Sarvam has too much to do at the moment.", retryAfter),
            (408 or >= 500, _) => new(SpeechFault.Passing, "sarvam_failed", $"Sarvam failed with status {(int)status}.", retryAfter),
            (400 or 422, _) when Array.Exists(SettingWords, message.Contains) => Misconfigured(status),
            (400 or 413 or 422, _) => new(SpeechFault.Text, "sarvam_text_refused", $"Sarvam refused the text with status {(int)status}. Change the text, or choose another voice."),
            _ => Misconfigured(status),
        };
    }

    public static ChunkOutcome.Failed Garbled(string what) => new(SpeechFault.Passing, "sarvam_garbled", $"Sarvam sent {what}.");

    private static ChunkOutcome.Failed Misconfigured(HttpStatusCode status) => new(SpeechFault.Setup, "sarvam_misconfigured",
        $"Sarvam refused the form of the request with status {(int)status}. Check Speech:Sarvam:Url, Model, MaleSpeaker, FemaleSpeaker and LanguageField.");

    private static List<byte[]>? Audios(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonObject>(body)?["audios"]?.AsArray().Select(audio => Convert.FromBase64String(audio!.GetValue<string>())).ToList();
        }
        catch (Exception notOurs) when (notOurs is JsonException or FormatException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            return null;
        }
    }

    private static (string Code, string Message) ErrorOf(ReadOnlySpan<byte> body)
    {
        try
        {
            var error = JsonSerializer.Deserialize<JsonObject>(body)?["error"] as JsonObject;
            return ($"{error?["code"]}", $"{error?["message"]}".ToLowerInvariant());
        }
        catch (Exception notOurs) when (notOurs is JsonException or InvalidOperationException or ArgumentException)
        {
            return ("", "");
        }
    }
}
