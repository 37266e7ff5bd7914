using System.Text;
using Evaluation.Documents.Rosters;

namespace Evaluation.Documents.Tests.Rosters;

public sealed class RosterReaderTests
{
    [Fact]
    public async Task Read_SharedInlineAndRichTexts_GivesTheirTextWithoutPhoneticReadings()
    {
        var file = new RawWorkbook()
            .SharedString("<t>姓名</t>")
            .SharedString("<r><t>欧阳</t></r><r><t>示例</t></r><rPh sb=\"0\" eb=\"1\"><t>ouyang</t></rPh>")
            .Sheet("党员", "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c></row><row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c><c r=\"D3\" t=\"inlineStr\"><is><t>甲</t></is></c></row>")
            .Build();

        var sheet = Assert.Single((await ReadAsync(file, "a.xlsx")).Sheets);

        Assert.Equal("党员", sheet.Name);
        Assert.Equal([2, 3], sheet.Rows.Select(row => row.Number));
        Assert.Equal(["", "姓名"], sheet.Rows[0].Cells);
        Assert.Equal(["", "欧阳示例", "", "甲"], sheet.Rows[1].Cells);
    }

    [Theory]
    [InlineData(14, "31118", "1985-03-12")]
    [InlineData(57, "31107", "1985-03")]
    [InlineData(164, "31107", "1985-03")]
    [InlineData(165, "31118.75", "1985-03-12")]
    [InlineData(0, "1985.0299999999999", "1985.03")]
    [InlineData(2, "1985.1", "1985.10")]
    [InlineData(166, "7", "0007")]
    [InlineData(0, "31118", "31118")]
    public async Task Read_NumericCell_ShowsWhatItsFormatMeans(int format, string value, string expected)
    {
        var file = new RawWorkbook()
            .Styles("<numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;;@\"/><numFmt numFmtId=\"165\" formatCode=\"[$-804]yyyy/m/d\\ h:mm\"/><numFmt numFmtId=\"166\" formatCode=\"0000\"/>", 0, format)
            .Sheet("s", $"<row><c s=\"1\"><v>{value}</v></c></row>")
            .Build();

        Assert.Equal(expected, (await ReadAsync(file, "a.xlsx")).Sheets[0].Rows[0][0]);
    }

    [Fact]
    public async Task Read_Formula_TakesTheStoredValueAsTextAndNeverTheFormula()
    {
        var file = new RawWorkbook()
            .Sheet("s", "<row><c t=\"str\"><f>HYPERLINK(\"http://x\")</f><v>甲</v></c><c><f>1+1</f></c><c t=\"e\"><f>A1/0</f><v>#DIV/0!</v></c></row>")
            .Build();

        Assert.Equal(["甲", "", "#DIV/0!"], (await ReadAsync(file, "a.xlsx")).Sheets[0].Rows[0].Cells);
    }

    [Fact]
    public async Task Read_WorkbookWithMalformedHyperlink_IsReadAllTheSame()
    {
        var file = new RawWorkbook().Sheet("s", "<row><c t=\"inlineStr\"><is><t>甲</t></is></c></row>").Build(zip => RawWorkbook.Part(
            zip,
            "xl/worksheets/_rels/sheet0.xml.rels",
            "<Relationships><Relationship Id=\"h\" Type=\"http://x/hyperlink\" Target=\"mailto:a@@b c\" TargetMode=\"External\"/></Relationships>"));

        Assert.Null((await ReadAsync(file, "a.xlsx")).Refusal);
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("GB18030", false)]
    public async Task Read_CsvInEitherEncoding_GivesTheSameRows(string encodingName, bool mark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = encodingName == "utf-8" ? new UTF8Encoding(mark) : Encoding.GetEncoding(encodingName);
        byte[] file = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("姓名,职务\r\n\"李,\"\"示例\"\"\",\"第一行\r\n第二行\"\r\n\r\n王示例,\r\n")];

        var sheet = Assert.Single((await ReadAsync(file, "名册.csv")).Sheets);

        Assert.Equal("名册", sheet.Name);
        Assert.Equal([1, 2, 5], sheet.Rows.Select(row => row.Number));
        Assert.Equal(["李,\"示例\"", "第一行\r\n第二行"], sheet.Rows[1].Cells);
        Assert.Equal(["王示例"], sheet.Rows[2].Cells);
    }

    [Fact]
    public async Task Read_TabSeparatedText_IsReadAsTable()
    {
        var sheet = Assert.Single((await ReadAsync(Encoding.UTF8.GetBytes("姓名\t性别\n李示例\t男"), "a.txt")).Sheets);

        Assert.Equal(["李示例", "男"], sheet.Rows[1].Cells);
    }

    internal static Task<RosterReading> ReadAsync(byte[] file, string name) =>
        RosterReader.ReadAsync(new MemoryStream(file), name, TestContext.Current.CancellationToken);
}
