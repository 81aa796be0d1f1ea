using System.ComponentModel.DataAnnotations;

namespace IntelliAvatar.Server.Assets;

/// <summary>Section <c>Uploads</c> of the settings.</summary>
public sealed class UploadOptions
{
    /// <summary>How long an upload is kept after its last byte came, whole or not. Jobs have copies of their own.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Life { get; init; } = TimeSpan.FromDays(1);
}
