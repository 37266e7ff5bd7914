using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Pools;
using Evaluation.Domain.Rules;

namespace Evaluation.Testing;

public static partial class TestData
{
    /// <summary>The grades of D3.</summary>
    public static IReadOnlyList<Grade> FourGrades { get; } = [new("满意"), new("比较满意"), new("不太满意"), new("不满意")];

    /// <summary>The rules of D3.</summary>
    public static RuleSet BureauRules { get; } = new(
        [
            new Metric("satisfied", "满意率", ["满意", "比较满意"]),
            new Metric("dissatisfied", "不满意率", ["不满意"]),
        ],
        [
            new Rule("1", "低于六成须整改", [SubjectKind.PartyGroup, SubjectKind.Branch, SubjectKind.Member], "satisfied", null, new Bound(Fraction.Of(60, 100)),
                [new RuleConsequence(ConsequenceKind.Rectification, Bearer.Subject)]),
            new Rule("2", "低于六成不得评先评优", [SubjectKind.Branch, SubjectKind.Member], "satisfied", null, new Bound(Fraction.Of(60, 100)),
                [new RuleConsequence(ConsequenceKind.CommendationBar, Bearer.Subject)]),
            new Rule("3", "不满意过三分之一而不足三分之二", [SubjectKind.Branch], "dissatisfied", new Bound(Fraction.Of(1, 3)), new Bound(Fraction.Of(2, 3)),
                [new RuleConsequence(ConsequenceKind.RatedBasicallyCompetent, Bearer.Head)]),
            new Rule("4", "不满意过三分之二", [SubjectKind.Branch], "dissatisfied", new Bound(Fraction.Of(2, 3)), null,
                [new RuleConsequence(ConsequenceKind.RatedIncompetent, Bearer.Head)]),
        ]);

    /// <summary>
    /// A campaign like D3's that can be finalized: the Party group with its 33, the branch with its 25 (20 members belong to both), and a mutual evaluation
    /// by the 20 of three people. Categories in order: 机关党员干部 20, 机关其他干部职工 3, 工业园区负责人 4, 服务对象代表（局党组） 6, 服务对象代表（支部） 5.
    /// </summary>
    /// <param name="host">The organization that hosts it; also the subject "局党组" stands for it.</param>
    /// <param name="branch">The branch evaluated.</param>
    /// <param name="people">Those in the mutual evaluation.</param>
    public static Campaign CreateCampaign(Organization host, Organization branch, params Domain.Members.Member[] people)
    {
        var campaign = new Campaign { OrganizationId = host.Id, Title = "2026年示例局群众评议", Year = 2026, TallySheetTitle = "群众评议统计表", Rules = BureauRules };
        var form = new BallotForm
        {
            CampaignId = campaign.Id,
            Name = "党组织评议表",
            Definition = new FormDefinition { Overall = "总体评价", Indicators = ["履行承诺", "推动中心工作"], Scale = FourGrades, Prompts = [new OpinionPrompt("有什么意见建议？", PromptScope.EachSubject)] },
        };
        var mutual = new BallotForm
        {
            CampaignId = campaign.Id,
            Name = "党员互评表",
            Order = 1,
            Definition = new FormDefinition { Overall = "总体评价", Scale = [.. FourGrades, new Grade("本人", GradeKind.Self)] },
        };
        campaign.Forms.AddRange([form, mutual]);
        (string Name, int Target)[] categories = [("机关党员干部", 20), ("机关其他干部职工", 3), ("工业园区负责人", 4), ("服务对象代表（局党组）", 6), ("服务对象代表（支部）", 5)];
        campaign.Categories.AddRange(categories.Select((c, i) => new EvaluatorCategory { CampaignId = campaign.Id, Name = c.Name, Target = c.Target, Order = i, Spares = 2 }));
        AddPool(campaign, "局党组评议员", 33, (0, 0), (1, 0), (2, 0), (3, 6));
        AddPool(campaign, "机关党支部评议员", 25, (0, 0), (4, 5));
        campaign.Subjects.Add(CreateSubject(campaign, 0, form, SubjectKind.PartyGroup, host, "局党组"));
        campaign.Subjects.Add(CreateSubject(campaign, 1, form, SubjectKind.Branch, branch, "机关党支部"));
        if (people.Length > 0)
        {
            AddPool(campaign, "党员互评", null, (0, 0));
            campaign.Subjects.AddRange(people.Select((person, i) =>
            {
                var subject = CreateSubject(campaign, 2, mutual, SubjectKind.Member, branch, person.Name);
                subject.MemberId = person.Id;
                subject.Order = i;
                return subject;
            }));
        }

        return campaign;
    }

    private static void AddPool(Campaign campaign, string name, int? size, params (int Category, int Minimum)[] categories)
    {
        var pool = new EvaluatorPool { CampaignId = campaign.Id, Name = name, PlannedSize = size, Order = campaign.Pools.Count };
        pool.Categories.AddRange(categories.Select(c => new PoolCategory { PoolId = pool.Id, CategoryId = campaign.Categories[c.Category].Id, Minimum = c.Minimum }));
        campaign.Pools.Add(pool);
    }

    private static Subject CreateSubject(Campaign campaign, int pool, BallotForm form, SubjectKind kind, Organization organization, string name) =>
        new() { CampaignId = campaign.Id, PoolId = campaign.Pools[pool].Id, FormId = form.Id, Kind = kind, OrganizationId = organization.Id, Name = name };
}
