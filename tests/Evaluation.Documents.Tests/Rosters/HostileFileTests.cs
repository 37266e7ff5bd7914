using System.IO.Compression;
using System.Text;
using Evaluation.Documents.Rosters;

namespace Evaluation.Documents.Tests.Rosters;

public sealed class HostileFileTests
{
    private static readonly byte[] OleHeader = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    [Fact]
    public Task Read_TextRenamedToWorkbook_IsNotAWorkbook() =>
        RefusedAsync(Encoding.UTF8.GetBytes("姓名,性别\n李示例,男"), "名册.xlsx", RosterRefusal.NotAWorkbook);

    [Fact]
    public Task Read_OldWorkbook_IsOldFormat() =>
        RefusedAsync([.. OleHeader, .. new byte[4096]], "名册.xls", RosterRefusal.OldFormat);

    [Fact]
    public Task Read_OldWorkbookRenamed_IsOldFormat() =>
        RefusedAsync([.. OleHeader, .. new byte[4096]], "名册.xlsx", RosterRefusal.OldFormat);

    [Fact]
    public Task Read_WorkbookWithPassword_IsEncrypted() =>
        RefusedAsync([.. OleHeader, .. new byte[1024], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[1024]], "名册.xlsx", RosterRefusal.Encrypted);

    [Fact]
    public async Task Read_WorkbookCutAnywhere_IsDamaged()
    {
        var file = OneCell("甲");
        for (var length = 4; length < file.Length; length += 97)
        {
            await RefusedAsync(file[..length], "a.xlsx", RosterRefusal.Damaged);
        }
    }

    [Fact]
    public Task Read_SheetThatIsNoXml_IsDamaged() =>
        RefusedAsync(new RawWorkbook().Sheet("s", "<row><c></row>").Build(), "a.xlsx", RosterRefusal.Damaged);

    [Fact]
    public Task Read_SheetWithEntityBomb_IsDamaged() => RefusedAsync(
        new RawWorkbook().Sheet("s", "").Build(zip => RawWorkbook.Part(zip, "xl/worksheets/sheet0.xml", "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"), without: "xl/worksheets/sheet0.xml"),
        "a.xlsx",
        RosterRefusal.Damaged);

