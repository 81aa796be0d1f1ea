using System.Text.Json.Serialization;

namespace IntelliAvatar.Server.Backups;

/// <summary>The first file of an archive: what is in it.</summary>
/// <param name="Database"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Schema">The version of the database's schema.</param>
/// <param name="Tables">With PostgreSQL: each table's columns, in the order of its rows.</param>
public sealed record BackupManifest(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("made_at")] DateTimeOffset MadeAt,
    [property: JsonPropertyName("database")] string Database,
    [property: JsonPropertyName("schema")] int Schema,
    [property: JsonPropertyName("tables")] IReadOnlyDictionary<string, IReadOnlyList<string>> Tables)
{
    public const int Known = 1;

    /// <summary>Names in the archive.</summary>
    public const string Name = "manifest.json", SqliteFile = "database/jobs.db", TableFolder = "database/", Files = "files/", Sums = "SHA256SUMS";

    public const string Sqlite = "sqlite", Postgres = "postgres";

    public static string TableFile(string table) => $"{TableFolder}{table}.copy";
}
