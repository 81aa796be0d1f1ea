using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace IntelliAvatar.Server.Persistence;

/// <summary>Brings the database to the newest schema: the numbered <c>.sql</c> files that are embedded in this program, each once, in order.</summary>
internal static class Migrator
{
    private const string Folder = "IntelliAvatar.Server.Persistence.Migrations.Sqlite.";

    /// <exception cref="InvalidDataException">The database was made by a newer version of the program.</exception>
    public static void Apply(SqliteConnection connection)
    {
        var scripts = Scripts();

        // One transaction for all: of two processes that start at once, the second waits here and then finds nothing to do.
        using var transaction = connection.BeginTransaction(deferred: false);
        var applied = connection.ExecuteScalar<int>("PRAGMA user_version", transaction: transaction);
        if (applied > scripts.Count)
        {
            throw new InvalidDataException(
                $"The database has schema version {applied}, this program knows only up to {scripts.Count}. Start the newer version of the program, or another database.");
        }

        foreach (var (version, sql) in scripts.Skip(applied))
        {
            connection.Execute(sql, transaction: transaction);
            connection.Execute($"PRAGMA user_version = {version}", transaction: transaction);
        }

        transaction.Commit();
    }

    private static List<(int Version, string Sql)> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name.AsSpan(Folder.Length, 3), CultureInfo.InvariantCulture), Read(assembly, name)))];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
