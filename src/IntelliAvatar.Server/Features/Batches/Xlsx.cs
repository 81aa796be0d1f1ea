using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>An xlsx workbook: its first visible sheet as a table. Nothing outside the file is looked at.</summary>
internal static class Xlsx
{
    public static readonly Refusal Broken = new(
        "xlsx_broken", "The workbook is damaged or was cut off. Open it in Excel, save it once more, and send that.");

    // in MB
    private const int MostUnpacked = 64;
    private const int MostWhole = 8;
    private const int MostParts = 10_000;

    /// <summary>How much is unpacked is bounded by what the entries announce: the reader ends there.</summary>
    public static Refusal? TooLarge(ZipArchive zip)
    {
        var (unpacked, parts) = (zip.Entries.Sum(entry => (decimal)entry.Length) / (1 << 20), zip.Entries.Count);
        var whole = zip.Entries.Where(IsReadWhole).Sum(entry => (decimal)entry.Length) / (1 << 20);
        return unpacked > MostUnpacked || parts > MostParts
                ? XlsxSheet.TooLarge($"unpacked it has {unpacked:N0} MB in {parts:N0} parts, and at most {MostUnpacked} MB in {MostParts:N0} parts are read")
            : whole > MostWhole ? XlsxSheet.TooLarge($"its styles, names and links have {whole:N0} MB, and at most {MostWhole} MB are read")
            : null;

        static bool IsReadWhole(ZipArchiveEntry entry) =>
            entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)
            || entry.Name.ToUpperInvariant() is "[CONTENT_TYPES].XML" or "STYLES.XML" or "WORKBOOK.XML";
    }

    public static (Table? Table, Refusal? Refusal) Read(FileStream file, IReadOnlyList<string> wanted, int most, CancellationToken cancel)
    {
        try
        {
            file.Position = 0;
            using var document = SpreadsheetDocument.Open(file, isEditable: false, new OpenSettings { MaxCharactersInPart = MostWhole << 20 });
            if (document.WorkbookPart is not { Workbook: { } workbook } part || FirstSheet(part, workbook) is not { } sheet)
            {
                return (null, new("xlsx_no_sheet", "The workbook has no sheet with cells. Put the table on its first sheet."));
            }

            var formats = new XlsxFormats(part.WorkbookStylesPart?.Stylesheet, workbook.WorkbookProperties?.Date1904?.Value ?? false);
            var (texts, refusal) = part.SharedStringTablePart is { } shared
                ? XlsxTexts.Read(shared.GetStream(FileMode.Open, FileAccess.Read), cancel)
                : ([], null);
            return texts is null
                ? (null, refusal)
                : new XlsxSheet(texts, formats).Read(() => sheet.GetStream(FileMode.Open, FileAccess.Read), wanted, most, cancel);
        }
        catch (Exception broken) when (broken is OpenXmlPackageException or XmlException or InvalidDataException or FormatException
            or IOException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            return (null, Broken); // what the package reader says of malformed files
        }
    }

    private static WorksheetPart? FirstSheet(WorkbookPart part, Workbook workbook)
    {
        var sheets = (workbook.Sheets?.Elements<Sheet>() ?? []).Where(sheet => sheet.Id?.Value is not null).ToList();
        return sheets.OrderBy(IsHidden)
            .Select(sheet => part.TryGetPartById(sheet.Id!.Value!, out var found) ? found : null)
            .OfType<WorksheetPart>().FirstOrDefault();

        static bool IsHidden(Sheet sheet) => sheet.State?.Value is { } state && state != SheetStateValues.Visible;
    }
}
