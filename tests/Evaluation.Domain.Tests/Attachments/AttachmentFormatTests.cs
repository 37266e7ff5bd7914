using System.IO.Compression;
using System.Text;
using Evaluation.Domain.Attachments;

namespace Evaluation.Domain.Tests.Attachments;

public sealed class AttachmentFormatTests
{
    public static TheoryData<string, byte[], AttachmentFormat?> Contents => new()
    {
        { "PDF", Encoding.ASCII.GetBytes("%PDF-1.7\n"), AttachmentFormat.Pdf },
        { "JPEG", [0xFF, 0xD8, 0xFF, 0xE0, 0], AttachmentFormat.Jpeg },
        { "PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], AttachmentFormat.Png },
        { "DOCX", Package("[Content_Types].xml", "word/document.xml"), AttachmentFormat.Docx },
        { "XLSX", Package("[Content_Types].xml", "xl/workbook.xml"), AttachmentFormat.Xlsx },
        { "DOCX with macros", Package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), null },
        { "other archive", Package("readme.txt", "word/document.xml"), null },
        { "beginning of an archive", [0x50, 0x4B, 3, 4, 0, 0], null },
        { "page with script", Encoding.ASCII.GetBytes("<html><script>alert(1)</script>"), null },
        { "page that hides a PDF further down", Encoding.ASCII.GetBytes("<html>%PDF-1.7"), null },
        { "program", [0x4D, 0x5A, 0x90], null },
        { "PNG cut short", [0x89, 0x50, 0x4E], null },
        { "nothing", [], null },
    };

    [Theory, MemberData(nameof(Contents))]
    public void Of_Content_IsToldByWhatIsInIt(string what, byte[] content, AttachmentFormat? expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, AttachmentFormats.Of(content));
    }

    [Theory]
    [InlineData(AttachmentFormat.Jpeg, "a.JPG", true)]
    [InlineData(AttachmentFormat.Jpeg, "a.jpeg", true)]
    [InlineData(AttachmentFormat.Jpeg, "a.png", false)]
    [InlineData(AttachmentFormat.Pdf, "a.pdf.exe", false)]
    [InlineData(AttachmentFormat.Docx, "a", false)]
    public void Fits_Name_ByItsEndingAlone(AttachmentFormat format, string name, bool fits) => Assert.Equal(fits, format.Fits(name));

    [Theory]
    [InlineData("会议记录.pdf", "会议记录.pdf")]
    [InlineData(@"C:\Users\office\扫描件.pdf", "扫描件.pdf")]
    [InlineData("../../etc/a.pdf", "a.pdf")]
    [InlineData("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf")]
    [InlineData("\u202Efdp.exe.pdf", "fdp.exe.pdf")]
    [InlineData("<b>\"a\"|?*.pdf", "ba.pdf")]
    [InlineData(" . .pdf", "file.pdf")]
    [InlineData(".pdf", "file.pdf")]
    [InlineData("", "file")]
    public void Clean_Name_HoldsNothingThatHarmsOrCannotBeSeen(string name, string expected) => Assert.Equal(expected, AttachmentName.Clean(name));

    [Fact]
    public void Clean_LongName_IsCutBeforeItsEndingAndNotInsideASign()
    {
        Assert.Equal(new string('长', Attachment.NameLength - 4) + ".pdf", AttachmentName.Clean(new string('长', 300) + ".pdf"));
        // 𠮷 is two units; the limit falls between them.
        Assert.Equal(new string('a', Attachment.NameLength - 5) + ".pdf", AttachmentName.Clean(new string('a', Attachment.NameLength - 5) + "𠮷𠮷.pdf"));
        Assert.True(AttachmentName.Clean("a." + new string('x', 500)).Length <= Attachment.NameLength);
        Assert.Equal("a.pdf", AttachmentName.Clean("a\uD800.pdf"));
    }

    private static byte[] Package(params string[] names)
    {
        var stream = new MemoryStream();
        using (var package = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach (var name in names)
            {
                package.CreateEntry(name);
            }
        }

        return stream.ToArray();
    }
}
