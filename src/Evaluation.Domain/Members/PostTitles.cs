using Evaluation.Domain.Organizations;

namespace Evaluation.Domain.Members;

/// <summary>What kind of post a title names when nobody said.</summary>
public static class PostTitles
{
    /// <summary>
    /// The kind that follows from a title in an organization of a kind. A secretary is head only of the organization the title fits:
    /// a 党委书记 who stands on the roster of a branch is not that branch's head.
    /// </summary>
    public static PostKind KindOf(string title, OrganizationKind organization)
    {
        if (title.Contains('副'))
        {
            return PostKind.DeputyHead;
        }

        if (IsHead(title, organization))
        {
            return PostKind.Head;
        }

        return title.EndsWith("委员", StringComparison.Ordinal) || title.EndsWith("党组成员", StringComparison.Ordinal) || title.EndsWith("班子成员", StringComparison.Ordinal)
            ? PostKind.TeamMember
            : PostKind.Cadre;
    }

    private static bool IsHead(string title, OrganizationKind organization)
    {
        if (title == "书记")
        {
            return organization is not (OrganizationKind.Unit or OrganizationKind.Office or OrganizationKind.Team);
        }

        return organization switch
        {
            OrganizationKind.PartyCommittee => title.Contains("党委书记", StringComparison.Ordinal) || title.Contains("工委书记", StringComparison.Ordinal),
            OrganizationKind.PartyGroup => title.Contains("党组书记", StringComparison.Ordinal),
            OrganizationKind.GeneralBranch => title.Contains("总支书记", StringComparison.Ordinal) || title.Contains("总支部书记", StringComparison.Ordinal),
            OrganizationKind.Branch => title.Contains("支部书记", StringComparison.Ordinal) && !title.Contains("总支部书记", StringComparison.Ordinal),
            OrganizationKind.Unit => title is "局长" or "校长" or "院长" or "所长" or "总经理" or "镇长" or "乡长",
            OrganizationKind.Office => title is "主任" or "科长" or "处长" or "部长",
            OrganizationKind.Team => title is "班长" or "组长" or "队长" or "区长" or "工区长",
            _ => false,
        };
    }
}
