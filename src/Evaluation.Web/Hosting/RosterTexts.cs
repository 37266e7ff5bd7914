using Evaluation.Documents.Rosters;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;

namespace Evaluation.Web.Hosting;

/// <summary>The words of roster workbooks in the user's language. The importer understands every one of them; a test keeps that so.</summary>
public sealed class RosterTexts(Texts texts)
{
    /// <summary>Headers, names of sheets, and the words of closed lists.</summary>
    public RosterLabels Labels => new()
    {
        InstructionsSheet = texts["Roster.Sheet.Instructions"],
        OrganizationsSheet = texts["Roster.Sheet.Organizations"],
        MembersSheet = texts["Roster.Sheet.Members"],
        Column = column => texts["Roster.Column." + column],
        Word = value => texts[$"Enums.{value.GetType().Name}.{value}"],
    };

    /// <summary>What the template says besides.</summary>
    public RosterTemplateTexts Template => new(
        texts["Roster.Template.Title"],
        texts["Roster.Template.Instructions"].Value.Split('\n'),
        new OrganizationRow("", 0, texts["Roster.Example.Mark"] + texts["Roster.Example.Branch"], texts["Roster.Example.Committee"], OrganizationKind.Branch),
        new MemberRow("", 0)
        {
            StaffNumber = "0001",
            Name = texts["Roster.Example.Mark"] + texts["Roster.Example.Person"],
            Sex = Sex.Male,
            Ethnicity = RosterWords.AllEthnicities.First(),
            BirthDate = new RosterDate(new DateOnly(1985, 3, 1), true),
            Education = Education.JuniorCollege,
            JoinDate = new RosterDate(new DateOnly(2009, 7, 1), false),
            Standing = PartyStanding.Full,
            Organization = texts["Roster.Example.Branch"],
            Employment = EmploymentKind.GeneralCadre,
            Status = MemberStatus.Active,
            Posts = [new RosterPost(texts["Roster.Example.Post"], PostKind.Head, texts["Roster.Example.Branch"], new DateOnly(2021, 3, 1), null)],
        });

    /// <summary>Name of the template's file.</summary>
    public string TemplateFileName => texts["Roster.File.Template"] + ".xlsx";

    /// <summary>Name of an exported roster's file.</summary>
    public string ExportFileName(string organization) => texts["Roster.File.Export", organization] + ".xlsx";
}
