using System.Xml;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>What a sheet says about its cells outside of them: which columns are hidden, and which cells are merged.</summary>
/// <param name="Hidden">Columns, from 1.</param>
internal sealed record XlsxLayout(IReadOnlySet<int> Hidden, IReadOnlyList<XlsxLayout.Area> Merged)
{
    private const int MostParts = 10_000;

    /// <summary>The areas that cover the line that was read last.</summary>
    private readonly List<Area> _covering = [];
    private int _next;

    /// <summary>Merged cells: the value of the first is shown in all of them.</summary>
    public sealed record Area(int Top, int Left, int Bottom, int Right)
    {
        public string? Value { get; set; }
    }

    /// <summary>Null: there are more than may be.</summary>
    public static XlsxLayout? Read(Stream part, CancellationToken cancel)
    {
        using var xml = XlsxTexts.Open(part);
        var (hidden, merged) = (new HashSet<int>(), new List<Area>());
        while (xml.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "col" && IsTrue(xml.GetAttribute("hidden"))
                && XlsxSheet.NumberOf(xml.GetAttribute("min")) is { } min && XlsxSheet.NumberOf(xml.GetAttribute("max")) is { } max)
            {
                hidden.UnionWith(Enumerable.Range(min, Math.Max(0, Math.Min(max, XlsxSheet.MostColumns) - min + 1)));
            }
            else if (xml.LocalName == "mergeCell" && AreaOf(xml.GetAttribute("ref")) is { } area)
            {
                merged.Add(area);
            }

            if (merged.Count > MostParts)
            {
                return null;
            }
        }

        return new(hidden, [.. merged.OrderBy(area => area.Top)]);
    }

    public static bool IsTrue(string? written) => written is "1" or "true";

    public bool IsHidden(int column) => Hidden.Contains(column);

    /// <summary>
    /// Notes what merged cells of this line begin with, and writes it into those of them that the line shows.
    /// A heading between the values, merged across the line, stays one value.
    /// </summary>
    /// <param name="across">Also beside the first column; not above the values, where a title stands.</param>
    public void Fill(int line, List<string> values, bool across)
    {
        // Blank lines may be very many.
        if (values.TrueForAll(string.IsNullOrWhiteSpace))
        {
            return;
        }

        for (; _next < Merged.Count && Merged[_next].Top <= line; _next++)
        {
            _covering.Add(Merged[_next]);
        }

        _covering.RemoveAll(area => area.Bottom < line);
        foreach (var area in _covering.Where(area => area.Top == line && area.Left <= values.Count))
        {
            area.Value = values[area.Left - 1];
        }

        var isHeading = values.FindAll(value => !string.IsNullOrWhiteSpace(value)).Count == 1;
        foreach (var area in _covering.Where(area => !string.IsNullOrWhiteSpace(area.Value)))
        {
            var right = across && !(isHeading && area.Top == line) ? Math.Min(area.Right, XlsxSheet.MostColumns) : area.Left;
            for (var column = area.Left; column <= right; column++)
            {
                values.AddRange(Enumerable.Repeat("", Math.Max(0, column - values.Count)));
                values[column - 1] = values[column - 1].Length == 0 ? area.Value! : values[column - 1];
            }
        }
    }

    private static Area? AreaOf(string? written) =>
        written?.Split(':') is [var first, var last] && CellOf(first) is var (top, left) && CellOf(last) is var (bottom, right)
            ? new(top, left, bottom, right) : null;

    private static (int Line, int Column)? CellOf(string name) =>
        XlsxSheet.ColumnOf(name) is { } column && XlsxSheet.NumberOf(name.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"])) is { } line
            ? (line, column) : null;
}
