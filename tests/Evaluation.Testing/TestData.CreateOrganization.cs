using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;

namespace Evaluation.Testing;

/// <summary>Makes rows for tests. Each takes what the test is about and fills in the rest.</summary>
public static partial class TestData
{
    /// <summary>An organization.</summary>
    public static Organization CreateOrganization(string name = "示例单位", OrganizationKind kind = OrganizationKind.Unit, Organization? parent = null) =>
        new(name, kind, parent);

    /// <summary>A member of an organization.</summary>
    public static Member CreateMember(Organization organization, string name = "示例甲", PartyStanding standing = PartyStanding.Full) =>
        new() { OrganizationId = organization.Id, Name = name, Standing = standing };

    /// <summary>The head of an organization, in post since 2020.</summary>
    public static Post CreateHead(Organization organization, Member member, string title = "书记") =>
        new() { OrganizationId = organization.Id, MemberId = member.Id, Kind = PostKind.Head, Title = title, From = new DateOnly(2020, 1, 1) };
}
