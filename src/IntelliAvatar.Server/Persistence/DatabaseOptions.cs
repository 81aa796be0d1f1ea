using System.ComponentModel.DataAnnotations;

namespace IntelliAvatar.Server.Persistence;

/// <summary>Section <c>Database</c> of the settings.</summary>
public sealed class DatabaseOptions
{
    private const string Scheme = "sqlite:";

    /// <summary><c>sqlite:PATH</c>, where a relative path is looked for in the working directory, or <c>postgres://user:password@host:port/database</c>.</summary>
    [Required]
    public string Url { get; init; } = "sqlite:storage/jobs.db";

    public bool IsPostgres => Url.StartsWith("postgres://", StringComparison.Ordinal) || Url.StartsWith("postgresql://", StringComparison.Ordinal);

    /// <summary>Why no database can be found by this address; null if one might. Never quotes it: there may be a password in it.</summary>
    public string? Wrong =>
        IsPostgres ? PostgresUrl.Parse(Url).Wrong
        : Url.StartsWith(Scheme, StringComparison.Ordinal) && Url.Length > Scheme.Length ? null
        : "it must be sqlite:PATH, e.g. sqlite:storage/jobs.db, or postgres://user:password@host:5432/database.";

    /// <summary>The database file as an absolute path.</summary>
    public string SqlitePath => Path.GetFullPath(Url[Scheme.Length..]);
}
