using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>Rows of a table as text: RFC 4180, the first line has the names.</summary>
internal static class CsvRows
{
    /// <summary>One more than may be is read: then there are too many.</summary>
    public static async Task<(IReadOnlyList<IReadOnlyDictionary<string, string>>? Rows, Refusal? Refusal)> ReadAsync(TextReader text, int most, CancellationToken cancel)
    {
        var isBroken = false;
        var form = new CsvConfiguration(CultureInfo.InvariantCulture) { Mode = CsvMode.RFC4180, Delimiter = ",", BadDataFound = _ => isBroken = true };
        using var csv = new CsvParser(text, form, leaveOpen: true);
        if (!await csv.ReadAsync() || csv.Record is not { } first)
        {
            return (null, new("csv_empty", "The CSV is empty. Its first line must have the names, each other line the values of one video."));
        }

        string[] names = [.. first.Select(name => name.Trim().TrimStart('\uFEFF'))];
        if (names.Any(name => name.Length == 0) || names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            return (null, new("csv_header_invalid", "The CSV's first line must have a name for each column, each once."));
        }

        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (rows.Count <= most && await csv.ReadAsync())
        {
            cancel.ThrowIfCancellationRequested();
            if (csv.Record!.Length != names.Length)
            {
                return (null, new("csv_row_invalid", $"Row {rows.Count + 1} of the CSV (line {csv.RawRow}) has {csv.Record.Length} values, but there are {names.Length} columns. A value with a comma stands in quotes."));
            }

            rows.Add(names.Zip(csv.Record).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
            if (isBroken)
            {
                return (null, new("csv_row_invalid", $"Row {rows.Count} of the CSV (line {csv.RawRow}) has a quote in the wrong place. A quote inside a quoted value is doubled."));
            }
        }

        return (rows, null);
    }
}
