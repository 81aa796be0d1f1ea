using System.Data.Common;
using Dapper;

namespace IntelliAvatar.Server.Persistence;

/// <summary>Recognises a database that another program made: nothing is changed in it.</summary>
internal static class ForeignDatabase
{
    // Tables of an extension say nothing about the owner.
    public const string PostgresColumns =
        """
        SELECT tables.relname AS "table", columns.attname AS "column" FROM pg_class AS tables JOIN pg_attribute AS columns ON columns.attrelid = tables.oid
        WHERE tables.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND tables.relkind IN ('r', 'p', 'v', 'm', 'f')
          AND columns.attnum > 0 AND NOT columns.attisdropped
          AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = tables.oid AND deptype = 'e')
        """;

    private const string SqliteColumns =
        """
        SELECT tables.name AS "table", columns.name AS "column" FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns
        WHERE tables.type IN ('table', 'view') AND tables.name NOT LIKE 'sqlite\_%' ESCAPE '\'
        """;

    private static readonly string[] Ours = ["kind", "payload", "input_video"], Earlier = ["job_id", "user_id", "input_video", "output_video"];

    /// <summary>Whose the file is, in one sentence; null: it is ours, or empty.</summary>
    public static string? InSqlite(DbConnection connection) =>
        Sentence(Read(connection, SqliteColumns), isMarked: connection.ExecuteScalar<int>("PRAGMA user_version") > 0);

    /// <summary>Whose the schema is, in one sentence; null: it is ours, or empty.</summary>
    public static string? InPostgres(DbConnection connection)
    {
        var tables = Read(connection, PostgresColumns);
        return Sentence(tables, isMarked: tables["schema_version"].SequenceEqual(["version"], StringComparer.Ordinal));
    }

    private static ILookup<string, string> Read(DbConnection connection, string sql) =>
        connection.Query<(string Table, string Column)>(sql).ToLookup(row => row.Table, row => row.Column, StringComparer.Ordinal);

    private static string? Sentence(ILookup<string, string> tables, bool isMarked)
    {
        const string Remedy = "It is left as it is: give this server a database of its own with Database__Url.";
        var jobs = tables["jobs"].ToHashSet(StringComparer.Ordinal);
        if (tables.Count == 0 || (isMarked && jobs.IsSupersetOf(Ours)))
        {
            return null;
        }

        return jobs.IsSupersetOf(Ours) ? "Database:Url names a database with this server's tables but without its schema version, as after a restore from a dump. Restore it with ./avatar restore, or from a copy of the whole database."
            : jobs.IsSupersetOf(Earlier) ? $"Database:Url names the database of the earlier Python server. {Remedy} (DATABASE_URL in the environment or in .env counts as Database__Url.)"
            : $"Database:Url names a database of another program, with the {(tables.Count == 1 ? "table" : "tables")} {Names(tables)}. {Remedy}";
    }

    private static string Names(ILookup<string, string> tables) =>
        string.Join(", ", tables.Select(table => table.Key).Order(StringComparer.Ordinal).Take(5)) + (tables.Count > 5 ? $" and {tables.Count - 5} more" : "");
}
