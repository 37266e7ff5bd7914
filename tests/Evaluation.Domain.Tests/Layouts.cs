using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Tallying;

namespace Evaluation.Domain.Tests;

/// <summary>The bureau's two pools: the staff belong to both, the recipients and the guests to one each.</summary>
internal static class Layouts
{
    public static readonly FormDefinition OrganizationForm = Bureau.Form with
    {
        Indicators = ["履行承诺", "服务群众"],
        Prompts = [new("最满意的一件事"), new("对该组织的意见", PromptScope.EachSubject)],
    };

    public static readonly FormDefinition MemberForm = Bureau.FullForm with { Prompts = [new("对党员的建议")] };

    public static BallotLayout Bureau2 { get; } = new(
        "局机关群众评议",
        "",
        [OrganizationForm, MemberForm],
        [
            new(Guid.NewGuid(), "局党组评议员", [new(Guid.NewGuid(), "局党组", "党组", SubjectKind.PartyGroup, 0)]),
            new(Guid.NewGuid(), "支部评议员",
            [
                new(Guid.NewGuid(), "机关党支部", "党支部", SubjectKind.Branch, 0),
                new(Guid.NewGuid(), "甲", "机关党支部 书记", SubjectKind.Member, 1),
                new(Guid.NewGuid(), "乙", "机关党支部", SubjectKind.Member, 1),
            ]),
        ],
        [new(Guid.NewGuid(), "职工党员", [0, 1]), new(Guid.NewGuid(), "服务对象", [0]), new(Guid.NewGuid(), "群众代表", [1])]);

    public static CountPlan PlanOf(BallotLayout layout, params int[][] groups) => new(
        [.. layout.Categories.Select((c, i) => new CountedCategory(c.Id, c.Name, Fraction.Of(i + 1, 1), 10 * (i + 1), 9, 8, 7, 7))],
        groups.Length > 0 ? groups : [.. layout.Categories.Select((_, i) => new[] { i })],
        [],
        5);
}
