using System.Text;
using IntelliAvatar.Server.Features.Batches;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

/// <summary>Tables as people export them, and what their rows say.</summary>
public sealed class TableTests : IDisposable
{
    private const string Ravi = "Ravi, 10";
    private const string Mina = "Mina, 5";

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("name,years\r\nRavi,10\r\n,\r\n,\r\n")]
    [InlineData("name,years\r\n,\r\nRavi,10\r\n , \t\r\n\u00A0,\u200B\r\n")]
    [InlineData("name;years\r\nRavi;10\r\n\"\";\"\"\r\n;\r\n")]
    [InlineData(",\r\n,\r\nname,years\r\nRavi,10")]
    [InlineData("name,years\r\nRavi,10\r\n\u001A")]
    [InlineData("\r\n\r\nname,years\r\n\r\nRavi,10\r\n\r\n")]
    [InlineData("name,years\r\nRavi,10\r\n,,,,\r\n")]
    public async Task Blank_rows_are_skipped(string csv) => Assert.Equal([Ravi], await SaidAsync("{name}, {years}", csv));

    [Theory]
    [InlineData("name,years,,\r\nRavi,10,,\r\nMina,5,,\r\n")]
    [InlineData("name,years\r\nRavi,10,,\r\nMina,5,\r\n")]
    [InlineData(",name,,years\r\n,Ravi,,10\r\n,Mina,,5\r\n")]
    [InlineData("name;years;;\r\nRavi;10\r\nMina;5; ;\r\n")]
    [InlineData("name\tyears\t\r\nRavi\t10\t\r\nMina\t5\t\r\n")]
    [InlineData("name,years,notes\r\nRavi,10,\r\nMina,5,\r\n")]
    public async Task Empty_columns_are_skipped(string csv) => Assert.Equal([Ravi, Mina], await SaidAsync("{name}, {years}", csv));

    [Theory]
    [InlineData("name;years\r\nRavi;10\r\nMina;5\r\n")]
    [InlineData("name\tyears\r\nRavi\t10\r\nMina\t5\r\n")]
    [InlineData("name|years\r\nRavi|10\r\nMina|5\r\n")]
    [InlineData("sep=;\r\nname;years\r\nRavi;10\r\nMina;5\r\n")]
    [InlineData("\uFEFFsep=;\nname;years\nRavi;10\nMina;5\n")]
    [InlineData("\"sep=|\"\rname|years\rRavi|10\rMina|5\r")]
    [InlineData("SEP=\t\r\nname\tyears\r\nRavi\t10\r\nMina\t5\r\n")]
    [InlineData("sep=^\r\nname^years\r\nRavi^10\r\nMina^5\r\n")]
    [InlineData("sep=,\r\nname,years\r\n\"Ravi\",10\r\nMina,\"5\"")]
    [InlineData("\uFEFFname,years\r\nRavi,10\r\nMina,5")]
    [InlineData("name,years\rRavi,10\rMina,5")]
    [InlineData("\uFEFF\uFEFF\"name\";\"years\"\r\n\"Ravi\";10\r\nMina;5")]
    [InlineData("{name};{ years }\r\nRavi;10\r\nMina;5")]
    [InlineData("Name , YEARS\r\nRavi,10\r\nMina,5")]
    [InlineData(";\r\nname;years\r\nRavi;10\r\nMina;5")]
    public async Task The_separator_is_told_by_the_line_with_the_names(string csv) => Assert.Equal([Ravi, Mina], await SaidAsync("{name}, {years}", csv));

    [Theory]
    [InlineData("{name, first}: {years}", "\"name, first\";years\r\nRavi;10,5", "Ravi: 10,5")]
    [InlineData("{name, first}: {years}", "name, first;years\r\nRavi;10,5", "Ravi: 10,5")]
    [InlineData("{name}: {years}", "name;years\r\n\"A\r\nB; C\";\"say \"\"hi\"\"\"", "A\r\nB; C: say \"hi\"")]
    [InlineData("{name}", "name\r\nRavi; Mina | Jan", "Ravi; Mina | Jan")]
    [InlineData("{First name}", "\"First\r\nname\",\r\nRavi,", "Ravi")]
    [InlineData("{Name}", "Name,name\r\nRavi,", "Ravi")]
    [InlineData("Hi {name}, pay {amount}.", " name , amount \r\n Ravi, 5 ", "Hi Ravi, pay 5.")]
    [InlineData("{name}.", "name\r\n\" Ravi\u00A0\r\n\"", "Ravi.")]
    [InlineData("{नाम}: {उम्र}", "नाम;उम्र\r\nमीना;५", "मीना: ५")]
    public async Task Quotes_and_other_separators_are_part_of_names_and_values(string script, string csv, string said) => Assert.Equal([said], await SaidAsync(script, csv));

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    public async Task Every_Unicode_encoding_is_read(string name, bool isMarked)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] csv = [.. isMarked ? encoding.GetPreamble() : [], .. encoding.GetBytes("name;years\r\nमीना;5\r\n")];

        Assert.Equal(["मीना, 5"], await SaidAsync("{name}, {years}", csv));
    }

    [Theory]
    [InlineData("{name}, {years}", "name,age\r\nRavi,10\r\nMina,5", "variable_missing: The table has no column for {years}, which the text asks for. Its columns are: 'name', 'age'.")]
    [InlineData("{name}, {years}", "sep=,\r\nname;years\r\nRavi;10", "variable_missing: The table has no column for {name}, {years}, which the text asks for. Its columns are: 'name;years'.")]
    [InlineData("{name}", "name,phone\r\nRavi,10\r\nMina,5", "variable_unknown: The text does not ask for what the table has under 'phone'. Leave it out, or write {phone} where it is to be said.")]
    [InlineData("{name}, {years}", "name,years\r\nRavi,\r\nMina,", "variable_missing: The table has nothing for {years} in any row, but the text asks for it.")]
    [InlineData("{NAME}", "Name,name\r\nRavi,Mina", "variable_missing: The table has no column for {NAME}, which the text asks for. Its columns are: 'Name', 'name'.")]
    [InlineData("{name}", "name,name\r\nRavi,Mina", "csv_header_invalid: The name 'name' is over two columns (1 and 2). Give each column a name of its own.")]
    [InlineData("{name}", "name;x; name \r\nRavi;1;2", "csv_header_invalid: The name 'name' is over two columns (1 and 3). Give each column a name of its own.")]
    [InlineData("{name}", "name,\r\nRavi,\r\nMina,x", "csv_header_invalid: Column 2 of the table has no name in the first line, but line 3 has 'x' in it. Name it, or empty it.")]
    [InlineData("{name}", "name\r\nKumar, Ravi", "csv_row_invalid: Line 2 of the table has 2 values, but there is 1 column. A value with a comma stands in quotes.")]
    [InlineData("{a}{b}", "sep=;\r\na;b\r\n1;2\r\n\r\n1;2;3", "csv_row_invalid: Line 5 of the table has 3 values, but there are 2 columns. A value with a semicolon stands in quotes.")]
    [InlineData("{a}{b}", "a\tb\r\n1", "csv_row_invalid: Line 2 of the table has 1 value, but there are 2 columns. An empty value at the end of a line has its separator, too.")]
    [InlineData("{name}", "name\r\nRavi \"RK\" Kumar", "csv_row_invalid: Line 2 of the table has a quote in the wrong place. A quote inside a quoted value is doubled.")]
    [InlineData("{name}", "name\r\n\r\nRavi \"RK\" Kumar\r\nMina",
        "csv_row_invalid: Line 3 of the table has a quote in the wrong place. A quote inside a quoted value is doubled.")]
    [InlineData("{name}", "name,x\r\nRavi,\"1,2\r\nMina,1,2,3\r\n",
        "csv_row_invalid: Line 2 of the table begins with a quote in one of its values that has no end. A quote inside a quoted value is doubled.")]
    [InlineData("{name}", "Report of March\r\nRavi,1,2,3",
        "variable_missing: The table has no column for {name}, which the text asks for. Its columns are: 'Report of March'.")]
    [InlineData("{name}", "Ravi,1\r\nMina,2,3",
        "variable_missing: The table has no column for {name}, which the text asks for. Its columns are: 'Ravi', '1'.")]
    [InlineData("{name}", "[{\"name\":\"Ravi\"}]", "table_unknown: The table is JSON. Save it as an xlsx workbook or as 'CSV UTF-8'.")]
    [InlineData("{name}", "{ \"rows\": [\"name\"] }", "table_unknown: The table is JSON. Save it as an xlsx workbook or as 'CSV UTF-8'.")]
    [InlineData("{name}", "\0\0\0\u001CftypisomabcdmoovABCD",
        "table_unknown: The table is an mp4 file. Save it as an xlsx workbook or as 'CSV UTF-8'.")]
    [InlineData("{name}", "ID3\u0004\0\0\0\0\0\0ABCDEFGH",
        "table_unknown: The table is an mp3 file. Save it as an xlsx workbook or as 'CSV UTF-8'.")]
    [InlineData("{name}", "", "csv_empty: The table is empty. Its first line must have the names, each other line the values of one video.")]
    [InlineData("{name}", ",,\r\n , \r\n", "csv_empty: The table is empty. Its first line must have the names, each other line the values of one video.")]
    [InlineData("{name}", "<!DOCTYPE html><table><tr><td>name", "table_unknown: The table is a web page (HTML), whatever its name says. Save it as an xlsx workbook or as 'CSV UTF-8'.")]
    [InlineData("{name}", "<?xml version=\"1.0\"?><Workbook>", "table_unknown: The table is an XML document. Save it as an xlsx workbook or as 'CSV UTF-8'.")]
    [InlineData("{name}", "%PDF-1.7 x", "table_unknown: The table is a PDF document. Save it as an xlsx workbook or as 'CSV UTF-8'.")]
    [InlineData("{name}", "name\r\nRa\0vi", "csv_not_text: The table is not text. Send an xlsx workbook, or export it as 'CSV UTF-8'.")]
    public async Task What_is_wrong_with_the_whole_table_is_said_once(string script, string csv, string why) => Assert.Equal(why, await RefusalAsync(script, Encoding.UTF8.GetBytes(csv)));

    [Theory]
    [InlineData("Report of March\r\nname,years\r\nRavi,10\r\n")]
    [InlineData("Report of March;;\r\n;;\r\nname;years;\r\nRavi;10;\r\n")]
    [InlineData("Members,,as of,5 March\r\nprepared by,\"R, S\"\r\n\r\nName,,Years,\r\nRavi,,10,\r\n")]
    [InlineData("\"A title\r\nof two lines, with a comma\"\r\nyears\tname\r\n10\tRavi")]
    [InlineData("{name},{years}\r\nRavi,10\r\n")]
    public async Task What_stands_above_the_line_with_the_names_is_a_title(string csv) =>
        Assert.Equal([Ravi], await SaidAsync("{name}, {years}", csv));

    [Fact]
    public async Task A_row_that_reads_like_the_names_stays_a_row() =>
        Assert.Equal(["Ravi", "name", "Mina"], await SaidAsync("{name}", "name\nRavi\nname\nMina"));

    [Fact]
    public async Task Letters_of_an_old_code_page_are_told() =>
        Assert.Equal("csv_not_utf8: The CSV is not in UTF-8. Export it as 'CSV UTF-8'.", await RefusalAsync("{name}", [.. "name;x\nJos"u8, 0xE9, (byte)'\n']));

    [Theory]
    [InlineData("EncryptedPackage", "xlsx_protected: The workbook is protected by a password. Save a copy without a password.")]
    [InlineData("Workbook", "xls_not_accepted: The table is an old Excel workbook (.xls). Save it as .xlsx or as 'CSV UTF-8'.")]
    [InlineData("Book", "xls_not_accepted: The table is an old Excel workbook (.xls). Save it as .xlsx or as 'CSV UTF-8'.")]
    [InlineData("WordDocument", "table_unknown: The table is an old Office document. Save it as an xlsx workbook or as 'CSV UTF-8'.")]
    public async Task An_old_workbook_and_one_with_a_password_are_told_apart(string entry, string why) =>
        Assert.Equal(why, await RefusalAsync("{name}", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1000], .. Encoding.Unicode.GetBytes(entry), .. new byte[500]]));

    private Task<IEnumerable<string>> SaidAsync(string script, string csv) => SaidAsync(script, Encoding.UTF8.GetBytes(csv));

    private async Task<IEnumerable<string>> SaidAsync(string script, byte[] csv)
    {
        var (said, refusal) = await ReadAsync(_sandbox, script, csv);
        Assert.Null(refusal);
        return said!;
    }

    private async Task<string> RefusalAsync(string script, byte[] csv) => (await ReadAsync(_sandbox, script, csv)).Refusal!;

    /// <summary>What the rows of a file say, or why they say nothing.</summary>
    internal static async Task<(IReadOnlyList<string>? Said, string? Refusal)> ReadAsync(Sandbox sandbox, string text, byte[] content)
    {
        await File.WriteAllBytesAsync(sandbox.Path("table"), content);
        var script = Script.Parse(text).Script!;
        var (table, refusal) = await TableFile.ReadAsync(sandbox.Path("table"), script.Variables, BatchReader.MostRows, CancellationToken.None);
        (var rows, refusal) = table is null ? (null, refusal) : table.For(script);
        return (rows?.Select(row => script.Fill(row.Values)).ToList(), refusal is null ? null : $"{refusal.Code}: {refusal.Detail}");
    }

    /// <summary>What of a file is not read.</summary>
    internal static async Task<string?> LeftOutAsync(Sandbox sandbox, IReadOnlyList<string> wanted, byte[] content)
    {
        await File.WriteAllBytesAsync(sandbox.Path("table"), content);
        return (await TableFile.ReadAsync(sandbox.Path("table"), wanted, BatchReader.MostRows, CancellationToken.None)).Table!.LeftOut;
    }
}
