namespace IntelliAvatar.Server.Features.Batches;

/// <summary>What one video says in the script's gaps.</summary>
/// <param name="Line">Where the row is in its table; null: it is in none.</param>
internal sealed record TableRow(int? Line, IReadOnlyDictionary<string, string> Values);

/// <summary>A table without its blank rows and unnamed empty columns.</summary>
/// <param name="Columns">The names, each once, in their order.</param>
internal sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<TableRow> Rows)
{
    private const int ShownNames = 10;

    /// <summary>What of the table is not read, in a sentence.</summary>
    public string? LeftOut { get; init; }

    /// <summary>The rows with the script's names. What is wrong with a whole column is said once.</summary>
    /// <remarks>Capitals and blanks in names do not matter where only one column can be meant.</remarks>
    public (IReadOnlyList<TableRow>? Rows, Refusal? Refusal) For(Script script)
    {
        var columns = script.Variables.Select(name => (Name: name, Column: ColumnOf(name))).ToList();
        if (columns.Where(pair => pair.Column is null).Select(pair => pair.Name).ToList() is { Count: > 0 } missing)
        {
            return (null, new(
                "variable_missing", $"The table has no column for {Gaps(missing)}, which the text asks for. Its columns are: {Quoted(Columns)}."));
        }

        if (Rows.Count > 1 && columns.Where(pair => IsEmpty(pair.Column!)).Select(pair => pair.Name).ToList() is { Count: > 0 } empty)
        {
            return (null, new("variable_missing", $"The table has nothing for {Gaps(empty)} in any row, but the text asks for it."));
        }

        var unknown = Columns.Except(columns.Select(pair => pair.Column!), StringComparer.Ordinal).Where(name => !IsEmpty(name)).ToList();
        if (unknown.Count > 0)
        {
            return (null, new(
                "variable_unknown",
                $"The text does not ask for what the table has under {Quoted(unknown)}. Leave it out, or write {Gaps([unknown[0]])} where it is to be said."));
        }

        return ([.. Rows.Select(row => row with { Values = Named(row.Values) })], null);

        Dictionary<string, string> Named(IReadOnlyDictionary<string, string> values) =>
            columns.ToDictionary(pair => pair.Name, pair => values[pair.Column!], StringComparer.Ordinal);
    }

    private bool IsEmpty(string column) => Rows.All(row => string.IsNullOrWhiteSpace(row.Values[column]));

    private string? ColumnOf(string name) =>
        Columns.Contains(name, StringComparer.Ordinal) ? name
        : Columns.Where(column => column.Equals(TableBuilder.NameOf(name), StringComparison.OrdinalIgnoreCase)).ToList() is [var only] ? only
        : null;

    private static string Gaps(IReadOnlyList<string> names) => List(names, name => $"{{{BatchReader.Shown(name)}}}");

    private static string Quoted(IReadOnlyList<string> names) => List(names, name => $"'{BatchReader.Shown(name)}'");

    private static string List(IReadOnlyList<string> names, Func<string, string> shown) =>
        string.Join(", ", names.Take(ShownNames).Select(shown)) + (names.Count > ShownNames ? ", …" : "");
}
