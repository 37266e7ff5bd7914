using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Pools;
using Evaluation.Domain.Rules;

namespace Evaluation.Domain.Tests.Campaigns;

public sealed class ChecklistTests
{
    private static readonly DateTime Now = new(2026, 4, 15, 1, 0, 0, DateTimeKind.Utc);

    // What breaks a campaign in which nothing is found, and whether that blocks.
    private static readonly Dictionary<CheckKind, (CheckArea Area, bool Blocks, Action<Campaign> Break)> Faults = new()
    {
        [CheckKind.NoSubjects] = (CheckArea.Participants, true, c => c.Subjects.Clear()),
        [CheckKind.SubjectTwice] = (CheckArea.Participants, true, c => c.Subjects.Add(SubjectOf(c, c.Subjects[0].OrganizationId))),
        [CheckKind.PoolWithoutSubjects] = (CheckArea.Participants, true, c => AddPool(c).Categories.Add(PartOf(c.Pools[^1], c.Categories[0]))),
        [CheckKind.PoolWithoutCategories] = (CheckArea.Participants, true, c => c.Subjects.Add(SubjectOf(c, Guid.NewGuid(), AddPool(c)))),
        [CheckKind.CategoryWithoutPool] = (CheckArea.Participants, true, c => AddCategory(c, 8)),
        [CheckKind.NobodyPlanned] = (CheckArea.Participants, true, c => c.Categories[1].Target = 0),
        [CheckKind.MinimumNotPlanned] = (CheckArea.Participants, true, c => c.Pools[0].Categories[1].Minimum = 7),
        [CheckKind.PoolSizeDiffers] = (CheckArea.Participants, false, c => c.Pools[0].PlannedSize = 25),
        [CheckKind.PoolUnderGroupMinimum] = (CheckArea.Participants, false, c => c.GroupMinimum = 27),
        [CheckKind.CategoryUnderGroupMinimum] = (CheckArea.Participants, false, c => c.GroupMinimum = 7),
        [CheckKind.EndNotAfterBegin] = (CheckArea.Procedure, true, c => c.PlannedEnd = c.PlannedBegin),
        [CheckKind.MomentMissing] = (CheckArea.Procedure, true, c => (c.PlannedEnd, c.EndsByItself) = (null, true)),
        [CheckKind.MomentPast] = (CheckArea.Procedure, true, c => (c.PlannedBegin, c.BeginsByItself) = (Now, true)),
        [CheckKind.NoDateOrPlace] = (CheckArea.Procedure, false, c => c.Place = ""),
        [CheckKind.NoForms] = (CheckArea.Content, true, c => c.Forms.Clear()),
        [CheckKind.FormDefect] = (CheckArea.Content, true, c => c.Forms[0].Definition = c.Forms[0].Definition with { Overall = "" }),
        [CheckKind.FormUnused] = (CheckArea.Content, false, c => c.Forms.Add(FormOf(c))),
        [CheckKind.NoMetrics] = (CheckArea.UseOfResult, true, c => c.Rules = new RuleSet([], [])),
        [CheckKind.NoRules] = (CheckArea.UseOfResult, false, c => c.Rules = c.Rules with { Rules = [] }),
        [CheckKind.RuleDefect] = (CheckArea.UseOfResult, true, c => c.Rules = c.Rules with { Rules = [c.Rules.Rules[0] with { Metric = "other" }] }),
        [CheckKind.GradeUnknown] = (CheckArea.UseOfResult, true, c => c.Rules = c.Rules with { Metrics = [c.Rules.Metrics[0] with { Grades = ["满意", "基本满意"] }] }),
        [CheckKind.WeightMissing] = (CheckArea.UseOfResult, true, c =>
        {
            c.Categories[0].Weight = Fraction.Of(2, 3);
            c.Rules = c.Rules with { Metrics = [c.Rules.Metrics[0] with { IsWeighted = true }] };
        }),
        [CheckKind.AddressNotTried] = (CheckArea.Method, false, c => c.AddressTriedAt = null),
    };

    public static TheoryData<CheckKind> Kinds => [.. Enum.GetValues<CheckKind>()];

    [Fact]
    public void Of_CompleteCampaign_FindsNothing() => Assert.Empty(Checklist.Of(Complete(), Now));

    [Theory, MemberData(nameof(Kinds))]
    public void Of_CampaignWithOneFault_FindsItInItsAreaAndBlocksWhenItMust(CheckKind kind)
    {
        var (area, blocks, breakIt) = Faults[kind];
        var campaign = Complete();

        breakIt(campaign);

        var findings = Checklist.Of(campaign, Now);
        var finding = Assert.Single(findings, f => f.Kind == kind);
        Assert.Equal((area, blocks), (finding.Area, finding.Blocks));
        Assert.Equal(!blocks, findings.AllowsFinalizing());
    }

