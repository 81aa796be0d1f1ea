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

    private int _hiddenRows;

    /// <summary>There are more rows than may be.</summary>
    public bool IsFull => _rows.Count > most;

    /// <summary>The line with all names that the script asks for was seen.</summary>
    public bool HasNames => HasAll(_names);

    /// <summary>Columns, from 1, that are left out unless the script asks for them.</summary>
    public Func<int, bool> IsHidden { get; init; } = _ => false;

    /// <summary>A name without the blanks around it, the line breaks in it and the braces that it has in the script.</summary>
    public static string NameOf(string text)
    {
        var name = Blanks().Replace(text, " ").Trim();
        return name is ['{', .. var inner, '}'] ? inner.Trim() : name;
    }

    /// <param name="isHidden">It is left out, unless it has the names.</param>
    public void Add(int line, string[] values, bool isHidden = false)
    {
        if (values.All(IsBlank))
        {
            return;
        }

        if (isHidden && (HasNames || !HasAll([.. values.Select(NameOf)])))
        {
            _hiddenRows++;
            return;
        }

        string[] names = ++_seen <= Beginning && !HasAll(_names) ? [.. values.Select(NameOf)] : [];
        if (_names is null || HasAll(names))
        {
            _names = names;
            _rows.Clear(); // what stood above is a title
            _hiddenRows = 0;
        }
        else
        {
            _rows.Add((line, values));
        }
    }

    public (Table? Table, Refusal? Refusal) Build()
    {
        if (_names is not { } written)
        {
            return (null, new(
                $"{form}_empty", "The table is empty. Its first line must have the names, each other line the values of one video."));
        }

        var names = written.Select((name, column) => IsLeftOut(written, column) ? "" : name).ToArray();
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
        var rows = _rows.ConvertAll(row => row with { Values = [.. row.Values.Select((value, column) =>
            IsLeftOut(written, column) ? "" : value)] });
        foreach (var (line, values) in isHeader ? rows : [])
        {
            if (Misfit(names, columns[^1].Index + 1, line, values) is { } refusal)
            {
                return (null, refusal);
            }
        }

        return (new([.. columns.Select(column => column.Item)], [.. rows.Select(row => new TableRow(row.Line, Named(row.Values)))])
        {
            LeftOut = LeftOut([.. Enumerable.Range(0, written.Length).Where(column => IsLeftOut(written, column)).Select(column =>
                written[column])]),
        }, null);

        Dictionary<string, string> Named(string[] values) =>
            columns.ToDictionary(
                column => column.Item, column => column.Index < values.Length ? values[column.Index].Trim() : "", StringComparer.Ordinal);
    }

    /// <summary>A hidden column is read only for a name that the script asks for and no other column has.</summary>
    private bool IsLeftOut(string[] written, int column) => IsHidden(column + 1)
        && !(column < written.Length && wanted.Any(name => Same(written[column], name))
            && !written.Where((other, i) => !IsHidden(i + 1) && Same(other, written[column])).Any());

    private static bool Same(string written, string name) => written.Equals(NameOf(name), StringComparison.OrdinalIgnoreCase);

    /// <summary>Hidden rows and columns, in one sentence.</summary>
    private string? LeftOut(string[] columns)
    {
        const int shown = 5;
        var names = string.Join(", ", columns.Take(shown).Select(name =>
            $"'{BatchReader.Shown(name)}'")) + (columns.Length > shown ? ", …" : "");
        var (row, column) = (Count(_hiddenRows, "hidden row"), $"{Count(columns.Length, "hidden column")} ({names})");
        var what = (_hiddenRows, columns.Length) switch { (0, 0) => null, (_, 0) => row, (0, _) => column, _ => $"{row} and {column}" };
        var verb = _hiddenRows + columns.Length == 1 ? "is" : "are";
        return what is null ? null : $"{what} of the workbook {verb} left out. Show them in Excel to have them said.";
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
