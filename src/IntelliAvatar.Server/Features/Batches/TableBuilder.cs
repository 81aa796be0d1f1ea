using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>A table line by line: blank ones are skipped, and so is what stands above the line with the names.</summary>
/// <remarks>
/// The line with the names is the first with content, or below it one of the next nine that has all names the script asks for.
/// </remarks>
/// <param name="wanted">The names that the script asks for.</param>
/// <param name="form">Begins the codes of refusals: csv or xlsx.</param>
/// <param name="isRagged">Values that are blank at the end of a line need not be written.</param>
/// <param name="advice">What to do about a value without a column.</param>
/// <param name="most">Rows; one more is kept, then there are too many.</param>
internal sealed partial class TableBuilder(IReadOnlyList<string> wanted, string form, bool isRagged, string advice, int most)
{
    /// <summary>Lines with content among which the one with the names is looked for.</summary>
    public const int Beginning = 10;

    private readonly List<(int Line, string[] Values)> _rows = [];
    private string[]? _names;
    private int _seen;

    /// <summary>There are more rows than may be.</summary>
    public bool IsFull => _rows.Count > most;

    /// <summary>A name without the blanks around it, the line breaks in it and the braces that it has in the script.</summary>
    public static string NameOf(string text)
    {
        var name = Blanks().Replace(text, " ").Trim();
        return name is ['{', .. var inner, '}'] ? inner.Trim() : name;
    }

    public void Add(int line, string[] values)
    {
        if (values.All(IsBlank))
        {
            return;
        }

        string[] names = ++_seen <= Beginning && !HasAll(_names) ? [.. values.Select(NameOf)] : [];
        if (_names is null || HasAll(names))
        {
            _names = names;
            _rows.Clear(); // what stood above is a title
        }
        else
        {
            _rows.Add((line, values));
        }
    }

    public (Table? Table, Refusal? Refusal) Build()
    {
        if (_names is not { } names)
        {
            return (null, new(
                $"{form}_empty", "The table is empty. Its first line must have the names, each other line the values of one video."));
        }

        var columns = names.Index().Where(column => column.Item.Length > 0).ToList();
        if (columns.GroupBy(column => column.Item, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            var places = string.Join(" and ", twice.Take(2).Select(column => column.Index + 1));
            return (null, new(
                $"{form}_header_invalid",
                $"The name '{BatchReader.Shown(twice.Key)}' is over two columns ({places}). Give each column a name of its own."));
        }

        // A line without any of them is no line with names: that is said, not what does not fit below it.
        var isHeader = wanted.Count == 0 || wanted.Any(name => Has(names, name));
        foreach (var (line, values) in isHeader ? _rows : [])
        {
            if (Misfit(names, columns[^1].Index + 1, line, values) is { } refusal)
            {
                return (null, refusal);
            }
        }

        return (new([.. columns.Select(column => column.Item)], [.. _rows.Select(row => new TableRow(row.Line, Named(row.Values)))]), null);

        Dictionary<string, string> Named(string[] values) =>
            columns.ToDictionary(
                column => column.Item, column => column.Index < values.Length ? values[column.Index].Trim() : "", StringComparer.Ordinal);
    }

    private bool HasAll(string[]? names) => names is not null && wanted.Count > 0 && wanted.All(name => Has(names, name));

    private static bool Has(string[] names, string name) => names.Contains(NameOf(name), StringComparer.OrdinalIgnoreCase);

    private Refusal? Misfit(string[] names, int needed, int line, string[] values)
    {
        var used = Array.FindLastIndex(values, value => !IsBlank(value)) + 1;
        if (used > names.Length || (values.Length < needed && !isRagged))
        {
            var (given, wanted) = (Count(used > names.Length ? used : values.Length, "value"), Count(needed, "column"));
            var help = used > names.Length ? advice : "An empty value at the end of a line has its separator, too.";
            return new($"{form}_row_invalid", $"Line {line} of the table has {given}, but there {(needed == 1 ? "is" : "are")} {wanted}. {help}");
        }

        var nameless = Array.FindIndex(values, 0, used, value => !IsBlank(value));
        while (nameless >= 0 && names[nameless].Length > 0)
        {
            nameless = Array.FindIndex(values, nameless + 1, used - nameless - 1, value => !IsBlank(value));
        }

        return nameless < 0 ? null
            : new(
                $"{form}_header_invalid",
                $"Column {nameless + 1} of the table has no name in the first line, but line {line} has '{BatchReader.Shown(values[nameless])}' in it. Name it, or empty it.");
    }

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    /// <summary>Marks without width and control characters are blank, too.</summary>
    private static bool IsBlank(string value) =>
        value.All(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '\u200B' or '\u2060' or '\uFEFF');

    [GeneratedRegex(@"[\s\p{Cc}\u200B\u2060\uFEFF]+")]
    private static partial Regex Blanks();
}
