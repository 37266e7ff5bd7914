using System.Globalization;
using Evaluation.Domain.Members;

namespace Evaluation.Documents.Rosters;

/// <summary>The columns of the product's own roster workbooks: their order, their widths in characters, and how a row becomes texts.</summary>
internal static class RosterColumns
{
    public static readonly IReadOnlyList<(RosterField Field, double Width)> OfOrganizations =
    [
        (RosterField.OrganizationName, 36), (RosterField.ParentOrganization, 36), (RosterField.OrganizationKind, 14),
    ];

    public static readonly IReadOnlyList<(RosterField Field, double Width)> OfMembers =
    [
        (RosterField.StaffNumber, 12), (RosterField.Name, 14), (RosterField.Sex, 7), (RosterField.Ethnicity, 10), (RosterField.BirthDate, 13),
        (RosterField.Education, 14), (RosterField.JoinDate, 13), (RosterField.Standing, 16), (RosterField.Organization, 30), (RosterField.Employment, 14),
        (RosterField.Status, 10), (RosterField.Post, 24), (RosterField.PostKind, 14), (RosterField.PostOrganization, 30), (RosterField.PostFrom, 24),
    ];

    public static string Text(OrganizationRow row, RosterField field, RosterLabels labels) => field switch
    {
        RosterField.OrganizationName => row.Name,
        RosterField.ParentOrganization => row.Parent ?? "",
        RosterField.OrganizationKind => Word(row.Kind, labels),
        _ => "",
    };

    public static string Text(MemberRow row, RosterField field, RosterLabels labels) => field switch
    {
        RosterField.StaffNumber => row.StaffNumber ?? "",
        RosterField.Name => row.Name,
        RosterField.Sex => Word(row.Sex, labels),
        RosterField.Ethnicity => row.Ethnicity ?? "",
        RosterField.BirthDate => Date(row.BirthDate),
        RosterField.Education => Word(row.Education, labels),
        RosterField.JoinDate => Date(row.JoinDate),
        RosterField.Standing => Word(row.Standing, labels),
        RosterField.Organization => row.Organization ?? "",
        RosterField.Employment => Word(row.Employment, labels),
        RosterField.Status => Word(row.Status, labels),
        RosterField.Post => RosterCell.WriteList(row.Posts.Select(post => post.Title)),
        RosterField.PostKind => RosterCell.WriteList(row.Posts.Select(post => Word(post.Kind, labels))),
        RosterField.PostOrganization => RosterCell.WriteList(row.Posts.Select(post => post.Organization ?? "")),
        RosterField.PostFrom => RosterCell.WriteList(row.Posts.Select(post => RosterCell.WriteSpan(post.From, post.Until))),
        _ => "",
    };

    private static string Word<T>(T? value, RosterLabels labels)
        where T : struct, Enum => value is { } known ? labels.Word(known) : "";

    private static string Date(RosterDate? date) =>
        date is { } known ? known.Date.ToString(known.MonthOnly ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
}
