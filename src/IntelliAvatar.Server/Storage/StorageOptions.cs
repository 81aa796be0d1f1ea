using System.ComponentModel.DataAnnotations;

namespace IntelliAvatar.Server.Storage;

/// <summary>Section <c>Storage</c> of the settings.</summary>
public sealed class StorageOptions
{
    private const string Scheme = "file:";

    /// <summary><c>file:FOLDER</c>; a relative folder is looked for in the working directory.</summary>
    [Required]
    public string Url { get; init; } = "file:storage";

    public bool IsDisk => Url.StartsWith(Scheme, StringComparison.Ordinal) && Url.Length > Scheme.Length;

    /// <summary>The folder as an absolute path.</summary>
    public string Root => Path.GetFullPath(Url[Scheme.Length..]);
}
