using System.ComponentModel.DataAnnotations;

namespace IntelliAvatar.Server.Storage;

/// <summary>Section <c>Storage</c> of the settings.</summary>
public sealed class StorageOptions
{
    private const string Disk = "file:";

    /// <summary><c>file:FOLDER</c>, where a relative folder is looked for in the working directory, or <c>s3://BUCKET/PREFIX</c>.</summary>
    [Required]
    public string Url { get; init; } = "file:storage";

    /// <summary>With an object store: the local folder of unfinished files and of the engine's cache.</summary>
    [Required]
    public string WorkFolder { get; init; } = "storage";

    /// <summary>
    /// What is kept free on the disk for the jobs that are already here: bytes, or a number with KiB, MiB, GiB or TiB; 0: nothing.
    /// Unless given, the larger of 2 GiB and 5 % of the file system.
    /// </summary>
    public string? Reserve { get; init; }

    public S3Options S3 { get; init; } = new();

    public bool IsS3 => Url.StartsWith(S3Place.Scheme, StringComparison.Ordinal);

    /// <summary>Why no files can be kept by these settings; null if they might. Quotes no secret.</summary>
    public string? Wrong =>
        Reserve is { } reserve && ByteSize.Parse(reserve) is null ? "Storage:Reserve must be a size, e.g. 2 GiB or 2147483648; 0 keeps nothing free."
        : IsS3 ? S3Place.Parse(Url) is null ? $"Storage:Url must be {S3Place.Scheme}BUCKET or {S3Place.Scheme}BUCKET/PREFIX, of letters, digits, dots and hyphens." : S3.Wrong
        : Url.StartsWith(Disk, StringComparison.Ordinal) && Url.Length > Disk.Length ? null
        : $"Storage:Url must be file:FOLDER, e.g. file:storage, or {S3Place.Scheme}BUCKET/PREFIX.";

    /// <summary>The local folder as an absolute path: all there is, or with an object store what is unfinished.</summary>
    public string Folder => Path.GetFullPath(IsS3 ? WorkFolder : Url[Disk.Length..]);
}
