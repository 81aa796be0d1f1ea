using System.IO.Compression;
using System.Text;
using IntelliAvatar.Server.Features.Batches;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

/// <summary>xlsx workbooks, and what their rows say.</summary>
public sealed class WorkbookTests : IDisposable
{
    private static readonly string Names = Workbook.Row(1, "name", "years");

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task The_first_sheet_is_read_and_what_is_blank_is_skipped()
    {
        var rows = $"""
            <row r="1"/>{Workbook.Row(2, "name", "years", "", " ")}<row r="3"><c r="A3" s="1"/><c r="B3" s="1"/></row>{Workbook.Row(4, "Ravi", "10")}
            <row r="5"><c r="A5" t="inlineStr"><is><t>Mina</t></is></c><c r="B5"><v>5</v></c><c r="D5" s="1"/></row>
            {string.Concat(Enumerable.Range(6, 5000).Select(i => $"<row r=\"{i}\" s=\"1\" customFormat=\"1\"><c r=\"A{i}\" s=\"1\"/><c r=\"C{i}\" s=\"1\"/></row>"))}
            """;

        Assert.Equal(["Ravi, 10", "Mina, 5"], await SaidAsync("{name}, {years}", new(rows)));
    }

    [Fact]
    public async Task A_title_above_the_names_is_skipped() =>
        Assert.Equal(["Ravi, 10"], await SaidAsync("{name}, {years}",
            new(Workbook.Row(1, "Bills of 2025") + Workbook.Row(3, "name", "years") + Workbook.Row(4, "Ravi", "10"))));

