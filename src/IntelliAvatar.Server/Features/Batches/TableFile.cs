using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>A table that was sent as a file: what it is, is told by its bytes.</summary>
internal static partial class TableFile
{
    private const string Advice = "Save it as an xlsx workbook or as 'CSV UTF-8'.";

    public static async Task<(Table? Table, Refusal? Refusal)> ReadAsync(
        string path, IReadOnlyList<string> wanted, int most, CancellationToken cancel)
    {
        var start = new byte[ContainerFormat.HeadLength];
        await using var file = File.OpenRead(path);
        var length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        var beginning = start.AsMemory(0, length);
        if (beginning.Span.StartsWith("PK\u0003\u0004"u8))
        {
            return OfZip(file) is { } refusal ? (null, refusal) : Xlsx.Read(file, wanted, most, cancel);
        }

        if (beginning.Span.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return (null, await OfOldOfficeAsync(file, cancel));
        }

        if (Foreign(beginning.Span) is { } kind)
        {
            return (null, new("table_unknown", $"The table is {kind}. {Advice}"));
        }

        try
        {
            return await CsvRows.ReadAsync(() => new StreamReader(path, EncodingOf(beginning.Span)), wanted, most, cancel);
        }
        catch (DecoderFallbackException)
        {
            return (null, new("csv_not_utf8", "The CSV is not in UTF-8. Export it as 'CSV UTF-8'."));
        }
    }

    /// <summary>UTF-8, or UTF-16 without a byte order mark whose first letter is a Latin one. Marks are seen by the reader.</summary>
    private static Encoding EncodingOf(ReadOnlySpan<byte> start) => start switch
    {
        [not 0, 0, not 0, 0, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
        [0, not 0, 0, not 0, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
    };

    private static string? Foreign(ReadOnlySpan<byte> start)
    {
        var text = Encoding.Latin1.GetString(start).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return text.StartsWith("%PDF", StringComparison.Ordinal) ? "a PDF document"
            : Array.Exists(["<!doc", "<html", "<table"], tag => text.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
                ? "a web page (HTML), whatever its name says"
            : text.StartsWith("<?xml", StringComparison.Ordinal) ? "an XML document"
            : text.StartsWith(@"{\rtf", StringComparison.Ordinal) ? "an RTF document"
            : Json().IsMatch(text) ? "JSON"
            : ContainerFormat.Of(start) is not null ? ForeignFormat.Recognise(start).Name
            : start switch
            {
                [0x1F, 0x8B, ..] => "a gzip archive",
                [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "a 7z archive",
                [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] => "a RAR archive",
                _ => null,
            };
    }

    private static Refusal? OfZip(FileStream file)
    {
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var names = zip.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var kind = names.Contains("xl/workbook.bin") ? "a binary workbook (.xlsb)"
                : names.Contains("word/document.xml") ? "a Word document"
                : names.Contains("ppt/presentation.xml") ? "a presentation"
                : names.Contains("content.xml") ? "an OpenDocument file (.ods)"
                : names.Contains("Index/Document.iwa") || names.Contains("Index.zip") ? "a Numbers document"
                : names.Contains("[Content_Types].xml") ? null
                : "a zip archive";
            return kind is not null ? new("table_unknown", $"The table is {kind}. {Advice}") : Xlsx.TooLarge(zip);
        }
        catch (InvalidDataException)
        {
            return Xlsx.Broken;
        }
    }

    /// <summary>Both old workbooks and new ones with a password are in the old container; names in it are UTF-16.</summary>
    private static async Task<Refusal> OfOldOfficeAsync(FileStream file, CancellationToken cancel)
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        await file.ReadExactlyAsync(bytes, cancel);
        return Has("EncryptedPackage") ? new("xlsx_protected", "The workbook is protected by a password. Save a copy without a password.")
            : Has("Workbook") || Has("Book")
                ? new("xls_not_accepted", "The table is an old Excel workbook (.xls). Save it as .xlsx or as 'CSV UTF-8'.")
            : new("table_unknown", $"The table is an old Office document. {Advice}");

        bool Has(string name) => bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(name)) >= 0;
    }

    /// <summary>A list of lists, objects or texts, or an object whose first name is in quotes; a name in braces is none.</summary>
    [GeneratedRegex("""^(?:\[\s*[\[{"]|\{\s*")""")]
    private static partial Regex Json();
}
