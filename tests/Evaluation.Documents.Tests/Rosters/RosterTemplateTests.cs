using ClosedXML.Excel;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Evaluation.Documents.Rosters;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;

namespace Evaluation.Documents.Tests.Rosters;

public sealed class RosterTemplateTests
{
    private static readonly RosterTemplateTexts Texts = new(
        "说明",
        ["第一条", "第二条"],
        new OrganizationRow("", 0, "【示例】第一党支部", "示例镇党委", OrganizationKind.Branch),
        new MemberRow("", 0) { Name = "【示例】李明", Sex = Sex.Male, Standing = PartyStanding.Full });

    [Fact]
    public async Task Write_Template_ImportsAsNothing()
    {
        var reading = await RosterReaderTests.ReadAsync(Write(), "模板.xlsx");
        var roster = RosterParser.Parse(reading.Sheets, new DateOnly(2026, 6, 30));

        Assert.Equal(["填写说明", "组织", "党员"], reading.Sheets.Select(sheet => sheet.Name));
        Assert.Empty(roster.Organizations);
        Assert.Empty(roster.Members);
        Assert.Equal(RosterProblem.SheetIgnored, Assert.Single(roster.Remarks).Problem);
    }

    [Fact]
    public void Write_Template_OffersTheClosedListsAndKeepsTextAsText()
    {
        using var book = new XLWorkbook(new MemoryStream(Write()));
        var sheet = book.Worksheet("党员");
        var sex = sheet.Row(1).CellsUsed().Single(cell => cell.GetString() == "性别").Address.ColumnNumber;

        Assert.Equal("\"男,其他\"", sheet.Cell(3, sex).DataValidation.Value);
        Assert.Equal(49, sheet.Cell(3, sex).Style.NumberFormat.NumberFormatId);
        Assert.Equal(1, sheet.SheetView.SplitRow);
    }

    [Fact]
    public void Write_TemplateAndRoster_FollowTheFormat()
    {
        using var roster = new MemoryStream();
        RosterWorkbook.Write(roster, RosterWorkbookTests.Labels, [Texts.OrganizationExample], [Texts.MemberExample]);

        Assert.All([Write(), roster.ToArray()], file =>
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
            Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(e => e.Path?.XPath + ": " + e.Description));
        });
    }

    [Fact]
    public void Write_Template_OpensAtThePeopleAndOnlyAdvisesWhereSeveralWordsMayStand()
    {
        using var book = new XLWorkbook(new MemoryStream(Write()));
        var sheet = book.Worksheet("党员");
        var post = sheet.Row(1).CellsUsed().Single(cell => cell.GetString() == "职务类别").Address.ColumnNumber;

        Assert.Equal("党员", Assert.Single(book.Worksheets, s => s.TabActive).Name);
        Assert.False(sheet.Cell(1000, post).DataValidation.ShowErrorMessage);
        Assert.True(sheet.Cell(2, 3).DataValidation.ShowErrorMessage);
    }

    private static byte[] Write()
    {
        using var file = new MemoryStream();
        RosterTemplate.Write(file, RosterWorkbookTests.Labels, Texts);
        return file.ToArray();
    }
}
