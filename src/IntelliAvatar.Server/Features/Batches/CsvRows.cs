using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>A table as text: RFC 4180 with any usual separator, the first line has the names.</summary>
internal static class CsvRows
{
    private const int HeadLength = 1 << 16;

    /// <param name="open">Called twice: the separator is decided first.</param>
    /// <param name="wanted">The names that the script asks for.</param>
    public static async Task<(Table? Table, Refusal? Refusal)> ReadAsync(
        Func<TextReader> open, IReadOnlyList<string> wanted, int most, CancellationToken cancel)
    {
        var head = new char[HeadLength];
        using var beginning = open();
        var length = await beginning.ReadBlockAsync(head, cancel);
        if (Array.IndexOf(head, '\0', 0, length) >= 0)
        {
            return (null, new("csv_not_text", "The table is not text. Send an xlsx workbook, or export it as 'CSV UTF-8'."));
        }

        using var text = open();
        while (text.Peek() == '\uFEFF')
        {
            _ = text.Read(); // a mark that the decoder left
        }

        using var first = new StringReader(new string(head, 0, length));
        var announced = Delimiter.Announced(await first.ReadLineAsync(cancel));
        if (announced is not null)
        {
            await text.ReadLineAsync(cancel);
        }

        var delimiter = announced ?? Delimiter.Of(new string(head, 0, length), wanted);
        return await ReadAsync(text, delimiter, wanted, announced is null ? 0 : 1, most, cancel);
    }

    private static async Task<(Table? Table, Refusal? Refusal)> ReadAsync(
        TextReader text, char delimiter, IReadOnlyList<string> wanted, int skipped, int most, CancellationToken cancel)
    {
        var isBroken = false;
        var form = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Mode = CsvMode.RFC4180,
            Delimiter = $"{delimiter}",
            BadDataFound = _ => isBroken = true,
        };
        using var csv = new CsvParser(text, form, leaveOpen: true);
        var table = new TableBuilder(wanted, "csv", isRagged: false,
            $"A value with a {Delimiter.NameOf(delimiter)} stands in quotes.", most);
        while (!table.IsFull && await csv.ReadAsync())
        {
            cancel.ThrowIfCancellationRequested();
            table.Add(csv.RawRow + skipped, csv.Record!);
            if (isBroken)
            {
                var lines = csv.Record!.Sum(value => value.ReplaceLineEndings("\n").Count(letter => letter == '\n'));
                var line = csv.RawRow + skipped - lines;
                var why = lines > 0 ? "begins with a quote in one of its values that has no end" : "has a quote in the wrong place";
                return (null, new("csv_row_invalid", $"Line {line} of the table {why}. A quote inside a quoted value is doubled."));
            }
        }

        return table.Build();
    }
}
