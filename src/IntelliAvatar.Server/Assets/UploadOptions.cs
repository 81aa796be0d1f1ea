using System.ComponentModel.DataAnnotations;

namespace IntelliAvatar.Server.Assets;

/// <summary>Section <c>Uploads</c> of the settings.</summary>
public sealed class UploadOptions
{
    /// <summary>How long an upload is kept after its last byte came, whole or not. Jobs have copies of their own.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Life { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How many files of one user may be on their way at once; those who do not say who they are are one.</summary>
    [Range(1, 1_000_000)]
    public int MaxUnfinishedPerUser { get; init; } = 100;

    /// <summary>How many files may be on their way at once, from all users together.</summary>
    [Range(1, 1_000_000)]
    public int MaxUnfinished { get; init; } = 10_000;

    /// <summary>How many bytes may still be to come of all files that are on their way.</summary>
    [Range(1024L, 1L << 50)]
    public long MaxUnfinishedBytes { get; init; } = 100L << 30;

    /// <summary>An unfinished upload that has received nothing for so long counts no longer as bytes that are still to come.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many forms with files may arrive at once, from all users together.</summary>
    [Range(1, 100_000)]
    public int MaxForms { get; init; } = 100;

    /// <summary>A form of which less than <see cref="StallBytes"/> come in this time is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);

    [Range(1, 1 << 30)]
    public int StallBytes { get; init; } = 64 << 10;

    /// <summary>What one address, or one user, may have of a limit for all.</summary>
    public static long Share(long all) => (all + 1) / 2;
}
