using System.ComponentModel.DataAnnotations;

namespace IntelliAvatar.Server.Http;

/// <summary>Section <c>Limits</c> of the settings: what one upload may be.</summary>
public sealed class UploadLimits
{
    [Range(1024L, 1L << 40)]
    public long MaxVideoBytes { get; init; } = 500L << 20;

    [Range(1024L, 1L << 40)]
    public long MaxAudioBytes { get; init; } = 200L << 20;

    /// <summary>Characters; a field of a form holds no more than 60,000 in any script.</summary>
    [Range(1, 60_000)]
    public int MaxTextLength { get; init; } = 20_000;
}