    [Fact]
    public async Task Read_OtherKindOfPackage_IsNotAWorkbook()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            RawWorkbook.Part(zip, "word/document.xml", "<document/>");
        }

        await RefusedAsync(bytes.ToArray(), "a.xlsx", RosterRefusal.NotAWorkbook);
    }

    [Fact]
    public Task Read_WorkbookWithoutText_IsEmpty() =>
        RefusedAsync(new RawWorkbook().Sheet("s", "<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>").Build(), "a.xlsx", RosterRefusal.Empty);

    [Fact]
    public Task Read_EmptyFile_IsEmpty() => RefusedAsync([], "a.csv", RosterRefusal.Empty);

    [Fact]
    public Task Read_FileOverTheBound_IsTooLarge() => RefusedAsync(new byte[RosterLimits.FileBytes + 1], "a.csv", RosterRefusal.TooLarge);

    [Fact]
    public async Task Read_ZipBomb_IsRefusedBeforeItIsUnpacked()
    {
        var bomb = new RawWorkbook().Sheet("s", "").Build(zip => AddStylesOfSpaces(zip, megabytes: 300), without: "xl/styles.xml");
        Assert.True(bomb.Length < RosterLimits.FileBytes);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await RefusedAsync(bomb, "a.xlsx", RosterRefusal.TooLargeUnpacked);
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 40_000_000);
    }

    [Fact]
    public async Task Read_ZipBombThatLiesAboutItsSize_StopsAtTheBound()
    {
        var bomb = new RawWorkbook().Sheet("s", "").Build(zip => AddStylesOfSpaces(zip, megabytes: 300), without: "xl/styles.xml");
        DeclareSmall(bomb, 300 * 1024 * 1024);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.NotNull((await RosterReaderTests.ReadAsync(bomb, "a.xlsx")).Refusal);
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 100_000_000);
    }

    [Fact]
    public async Task Read_MillionRows_IsTooManyAndStopsEarly()
    {
        var rows = new StringBuilder();
        for (var i = 1; i <= 1_000_000; i++)
        {
            rows.Append("<row><c t=\"s\"><v>0</v></c></row>");
        }

        await RefusedAsync(new RawWorkbook().SharedString("<t>甲</t>").Sheet("s", rows.ToString()).Build(), "a.xlsx", RosterRefusal.TooManyRows);
    }

    [Fact]
    public async Task Read_ManyStyledRowsWithoutText_CountsOnlyRowsWithText()
    {
        var rows = string.Concat(Enumerable.Range(1, 100_000).Select(i => $"<row r=\"{i}\" s=\"1\"/>")) + "<row r=\"100001\"><c t=\"inlineStr\"><is><t>甲</t></is></c></row>";

        var reading = await RosterReaderTests.ReadAsync(new RawWorkbook().Sheet("s", rows).Build(), "a.xlsx");

        Assert.Equal(100_001, Assert.Single(Assert.Single(reading.Sheets).Rows).Number);
    }

    [Fact]
    public Task Read_CsvWithTooManyRows_IsTooManyRows() =>
        RefusedAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("甲\n", RosterLimits.Rows + 200))), "a.csv", RosterRefusal.TooManyRows);

    [Fact]
    public Task Read_TextInColumn61_IsTooManyColumns() =>
        RefusedAsync(Encoding.UTF8.GetBytes(new string(',', RosterLimits.Columns) + "甲"), "a.csv", RosterRefusal.TooManyColumns);

    [Fact]
    public async Task Read_TextInColumn60_IsRead() =>
        Assert.Equal("甲", (await RosterReaderTests.ReadAsync(Encoding.UTF8.GetBytes(new string(',', RosterLimits.Columns - 1) + "甲"), "a.csv")).Sheets[0].Rows[0][59]);

    [Fact]
    public async Task Read_VeryLongCell_IsCut() =>
        Assert.Equal(RosterLimits.CellLength, (await RosterReaderTests.ReadAsync(Encoding.UTF8.GetBytes(new string('甲', 100_000)), "a.csv")).Sheets[0].Rows[0][0].Length);

    [Theory]
    [InlineData(new byte[] { 0xC0, 0x80, 0xFF, 0x41 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x53, 0x00 })]
    [InlineData(new byte[] { 0x41, 0x00, 0x42 })]
    public Task Read_CsvInNeitherEncoding_IsUnknownEncoding(byte[] file) => RefusedAsync(file, "a.csv", RosterRefusal.UnknownEncoding);

    [Fact]
    public Task Read_CsvWithQuotationNeverClosed_IsDamaged() =>
        RefusedAsync(Encoding.UTF8.GetBytes("姓名\n\"李示例\n王示例\n"), "a.csv", RosterRefusal.Damaged);

    [Fact]
    public async Task Read_HostileNames_AreMereText()
    {
        var reading = await RosterReaderTests.ReadAsync(Encoding.UTF8.GetBytes("姓名,性别\n=cmd(),男\n<script>alert(1)</script>,女"), "a.csv");

        Assert.Equal(["=cmd()", "<script>alert(1)</script>"], reading.Sheets[0].Rows.Skip(1).Select(row => row[0]));
    }

    private static byte[] OneCell(string text) => new RawWorkbook().Sheet("s", $"<row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>").Build();

    private static async Task RefusedAsync(byte[] file, string name, RosterRefusal expected)
    {
        var reading = await RosterReaderTests.ReadAsync(file, name);
        Assert.Equal(expected, reading.Refusal);
        Assert.Empty(reading.Sheets);
    }

    private static void AddStylesOfSpaces(ZipArchive zip, int megabytes)
    {
        using var stream = zip.CreateEntry("xl/styles.xml", CompressionLevel.Optimal).Open();
        var spaces = new byte[1024 * 1024];
        Array.Fill(spaces, (byte)' ');
        for (var i = 0; i < megabytes; i++)
        {
            stream.Write(spaces);
        }
    }

    // Overwrites the declared size of the bomb, in the directory and in the entry's own header or descriptor.
    private static void DeclareSmall(byte[] file, int size)
    {
        var declared = BitConverter.GetBytes(size);
        for (var i = 0; i + 4 <= file.Length; i++)
        {
            if (file.AsSpan(i, 4).SequenceEqual(declared))
            {
                BitConverter.GetBytes(1024).CopyTo(file, i);
            }
        }
    }
}
