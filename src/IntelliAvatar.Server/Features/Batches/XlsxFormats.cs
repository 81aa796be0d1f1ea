using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Spreadsheet;
using ExcelNumberFormat;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>Numbers and dates as a workbook shows them.</summary>
internal sealed partial class XlsxFormats
{
    private const int LongestFormat = 255;
    private const int General = 0;
    private const double LastDay = 2_958_465.99; // in the year 9999

    /// <summary>Those that have a number instead of a text. Excel shows 14 and 22 in the order of its user: here the month is a word.</summary>
    private static readonly Dictionary<int, string> Known = new()
    {
        [1] = "0", [2] = "0.00", [3] = "#,##0", [4] = "#,##0.00",
        [9] = "0%", [10] = "0.00%", [11] = "0.00E+00", [12] = "# ?/?", [13] = "# ??/??",
        [14] = "d mmmm yyyy", [15] = "d-mmm-yy", [16] = "d-mmm",
        [17] = "mmm-yy", [18] = "h:mm AM/PM", [19] = "h:mm:ss AM/PM", [20] = "h:mm",
        [21] = "h:mm:ss", [22] = "d mmmm yyyy h:mm",
        [37] = "#,##0;(#,##0)", [38] = "#,##0;(#,##0)", [39] = "#,##0.00;(#,##0.00)",
        [40] = "#,##0.00;(#,##0.00)", [45] = "mm:ss", [46] = "[h]:mm:ss",
        [47] = "mm:ss.0", [48] = "##0.0E+0", [49] = "@",
    };

    private readonly bool _isFrom1904;
    private readonly Dictionary<int, string> _own = [];
    private readonly List<int> _styles = [];
    private readonly Dictionary<int, NumberFormat?> _parsed = [];

    public XlsxFormats(Stylesheet? styles, bool isFrom1904)
    {
        _isFrom1904 = isFrom1904;
        foreach (var own in styles?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            if (own is { NumberFormatId.Value: var id, FormatCode.Value: { Length: <= LongestFormat } code } && id <= int.MaxValue)
            {
                _own[(int)id] = code;
            }
        }

        _styles.AddRange((styles?.CellFormats?.Elements<CellFormat>() ?? [])
            .Select(style => (int)Math.Min(style.NumberFormatId?.Value ?? General, int.MaxValue)));
    }

    /// <param name="value">As the file has it.</param>
    /// <param name="style">The number of the cell's style.</param>
    public string Shown(string value, string? style)
    {
        var isStyled = int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < _styles.Count;
        var format = isStyled ? FormatOf(_styles[number]) : null;
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) || !double.IsFinite(amount))
        {
            return DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date) && date.Year >= 1900
                ? (format ?? new NumberFormat(Known[14])).Format(date, CultureInfo.InvariantCulture, _isFrom1904).Trim()
                : value;
        }

        if (format is null || Math.Abs(amount) >= 1e15 || (format.IsDateTimeFormat && amount is < 0 or > LastDay))
        {
            return AsGeneral(amount);
        }

        // Formats fill up with blanks.
        var shown = string.Join(' ',
            format.Format(amount, CultureInfo.InvariantCulture, _isFrom1904).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return format.FormatString.Contains("#,##,##", StringComparison.Ordinal) ? Thousands().Replace(shown, Indian) : shown;
    }

    /// <summary>The format library knows groups of three alone, Excel in India also two digits a group above the first three.</summary>
    private static string Indian(Match thousands)
    {
        var digits = thousands.Value.Replace(",", "", StringComparison.Ordinal);
        var (groups, rest) = (digits[^3..], digits[..^3]);
        for (; rest.Length > 0; rest = rest[..^Math.Min(2, rest.Length)])
        {
            groups = $"{rest[^Math.Min(2, rest.Length)..]},{groups}";
        }

        return groups;
    }

    [GeneratedRegex(@"\d{1,3}(,\d{3})+")]
    private static partial Regex Thousands();

    /// <summary>At most eleven characters with decimals; whole numbers keep their digits, as telephone numbers need them.</summary>
    private static string AsGeneral(double amount)
    {
        var whole = Math.Truncate(amount).ToString("0", CultureInfo.InvariantCulture).TrimStart('-').Length;
        var rounded = whole > 15 ? amount : Math.Round(amount, Math.Clamp(10 - whole, 0, 9));
        return rounded == 0 && amount != 0 ? amount.ToString("R", CultureInfo.InvariantCulture)
            : whole > 15 ? amount.ToString("0", CultureInfo.InvariantCulture)
            : ((decimal)rounded).ToString("0.#########", CultureInfo.InvariantCulture);
    }

    private NumberFormat? FormatOf(int id)
    {
        if (!_parsed.TryGetValue(id, out var format))
        {
            var code = _own.GetValueOrDefault(id) ?? Known.GetValueOrDefault(id);
            format = code is null || code.Equals("General", StringComparison.OrdinalIgnoreCase) ? null : new NumberFormat(code);
            _parsed[id] = format is { IsValid: true } ? format : null;
        }

        return _parsed[id];
    }
}
