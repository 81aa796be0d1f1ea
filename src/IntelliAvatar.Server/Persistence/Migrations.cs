using System.Globalization;
using System.Reflection;

namespace IntelliAvatar.Server.Persistence;

/// <summary>The numbered <c>.sql</c> files that are embedded in this program; a database gets each once, in order.</summary>
internal static class Migrations
{
    /// <summary>What a database of this version still needs.</summary>
    /// <param name="dialect">The folder: <c>Sqlite</c> or <c>Postgres</c>.</param>
    /// <exception cref="InvalidDataException">The database was made by a newer version of the program.</exception>
    public static IEnumerable<(int Version, string Sql)> After(string dialect, int applied)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var folder = $"IntelliAvatar.Server.Persistence.Migrations.{dialect}.";
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        return applied <= names.Count
            ? names.Skip(applied).Select(name => (int.Parse(name.AsSpan(folder.Length, 3), CultureInfo.InvariantCulture), Read(assembly, name)))
            : throw new InvalidDataException(
                $"The database has schema version {applied}, this program knows only up to {names.Count}. Start the newer version of the program, or another database.");
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