    [Fact]
    public void MinimumNotPlanned_ExactlyTheMinimum_IsEnough()
    {
        var campaign = Complete();
        campaign.Pools[0].Categories[1].Minimum = 6;

        Assert.Empty(Checklist.Of(campaign, Now));
    }

    [Fact]
    public void MinimumNotPlanned_NamesCategoryPoolAndBothNumbers()
    {
        var campaign = Complete();
        campaign.Categories[1].Target = 5;
        campaign.Pools[0].Categories[1].Minimum = 6;

        var finding = Checklist.Of(campaign, Now).Single(f => f.Kind == CheckKind.MinimumNotPlanned);

        Assert.Equal(campaign.Categories[1].Id, finding.Target);
        Assert.Equal(["服务对象代表", "局党组评议员", 5, 6], finding.Arguments);
    }

    [Fact]
    public void MomentPast_ASecondLater_IsNotPast()
    {
        var campaign = Complete();
        (campaign.PlannedBegin, campaign.BeginsByItself) = (Now.AddSeconds(1), true);

        Assert.Empty(Checklist.Of(campaign, Now));
    }

    [Fact]
    public void GroupMinimum_ExactlyReachedByACategory_DoesNotWarn()
    {
        var campaign = Complete();
        campaign.GroupMinimum = 6;

        Assert.Empty(Checklist.Of(campaign, Now));
    }

    [Fact]
    public void WeightMissing_IsGoneWhenEveryCategoryHasAWeight()
    {
        var campaign = Complete();
        Faults[CheckKind.WeightMissing].Break(campaign);
        campaign.Categories.ForEach(c => c.Weight = Fraction.Of(1, 2));

        Assert.Empty(Checklist.Of(campaign, Now));
    }

    [Fact]
    public void SubjectTwice_InTwoPools_IsAllowed()
    {
        var campaign = Complete();
        var pool = AddPool(campaign);
        pool.Categories.Add(PartOf(pool, campaign.Categories[0]));
        campaign.Subjects.Add(SubjectOf(campaign, campaign.Subjects[0].OrganizationId, pool));

        Assert.Empty(Checklist.Of(campaign, Now));
    }

    private static Campaign Complete()
    {
        var campaign = new Campaign
        {
            Title = "评议", PlannedBegin = Now.AddDays(1), PlannedEnd = Now.AddDays(1).AddHours(2), Place = "会议室", AddressTriedAt = Now, GroupMinimum = 5,
            Rules = new RuleSet(
                [new Metric("satisfied", "满意率", ["满意"])],
                [new Rule("1", "低于六成须整改", [SubjectKind.Branch], "satisfied", null, new Bound(Fraction.Of(3, 5)), [new RuleConsequence(ConsequenceKind.Rectification, Bearer.Subject)])]),
        };
        campaign.Forms.Add(FormOf(campaign));
        AddCategory(campaign, 20);
        AddCategory(campaign, 6).Name = "服务对象代表";
        var pool = AddPool(campaign);
        (pool.Name, pool.PlannedSize) = ("局党组评议员", 26);
        pool.Categories.AddRange([PartOf(pool, campaign.Categories[0]), PartOf(pool, campaign.Categories[1])]);
        campaign.Subjects.Add(SubjectOf(campaign, Guid.NewGuid()));
        return campaign;
    }

    private static BallotForm FormOf(Campaign campaign) => new()
    {
        CampaignId = campaign.Id, Name = "评议表", Definition = new FormDefinition { Overall = "总体评价", Scale = [new Grade("满意"), new Grade("不满意")] },
    };

    private static EvaluatorPool AddPool(Campaign campaign)
    {
        var pool = new EvaluatorPool { CampaignId = campaign.Id, Name = "评议员组" };
        campaign.Pools.Add(pool);
        return pool;
    }

    private static EvaluatorCategory AddCategory(Campaign campaign, int target)
    {
        var category = new EvaluatorCategory { CampaignId = campaign.Id, Name = "干部", Target = target };
        campaign.Categories.Add(category);
        return category;
    }

    private static PoolCategory PartOf(EvaluatorPool pool, EvaluatorCategory category) => new() { PoolId = pool.Id, CategoryId = category.Id };

    private static Subject SubjectOf(Campaign campaign, Guid organization, EvaluatorPool? pool = null) => new()
    {
        CampaignId = campaign.Id, PoolId = (pool ?? campaign.Pools[0]).Id, FormId = campaign.Forms[0].Id, Kind = SubjectKind.Branch, OrganizationId = organization, Name = "机关党支部",
    };
}
