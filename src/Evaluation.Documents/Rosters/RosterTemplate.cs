using ClosedXML.Excel;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;

namespace Evaluation.Documents.Rosters;

/// <summary>The workbook that is filled in and uploaded: instructions, organizations, people, with lists to choose from and an example row that the import skips.</summary>
public static class RosterTemplate
{
    // Rows that get lists to choose from; a longer roster is typed or pasted below them just as well.
    private const int PreparedRows = 1_000;

    private static readonly XLColor HeaderFill = XLColor.FromHtml("#F1E9DC");
    private static readonly XLColor ExampleText = XLColor.FromHtml("#8A8A8A");

    /// <summary>Writes the template.</summary>
    public static void Write(Stream stream, RosterLabels labels, RosterTemplateTexts texts)
    {
        using var book = new XLWorkbook();
        AddInstructions(book, labels, texts);
        var organizations = AddTable(book, labels.OrganizationsSheet, RosterColumns.OfOrganizations, labels, field => RosterColumns.Text(texts.OrganizationExample, field, labels));
        AddChoices<OrganizationKind>(organizations, RosterColumns.OfOrganizations, RosterField.OrganizationKind, labels);
        var members = AddTable(book, labels.MembersSheet, RosterColumns.OfMembers, labels, field => RosterColumns.Text(texts.MemberExample, field, labels));
        AddChoices<Sex>(members, RosterColumns.OfMembers, RosterField.Sex, labels);
        AddChoices<Education>(members, RosterColumns.OfMembers, RosterField.Education, labels);
        AddChoices<PartyStanding>(members, RosterColumns.OfMembers, RosterField.Standing, labels);
        AddChoices<EmploymentKind>(members, RosterColumns.OfMembers, RosterField.Employment, labels);
        AddChoices<MemberStatus>(members, RosterColumns.OfMembers, RosterField.Status, labels);
        AddChoices<PostKind>(members, RosterColumns.OfMembers, RosterField.PostKind, labels);
        members.SetTabActive();
        book.SaveAs(stream);
    }

    private static void AddInstructions(XLWorkbook book, RosterLabels labels, RosterTemplateTexts texts)
    {
        var sheet = book.AddWorksheet(labels.InstructionsSheet);
        sheet.Column(1).Width = 100;
        sheet.Cell(1, 1).SetValue(texts.Title).Style.Font.SetBold().Font.SetFontSize(14);
        for (var i = 0; i < texts.Instructions.Count; i++)
        {
            sheet.Cell(i + 3, 1).SetValue(texts.Instructions[i]).Style.Alignment.SetWrapText();
        }
    }

    private static IXLWorksheet AddTable(XLWorkbook book, string name, IReadOnlyList<(RosterField Field, double Width)> columns, RosterLabels labels, Func<RosterField, string> example)
    {
        var sheet = book.AddWorksheet(name);
        for (var i = 0; i < columns.Count; i++)
        {
            sheet.Column(i + 1).Width = columns[i].Width;
            sheet.Cell(1, i + 1).SetValue(labels.Column(columns[i].Field)).Style.Font.SetBold().Fill.SetBackgroundColor(HeaderFill);
            // Text cells, so that a spreadsheet does not turn 1985.10 into 1985.1 while it is typed.
            sheet.Range(2, i + 1, PreparedRows, i + 1).Style.NumberFormat.SetNumberFormatId(49);
            sheet.Cell(2, i + 1).SetValue(example(columns[i].Field)).Style.Font.SetItalic().Font.SetFontColor(ExampleText);
        }

        sheet.SheetView.FreezeRows(1);
        return sheet;
    }

    private static void AddChoices<T>(IXLWorksheet sheet, IReadOnlyList<(RosterField Field, double Width)> columns, RosterField field, RosterLabels labels)
        where T : struct, Enum
    {
        var column = columns.TakeWhile(c => c.Field != field).Count() + 1;
        var words = Enum.GetValues<T>().Select(value => labels.Word(value));
        // Several posts are separated by semicolons, so the list advises and does not forbid.
        var validation = sheet.Range(2, column, PreparedRows, column).SetDataValidation();
        validation.List($"\"{string.Join(',', words)}\"", inCellDropdown: true);
        validation.ShowErrorMessage = field != RosterField.PostKind;
    }
}
