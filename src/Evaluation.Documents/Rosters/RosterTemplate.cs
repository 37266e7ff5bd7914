using Evaluation.Documents.Workbooks;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;

namespace Evaluation.Documents.Rosters;

/// <summary>The workbook that is filled in and uploaded: instructions, organizations, people, with lists to choose from and an example row that the import skips.</summary>
public static class RosterTemplate
{
    // Rows that get lists to choose from; a longer roster is typed or pasted below them just as well.
    private const int PreparedRows = 1_000;
    private const int ExampleRow = 2;

    /// <summary>Writes the template.</summary>
    public static void Write(Stream stream, RosterLabels labels, RosterTemplateTexts texts)
    {
        using var book = new WorkbookWriter(stream, RosterStyles.Font);
        WriteInstructions(book, labels, texts);
        using (var organizations = AddTable(book, labels.OrganizationsSheet, RosterColumns.OfOrganizations, labels, field => RosterColumns.Text(texts.OrganizationExample, field, labels)))
        {
            AddChoices<OrganizationKind>(organizations, RosterColumns.OfOrganizations, RosterField.OrganizationKind, labels);
        }

        using var members = AddTable(book, labels.MembersSheet, RosterColumns.OfMembers, labels, field => RosterColumns.Text(texts.MemberExample, field, labels), isActive: true);
        AddChoices<Sex>(members, RosterColumns.OfMembers, RosterField.Sex, labels);
        AddChoices<Education>(members, RosterColumns.OfMembers, RosterField.Education, labels);
        AddChoices<PartyStanding>(members, RosterColumns.OfMembers, RosterField.Standing, labels);
        AddChoices<EmploymentKind>(members, RosterColumns.OfMembers, RosterField.Employment, labels);
        AddChoices<MemberStatus>(members, RosterColumns.OfMembers, RosterField.Status, labels);
        AddChoices<PostKind>(members, RosterColumns.OfMembers, RosterField.PostKind, labels);
    }

    private static void WriteInstructions(WorkbookWriter book, RosterLabels labels, RosterTemplateTexts texts)
    {
        using var sheet = book.Add(labels.InstructionsSheet, new SheetSetup([TableStyles.ColumnOf(100)]));
        sheet.Row([new(RosterStyles.Title, texts.Title)]);
        sheet.Skip();
        foreach (var instruction in texts.Instructions)
        {
            sheet.Row([new(RosterStyles.Instruction, instruction)]);
        }
    }

    private static SheetWriter AddTable(
        WorkbookWriter book, string name, IReadOnlyList<(RosterField Field, double Width)> columns, RosterLabels labels, Func<RosterField, string> example, bool isActive = false)
    {
        var sheet = book.Add(name, new SheetSetup([.. columns.Select(c => TableStyles.ColumnOf(c.Width))]) { Empty = RosterStyles.Text, FrozenRows = ExampleRow - 1, IsActive = isActive });
        sheet.Row(columns.Select(column => new SheetCell(RosterStyles.Header, labels.Column(column.Field))));
        sheet.Row(columns.Select(column => new SheetCell(RosterStyles.Example, example(column.Field))));
        return sheet;
    }

    private static void AddChoices<T>(SheetWriter sheet, IReadOnlyList<(RosterField Field, double Width)> columns, RosterField field, RosterLabels labels)
        where T : struct, Enum
    {
        var column = columns.TakeWhile(c => c.Field != field).Count() + 1;
        // Several posts are separated by semicolons, so the list advises and does not forbid.
        sheet.Offer(column, ExampleRow, PreparedRows, Enum.GetValues<T>().Select(value => labels.Word(value)), isClosed: field != RosterField.PostKind);
    }
}
