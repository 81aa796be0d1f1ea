namespace IntelliAvatar.Server.Speech;

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
