using System.Text;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>What separates the values of a CSV: comma, semicolon, tab or bar.</summary>
internal static class Delimiter
{
    private const string Known = ",;\t|";

    /// <summary>What Excel writes and reads in a first line: <c>sep=;</c>.</summary>
    public static char? Announced(string? firstLine) =>
        firstLine?.Trim('\uFEFF', '"', ' ') is { Length: 5 } line
            && line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && !char.IsLetterOrDigit(line[4]) ? line[4] : null;

    /// <summary>Decided by the line with the names: what gives most of the names that are asked for, then the most frequent.</summary>
    /// <param name="head">The table's beginning.</param>
    public static char Of(string head, IReadOnlyList<string> wanted)
    {
        var lines = Lines(head).Take(TableBuilder.Beginning).ToList();
        return Known.MaxBy(letter =>
        {
            var found = lines.Select(line => Split(line, letter).Intersect(wanted, StringComparer.OrdinalIgnoreCase).Count());
            var names = lines is [var first, ..] ? Split(first, letter).Count : 0;
            return (found.DefaultIfEmpty().Max(), names, -Known.IndexOf(letter, StringComparison.Ordinal));
        });
    }

    /// <summary>How a sentence calls it.</summary>
    public static string NameOf(char delimiter) => delimiter switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        '|' => "bar",
        _ => $"'{delimiter}'",
    };

    /// <summary>Those with more than separators; a line break in quotes ends none.</summary>
    private static IEnumerable<string> Lines(string head)
    {
        var (line, isQuoted) = (new StringBuilder(), false);
        foreach (var letter in head + "\n")
        {
            isQuoted ^= letter == '"';
            if (letter is not ('\r' or '\n') || isQuoted)
            {
                line.Append(letter);
                continue;
            }

            if (line.ToString().Any(IsContent))
            {
                yield return line.ToString();
            }

            line.Clear();
        }
    }

    private static bool IsContent(char letter) => letter is not ('"' or '\uFEFF') && !char.IsWhiteSpace(letter) && !Known.Contains(letter);

    private static List<string> Split(string header, char delimiter)
    {
        var (names, name, isQuoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var letter in header)
        {
            isQuoted ^= letter == '"';
            if (letter == delimiter && !isQuoted)
            {
                names.Add(TableBuilder.NameOf(name.ToString()));
                name.Clear();
            }
            else if (letter != '"')
            {
                name.Append(letter);
            }
        }

        names.Add(TableBuilder.NameOf(name.ToString()));
        return names;
    }
}
