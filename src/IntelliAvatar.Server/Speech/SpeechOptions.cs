using System.ComponentModel.DataAnnotations;

namespace IntelliAvatar.Server.Speech;

/// <summary>Settings under <c>Speech</c>.</summary>
public sealed class SpeechOptions
{
    /// <summary>From <c>Limits:MaxTextLength</c>, in UTF-16 units.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Limits:MaxTextLength must be between 1 and 1,000,000 characters.")]
    public int MaxTextLength { get; set; } = 20_000;

    /// <summary>How many previews of voices one address may ask for in a minute; those that were made before do not count.</summary>
    [Range(1, 10_000)]
    public int PreviewsPerMinute { get; init; } = 20;

    public SarvamOptions Sarvam { get; init; } = new();
}
