using System.Globalization;
using System.Xml;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>One sheet of a workbook, read cell by cell.</summary>
internal sealed class XlsxSheet(IReadOnlyList<string> texts, XlsxFormats formats)
{
    public const int MostColumns = 1000;

    private long _characters;

    public static Refusal TooLarge(string why) =>
        new("xlsx_too_large", $"The workbook is too large: {why}. Leave the table alone in it, or export it as 'CSV UTF-8'.");

    /// <param name="open">Called twice: merged cells are named behind all others.</param>
    public (Table? Table, Refusal? Refusal) Read(Func<Stream> open, IReadOnlyList<string> wanted, int most, CancellationToken cancel)
    {
        if (XlsxLayout.Read(open(), cancel) is not { } layout)
        {
            return (null, TooLarge("it has too many merged cells"));
        }

        using var xml = XlsxTexts.Open(open());
        var line = 0;
        var table = new TableBuilder(wanted, "xlsx", isRagged: true, "Write a name above each value, or empty the cell.", most)
        {
            IsHidden = layout.IsHidden,
        };
        while (!table.IsFull && xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                cancel.ThrowIfCancellationRequested();
                line = NumberOf(xml.GetAttribute("r")) ?? line + 1;
                var isHidden = XlsxLayout.IsTrue(xml.GetAttribute("hidden"));
                var (values, refusal) = Row(xml, line);
                if (values is null)
                {
                    return (null, refusal);
                }

                layout.Fill(line, values, across: table.HasNames);
                table.Add(line, [.. values], isHidden);
            }
        }

        return table.Build();
    }

    private (List<string>? Values, Refusal? Refusal) Row(XmlReader xml, int line)
    {
        var (values, column, depth) = (new List<string>(), 0, xml.Depth);
        if (xml.IsEmptyElement)
        {
            return ([], null);
        }

        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                continue;
            }

            column = ColumnOf(xml.GetAttribute("r")) ?? column + 1;
            var (value, refusal) = Cell(xml, $"{NameOf(column)}{line}");
            if (refusal is not null)
            {
                return (null, refusal);
            }

            if (!string.IsNullOrEmpty(value))
            {
                if (column > MostColumns || (_characters += value.Length) > XlsxTexts.MostCharacters)
                {
                    return (null, TooLarge(column > MostColumns
                        ? $"cell {NameOf(column)}{line} is beyond column {MostColumns:N0}"
                        : "its texts are too long"));
                }

                values.AddRange(Enumerable.Repeat("", Math.Max(0, column - values.Count)));
                values[column - 1] = value;
            }
        }

        return (values, null);
    }

    /// <summary>What the cell on which the reader stands shows; of a formula, its last result.</summary>
    private (string? Value, Refusal? Refusal) Cell(XmlReader xml, string name)
    {
        var (type, style, depth) = (xml.GetAttribute("t"), xml.GetAttribute("s"), xml.Depth);
        var (value, isFormula, isEmpty) = (default(string), false, xml.IsEmptyElement);
        while (!isEmpty && xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            isFormula |= xml.LocalName == "f";
            if (xml.LocalName is "v" or "is")
            {
                value = XlsxTexts.Text(xml);
                if (value is null)
                {
                    return (null, TooLarge($"the text of cell {name} is too long"));
                }
            }
        }

        return (type, value) switch
        {
            (_, null) when isFormula => (null, new(
                "xlsx_not_calculated", $"Cell {name} has a formula without a result. Open the workbook in Excel, save it, and send that.")),
            ("e", _) => (null, new(
                "xlsx_cell_error", $"Cell {name} shows the error {BatchReader.Shown(value ?? "")}. Correct its formula, or write the value.")),
            (_, null) => (null, null),
            ("s", _) => NumberOf(value) is { } number && number < texts.Count ? (texts[number], null) : (null, Xlsx.Broken),
            ("b", _) => (value is "1" or "true" ? "TRUE" : "FALSE", null),
            ("str" or "inlineStr", _) => (value, null),
            _ => (formats.Shown(value, style), null),
        };
    }

    public static int? NumberOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number : null;

    /// <summary>From A1 to 1, from AA1 to 27.</summary>
    public static int? ColumnOf(string? cell)
    {
        var column = 0;
        foreach (var letter in (cell ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(4))
        {
            column = (column * 26) + letter - 'A' + 1;
        }

        return column > 0 ? column : null;
    }

    private static string NameOf(int column) => column == 0 ? "" : NameOf((column - 1) / 26) + (char)('A' + ((column - 1) % 26));
}
