using System.Globalization;
using System.Reflection;

namespace IntelliAvatar.Server.Persistence;

/// <summary>The numbered <c>.sql</c> files that are embedded in this program; a database gets each once, in order.</summary>
internal static class Migrations
{
    private static readonly Assembly Program = Assembly.GetExecutingAssembly();

    /// <summary>The version of a database that has got all of them.</summary>
    public static int Latest(string dialect) => Names(dialect).Count;

    /// <summary>What a database of this version still needs.</summary>
    /// <param name="dialect">The folder: <c>Sqlite</c> or <c>Postgres</c>.</param>
    /// <exception cref="InvalidDataException">The database was made by a newer version of the program.</exception>
    public static IEnumerable<(int Version, string Sql)> After(string dialect, int applied)
    {
        var names = Names(dialect);
        return applied <= names.Count
            ? names.Skip(applied).Select(name => (int.Parse(name.AsSpan(Folder(dialect).Length, 3), CultureInfo.InvariantCulture), Read(name)))
            : throw new InvalidDataException(
                $"The database has schema version {applied}, this program knows only up to {names.Count}. Start the newer version of the program, or another database.");
    }

    private static List<string> Names(string dialect) =>
        [.. Program.GetManifestResourceNames().Where(name => name.StartsWith(Folder(dialect), StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static string Folder(string dialect) => $"IntelliAvatar.Server.Persistence.Migrations.{dialect}.";

    private static string Read(string name)
    {
        using var reader = new StreamReader(Program.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
