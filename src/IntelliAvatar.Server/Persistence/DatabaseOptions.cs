using System.ComponentModel.DataAnnotations;

namespace IntelliAvatar.Server.Persistence;

/// <summary>Section <c>Database</c> of the settings.</summary>
public sealed class DatabaseOptions
{
    private const string Scheme = "sqlite:";

    /// <summary><c>sqlite:PATH</c>; a relative path is looked for in the working directory.</summary>
    [Required]
    public string Url { get; init; } = "sqlite:storage/jobs.db";

    public bool IsSqlite => Url.StartsWith(Scheme, StringComparison.Ordinal) && Url.Length > Scheme.Length;

    /// <summary>The database file as an absolute path.</summary>
    public string SqlitePath => Path.GetFullPath(Url[Scheme.Length..]);
}