    [Fact]
    public async Task Shared_texts_are_read_with_their_parts_and_without_their_reading_aids()
    {
        string[] texts = ["name", "years", "<r><t>Ra</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">vi </t></r><r><t>K</t></r>", "<t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh>", "line_x000D_\nbreak _x0041_", "मीना & <co>"];
        const string Rows =
            """
            <row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row><row><c t="s"><v>4</v></c><c t="s"><v>5</v></c></row>
            """;

        Assert.Equal(["Ravi K, 東京", "line\nbreak A, मीना & <co>"], await SaidAsync("{name}, {years}", new(Rows, texts)));
    }

    [Theory]
    [InlineData("General", "25", "25")]
    [InlineData("General", "-3.5", "-3.5")]
    [InlineData("General", "0.30000000000000004", "0.3")]
    [InlineData("General", "3.14159265358979", "3.141592654")]
    [InlineData("General", "919876543210", "919876543210")]
    [InlineData("General", "1E+3", "1000")]
    [InlineData("0", "9876543210", "9876543210")]
    [InlineData("1", "10.4", "10")]
    [InlineData("2", "10.5", "10.50")]
    [InlineData("4", "2500000", "2,500,000.00")]
    [InlineData("9", "0.25", "25%")]
    [InlineData("0.0%", "0.1234", "12.3%")]
    [InlineData("[$₹-4009] #,##0", "1500", "₹ 1,500")]
    [InlineData("\"$\"#,##0.00", "3.5", "$3.50")]
    [InlineData("[>=10000000]##\\,##\\,##\\,##0;[>=100000]##\\,##\\,##0;##,##0", "2500000", "25,00,000")]
    [InlineData("[>=10000000]##\\,##\\,##\\,##0;[>=100000]##\\,##\\,##0;##,##0", "12345678", "1,23,45,678")]
    [InlineData("[>=10000000]##\\,##\\,##\\,##0;[>=100000]##\\,##\\,##0;##,##0", "1500", "1,500")]
    [InlineData("[>=10000000]##\\,##\\,##\\,##0.00;[>=100000]##\\,##\\,##0.00;##,##0.00", "250000.5", "2,50,000.50")]
    [InlineData("[$₹-4009]#,##,##0", "2500000", "₹25,00,000")]
    [InlineData("#,##,##0.00", "12345678.9", "1,23,45,678.90")]
    [InlineData("[$₹-439]\\ #,##,##0;[Red]-[$₹-439]\\ #,##,##0", "-123456", "-₹ 1,23,456")]
    [InlineData("+91 00000 00000", "9876543210", "+91 98765 43210")]
    [InlineData("14", "46086", "5 March 2026")]
    [InlineData("dd/mm/yyyy", "46086", "05/03/2026")]
    [InlineData("d mmmm yyyy", "46086", "5 March 2026")]
    [InlineData("[$-409]mmm d, yyyy;@", "46086", "Mar 5, 2026")]
    [InlineData("yyyy-mm-dd hh:mm", "46086.5", "2026-03-05 12:00")]
    [InlineData("20", "0.4375", "10:30")]
    [InlineData("18", "0.75", "6:00 PM")]
    [InlineData("_ [$₹-4009]\\ * #,##0.00_ ;_ [$₹-4009]\\ * \\-#,##0.00_ ;_ [$₹-4009]\\ * \"-\"??_ ;_ @_ ", "1500", "₹ 1,500.00")]
    [InlineData("General\" years\"", "10", "10 years")]
    [InlineData("0\" kg\"", "10.2", "10 kg")]
    [InlineData("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "46086", "Thursday, 05 March 2026")]
    [InlineData("[$-4009]dd\\ mmmm\\ yyyy;@", "46086", "05 March 2026")]
    [InlineData("12", "0.5", "1/2")]
    [InlineData("46", "1.25", "30:00:00")]
    [InlineData("#,##0;[Red]-#,##0", "-1500", "-1,500")]
    [InlineData("14", "-1", "-1")]
    [InlineData("00000", "812", "00812")]
    [InlineData("@", "10", "10")]
    public async Task Numbers_and_dates_are_said_as_they_are_shown(string format, string value, string shown) =>
        Assert.Equal([$"Ravi: {shown}"], await SaidAsync("{name}: {years}", new($"{Names}<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Ravi</t></is></c><c r=\"B2\" s=\"1\"><v>{value}</v></c></row>", formats: ["General", format])));

    [Theory]
    [InlineData("""<c r="B2" t="b"><v>1</v></c>""", "TRUE")]
    [InlineData("""<c r="B2" t="str"><f>A2&amp;"x"</f><v>Ravix</v></c>""", "Ravix")]
    [InlineData("""<c r="B2"><f>[1]Sheet1!A1*2</f><v>20</v></c>""", "20")]
    [InlineData("""<c r="B2" t="d"><v>2026-03-05T00:00:00</v></c>""", "5 March 2026")]
    [InlineData("""<c r="B2" t="inlineStr"><is><r><t>te</t></r><r><t>n</t></r></is></c><c r="C2" t="str"><f>""</f><v></v></c>""", "ten")]
    public async Task Cells_of_every_type_are_said(string cell, string said) =>
        Assert.Equal([$"Ravi: {said}"], await SaidAsync("{name}: {years}", new($"{Names}<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Ravi</t></is></c>{cell}</row>")));

    [Fact]
    public async Task Days_count_from_1904_where_the_workbook_says_so()
    {
        var book = new Workbook($"{Names}<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Ravi</t></is></c><c r=\"B2\" s=\"0\"><v>44624</v></c></row>", formats: ["14"]);
        book["xl/workbook.xml"] = book["xl/workbook.xml"].Replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>", StringComparison.Ordinal);

        Assert.Equal(["Ravi: 5 March 2026"], await SaidAsync("{name}: {years}", book));
    }

    [Fact]
    public async Task A_hidden_first_sheet_is_passed_over()
    {
        var book = new Workbook("");
        book["xl/workbook.xml"] = book["xl/workbook.xml"].Replace("sheetId=\"1\"", "sheetId=\"1\" state=\"veryHidden\"", StringComparison.Ordinal);
        book["xl/worksheets/sheet2.xml"] = Workbook.Sheet(Workbook.Row(1, "name") + Workbook.Row(2, "Ravi"));

        Assert.Equal(["Ravi"], await SaidAsync("{name}", book));
    }

    [Theory]
    [InlineData("", "", new[] { "Ravi, 10", "Anu, 7" }, "1 hidden row of the workbook is left out. Show them in Excel to have them said.")]
    [InlineData("<cols><col min=\"3\" max=\"4\" hidden=\"1\"/></cols>", "<c r=\"C2\"><v>9</v></c>", new[] { "Ravi, 10", "Anu, 7" },
        "1 hidden row and 1 hidden column ('note') of the workbook are left out. Show them in Excel to have them said.")]
    [InlineData("<cols><col min=\"2\" max=\"3\" hidden=\"true\"/></cols>", "", new[] { "Ravi, 10", "Anu, 7" },
        "1 hidden row and 1 hidden column ('note') of the workbook are left out. Show them in Excel to have them said.")]
    public async Task Hidden_rows_and_columns_are_left_out_and_that_is_said_once(string cols, string more, string[] said, string leftOut)
    {
        var names = cols.Length > 0 ? Workbook.Row(1, "name", "years", "note") : Names;
        var book = new Workbook($"""
            {names}<row r="2"><c r="A2" t="inlineStr"><is><t>Ravi</t></is></c><c r="B2"><v>10</v></c>{more}</row>
            <row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>Mina</t></is></c><c r="B3"><v>5</v></c></row>{Workbook.Row(4, "Anu", "7")}
            """);
        book["xl/worksheets/sheet1.xml"] = book["xl/worksheets/sheet1.xml"].Replace(
            "<sheetData>", $"{cols}<sheetData>", StringComparison.Ordinal);

        Assert.Equal(said, await SaidAsync("{name}, {years}", book));
        Assert.Equal(leftOut, await TableTests.LeftOutAsync(_sandbox, ["name", "years"], book.ToBytes()));
    }

    [Fact]
    public async Task Merged_cells_give_their_value_to_all_that_they_cover()
    {
        var book = new Workbook(
            Workbook.Row(1, "Guests of 2026") + Workbook.Row(2, "name", "city", "day") + Workbook.Row(3, "Ravi", "Pune", "Monday") +
            Workbook.Row(4, "Mina", "", "Friday") + Workbook.Row(6, "Anu", "Delhi", ""));
        book["xl/worksheets/sheet1.xml"] = book["xl/worksheets/sheet1.xml"].Replace(
            "</sheetData>",
            "</sheetData><mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B3:B5\"/><mergeCell ref=\"B6:C6\"/></mergeCells>",
            StringComparison.Ordinal);

        Assert.Equal(["Ravi, Pune, Monday", "Mina, Pune, Friday", "Anu, Delhi, Delhi"], await SaidAsync("{name}, {city}, {day}", book));
    }

    [Fact]
    public async Task A_heading_merged_across_the_values_fills_no_other_column()
    {
        var book = new Workbook(
            Workbook.Row(1, "name", "city") + Workbook.Row(2, "Ravi", "Pune") + Workbook.Row(3, "Batch B") + Workbook.Row(4, "Anu", "Delhi"));
        book["xl/worksheets/sheet1.xml"] = book["xl/worksheets/sheet1.xml"].Replace(
            "</sheetData>", "</sheetData><mergeCells><mergeCell ref=\"A3:B3\"/></mergeCells>", StringComparison.Ordinal);

        await File.WriteAllBytesAsync(_sandbox.Path("table"), book.ToBytes());
        var (table, _) = await TableFile.ReadAsync(
            _sandbox.Path("table"), ["name", "city"], BatchReader.MostRows, CancellationToken.None);

        // The row is refused by its number: it has nothing for the city.
        Assert.Equal("", table!.Rows[1].Values["city"]);
    }

    [Fact]
    public async Task Names_merged_over_two_lines_are_read_on_the_lower_one()
    {
        var book = new Workbook(
            Workbook.Row(1, "name", "Address") + Workbook.Row(2, "", "city", "state") + Workbook.Row(3, "Ravi", "Pune", "Goa"));
        book["xl/worksheets/sheet1.xml"] = book["xl/worksheets/sheet1.xml"].Replace(
            "</sheetData>",
            "</sheetData><mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/></mergeCells>", StringComparison.Ordinal);

        Assert.Equal(["Ravi, Pune, Goa"], await SaidAsync("{name}, {city}, {state}", book));
    }

    [Fact]
    public async Task A_broken_link_in_the_sheet_harms_nothing()
    {
        var book = new Workbook(Workbook.Row(1, "name") + Workbook.Row(2, "Ravi"));
        book["xl/worksheets/_rels/sheet1.xml.rels"] =
            """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="mailto:ravi@example.com, mina@@" TargetMode="External"/></Relationships>
            """;

        Assert.Equal(["Ravi"], await SaidAsync("{name}", book));
    }

    [Theory]
    [InlineData("""<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row><row r="2"><c r="A2"><f>B7</f></c></row>""", "xlsx_not_calculated: Cell A2 has a formula without a result. Open the workbook in Excel, save it, and send that.")]
    [InlineData("""<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row><row r="2"><c r="A2" t="e"><f>B7</f><v>#N/A</v></c></row>""", "xlsx_cell_error: Cell A2 shows the error #N/A. Correct its formula, or write the value.")]
    [InlineData("""<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row><row r="2"><c r="ZZZ2"><v>1</v></c></row>""", "xlsx_too_large: The workbook is too large: cell ZZZ2 is beyond column 1,000. Leave the table alone in it, or export it as 'CSV UTF-8'.")]
    [InlineData("""<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row><row r="2"><c r="A2" t="s"><v>7</v></c></row>""", "xlsx_broken: The workbook is damaged or was cut off. Open it in Excel, save it once more, and send that.")]
    [InlineData("""<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row><row r="2"><c r="C2"><v>7</v></c></row>""", "xlsx_row_invalid: Line 2 of the table has 3 values, but there is 1 column. Write a name above each value, or empty the cell.")]
    [InlineData("""<row r="1"><c r="A1" s="1"/></row>""", "xlsx_empty: The table is empty. Its first line must have the names, each other line the values of one video.")]
    [InlineData("""<row r="1"><c>""", "xlsx_broken: The workbook is damaged or was cut off. Open it in Excel, save it once more, and send that.")]
    public async Task What_is_wrong_is_named_with_its_cell(string rows, string why) => Assert.Equal(why, await RefusalAsync(new Workbook(rows).ToBytes()));

    [Fact]
    public async Task A_workbook_that_unpacks_to_very_much_is_refused_before_it_is_unpacked()
    {
        var bomb = new Workbook("");
        bomb["xl/sharedStrings.xml"] = new string(' ', 80 << 20);

        Assert.StartsWith("xlsx_too_large: The workbook is too large: unpacked it has 80 MB in 8 parts, and at most 64 MB", await RefusalAsync(bomb.ToBytes()));
    }

    [Theory]
    [InlineData("xl/styles.xml")]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/worksheets/_rels/sheet1.xml.rels")]
    [InlineData("[Content_Types].xml")]
    public async Task A_part_that_is_read_whole_is_small(string part)
    {
        var bomb = new Workbook("");
        bomb[part] = new string(' ', 20 << 20);

        Assert.StartsWith("xlsx_too_large: The workbook is too large: its styles, names and links have 20 MB", await RefusalAsync(bomb.ToBytes()));
    }

    [Fact]
    public async Task A_workbook_in_the_strict_form_is_read()
    {
        var book = new Workbook(Workbook.Row(1, "name") + "<row r=\"2\"><c r=\"A2\" s=\"0\"><v>46086</v></c></row>", formats: ["d mmm"]);
        foreach (var part in new[] { "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/styles.xml" })
        {
            book[part] = book[part].Replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main", StringComparison.Ordinal)
                .Replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships", StringComparison.Ordinal);
        }

        Assert.Equal(["5 Mar"], await SaidAsync("{name}", book));
    }

    [Fact]
    public async Task A_workbook_that_announces_less_than_it_unpacks_to_is_damaged()
    {
        var bomb = new Workbook("");
        var content = $"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{new string(' ', 80 << 20)}</sst>";
        bomb["xl/sharedStrings.xml"] = content;
        var bytes = bomb.ToBytes();
        for (var at = 0; (at = bytes.AsSpan(at).IndexOf(BitConverter.GetBytes(content.Length)) is var next and >= 0 ? at + next : -1) >= 0; at += 4)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(at), 1000);
        }

        Assert.StartsWith("xlsx_broken", await RefusalAsync(bytes));
    }

    [Theory]
    [InlineData(400_000)]
    [InlineData(11 << 20)]
    public async Task A_text_longer_than_a_cell_can_have_is_refused(int length) =>
        Assert.StartsWith("xlsx_too_large", await RefusalAsync(new Workbook(Workbook.Row(1, "name") + Workbook.Row(2, new string('x', length))).ToBytes()));

    [Fact]
    public async Task An_entity_of_another_file_is_never_read()
    {
        var book = new Workbook("");
        book["xl/worksheets/sheet1.xml"] = $"<!DOCTYPE x [<!ENTITY secret SYSTEM \"file:///etc/hostname\">]>{Workbook.Sheet(Workbook.Row(1, "name"))[38..]}";

        Assert.StartsWith("xlsx_broken", await RefusalAsync(book.ToBytes()));
    }

    [Fact]
    public async Task A_sheet_outside_the_file_is_not_looked_for()
    {
        var book = new Workbook("");
        book["xl/_rels/workbook.xml.rels"] = book["xl/_rels/workbook.xml.rels"].Replace("Target=\"worksheets/sheet1.xml\"", "Target=\"file:///etc/hostname\" TargetMode=\"External\"", StringComparison.Ordinal);
        book["xl/workbook.xml"] = book["xl/workbook.xml"].Replace("<sheet name=\"Other\" sheetId=\"2\" r:id=\"r2\"/>", "", StringComparison.Ordinal);

        Assert.StartsWith("xlsx_", await RefusalAsync(book.ToBytes()));
    }

    [Theory]
    [InlineData("word/document.xml", "a Word document")]
    [InlineData("content.xml", "an OpenDocument file (.ods)")]
    [InlineData("xl/workbook.bin", "a binary workbook (.xlsb)")]
    [InlineData("Index/Document.iwa", "a Numbers document")]
    [InlineData("rows.csv", "a zip archive")]
    public async Task Other_files_in_a_zip_are_named(string part, string kind)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry(part);
        }

