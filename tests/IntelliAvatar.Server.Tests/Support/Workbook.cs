using System.IO.Compression;
using System.Security;
using System.Text;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>An xlsx file, part by part, so that it can be as odd as those that people have.</summary>
public sealed class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    private readonly Dictionary<string, string> _parts = [];

    /// <param name="rows">The rows of the sheet as XML.</param>
    /// <param name="texts">Shared texts.</param>
    /// <param name="formats">The number format of each style; a number is one of those that have no text.</param>
    public Workbook(string rows, string[]? texts = null, string[]? formats = null)
    {
        const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        formats ??= [];
        this["[Content_Types].xml"] =
            $"""
            <Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{Type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Type}.worksheet+xml"/>
            <Override PartName="/xl/worksheets/sheet2.xml" ContentType="{Type}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{Type}.sharedStrings+xml"/>
            <Override PartName="/xl/styles.xml" ContentType="{Type}.styles+xml"/></Types>
            """;
        this["_rels/.rels"] = $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="r1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""";
        this["xl/workbook.xml"] =
            $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="Guests" sheetId="1" r:id="r1"/><sheet name="Other" sheetId="2" r:id="r2"/></sheets></workbook>""";
        this["xl/_rels/workbook.xml.rels"] =
            $"""
            <Relationships xmlns="{Package}/relationships"><Relationship Id="r1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="r2" Type="{Office}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="{Office}/sharedStrings" Target="sharedStrings.xml"/>
            <Relationship Id="r4" Type="{Office}/styles" Target="styles.xml"/></Relationships>
            """;
        this["xl/worksheets/sheet1.xml"] = Sheet(rows);
        this["xl/worksheets/sheet2.xml"] = Sheet("""<row r="1"><c r="A1" t="inlineStr"><is><t>other</t></is></c></row>""");
        this["xl/sharedStrings.xml"] = $"""<sst xmlns="{Main}">{string.Concat((texts ?? []).Select(text => text.StartsWith('<') ? $"<si>{text}</si>" : $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></si>"))}</sst>""";
        this["xl/styles.xml"] =
            $"""
            <styleSheet xmlns="{Main}"><numFmts>{string.Concat(formats.Index().Where(format => !IsKnown(format.Item)).Select(format => $"<numFmt numFmtId=\"{164 + format.Index}\" formatCode=\"{SecurityElement.Escape(format.Item)}\"/>"))}</numFmts>
            <cellXfs>{string.Concat(formats.Index().Select(format => $"<xf numFmtId=\"{(IsKnown(format.Item) ? format.Item : 164 + format.Index)}\"/>"))}</cellXfs></styleSheet>
            """;
    }

    public string this[string part]
    {
        get => _parts[part];
        set => _parts[part] = value;
    }

    public static string Sheet(string rows) => $"""<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""";

    /// <summary>A row of texts.</summary>
    public static string Row(int number, params string[] values) =>
        $"<row r=\"{number}\">{string.Concat(values.Index().Select(value => $"<c r=\"{(char)('A' + value.Index)}{number}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(value.Item)}</t></is></c>"))}</row>";

    private static bool IsKnown(string format) => format.Length <= 2 && int.TryParse(format, out _);

    public byte[] ToBytes()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in _parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return file.ToArray();
    }
}