        Assert.Equal($"table_unknown: The table is {kind}. Save it as an xlsx workbook or as 'CSV UTF-8'.", await RefusalAsync(file.ToArray()));
    }

    [Fact]
    public async Task A_workbook_that_was_cut_off_or_changed_anywhere_is_read_or_refused()
    {
        var whole = new Workbook(Workbook.Row(1, "name") + Workbook.Row(2, "Ravi"), ["x"], ["0.00"]).ToBytes();
        Assert.StartsWith("xlsx_broken", await RefusalAsync(whole[..(whole.Length / 2)]));

        var chance = new Random(7);
        for (var i = 0; i < 1500; i++)
        {
            var changed = whole.ToArray();
            for (var blows = chance.Next(1, 4); blows > 0; blows--)
            {
                changed[chance.Next(4, changed.Length)] = (byte)chance.Next(256);
            }

            await TableTests.ReadAsync(_sandbox, "{name}", changed); // throws nothing
        }
    }

    [Fact]
    public async Task Parts_whose_XML_was_changed_anywhere_are_read_or_refused()
    {
        var chance = new Random(11);
        foreach (var part in new[] { "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml" })
        {
            for (var i = 0; i < 100; i++)
            {
                var book = new Workbook($"{Names}<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" s=\"0\"><v>5</v></c></row>", ["x"], ["d mmm"]);
                var text = new StringBuilder(book[part]);
                text[chance.Next(text.Length)] = "<>\"/=0x9 "[chance.Next(9)];
                book[part] = text.ToString();
                await TableTests.ReadAsync(_sandbox, "{name}{years}", book.ToBytes()); // throws nothing
            }
        }
    }

    private async Task<IReadOnlyList<string>> SaidAsync(string script, Workbook book)
    {
        var (said, refusal) = await TableTests.ReadAsync(_sandbox, script, book.ToBytes());
        Assert.Null(refusal);
        return said!;
    }

    private async Task<string> RefusalAsync(byte[] file) => (await TableTests.ReadAsync(_sandbox, "{name}", file)).Refusal!;
}
